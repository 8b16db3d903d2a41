# Texts and numbers for the console.

        .include "constants.inc"

        .text

# print_string(a0 text): the text ends with a zero byte.
        .global print_string
        .type   print_string, @function
print_string:
        mv      t0, a0
1:      lbu     t1, 0(t0)
        beqz    t1, 2f
        addi    t0, t0, 1
        j       1b
2:      sub     a1, t0, a0
        tail    sbi_console_write
        .size   print_string, . - print_string

# print_char(a0 character).
        .global print_char
        .type   print_char, @function
print_char:
        la      t0, number_buffer
        sb      a0, 0(t0)
        mv      a0, t0
        li      a1, 1
        tail    sbi_console_write
        .size   print_char, . - print_char

# print_hex(a0 number): sixteen digits after 0x.
        .global print_hex
        .type   print_hex, @function
print_hex:
        la      t0, number_buffer
        li      t1, '0'
        sb      t1, 0(t0)
        li      t1, 'x'
        sb      t1, 1(t0)
        addi    t2, t0, 2
        li      t3, 60                  # from the highest four bits down
        li      t4, 10
1:      srl     t1, a0, t3
        andi    t1, t1, 15
        bltu    t1, t4, 2f
        addi    t1, t1, 'a' - '0' - 10
2:      addi    t1, t1, '0'
        sb      t1, 0(t2)
        addi    t2, t2, 1
        addi    t3, t3, -4
        bgez    t3, 1b
        mv      a0, t0
        li      a1, 18
        tail    sbi_console_write
        .size   print_hex, . - print_hex

# print_decimal(a0 number).
        .global print_decimal
        .type   print_decimal, @function
print_decimal:
        la      t0, number_buffer + 32  # the last digit comes first
        mv      t1, t0
        li      t2, 10
1:      remu    t3, a0, t2
        divu    a0, a0, t2
        addi    t3, t3, '0'
        addi    t1, t1, -1
        sb      t3, 0(t1)
        bnez    a0, 1b
        mv      a0, t1
        sub     a1, t0, t1
        tail    sbi_console_write
        .size   print_decimal, . - print_decimal

        .bss
        .balign 8
number_buffer:
        .skip   32
