# Texts and numbers, on top of putchar; the two ends of every test.

        .include "support/constants.inc"

        .text
        .global puts
puts:                                   # a0 text
        addi    sp, sp, -16
        sd      ra, 8(sp)
        sd      s1, 0(sp)
        mv      s1, a0
1:      lbu     a0, 0(s1)
        beqz    a0, 2f
        call    putchar
        addi    s1, s1, 1
        j       1b
2:      ld      ra, 8(sp)
        ld      s1, 0(sp)
        addi    sp, sp, 16
        ret

        .global puthex
puthex:                                 # a0 number: as many digits as it needs
        addi    sp, sp, -32
        sd      ra, 24(sp)
        sd      s1, 16(sp)
        sd      s2, 8(sp)
        mv      s1, a0
        li      s2, 60
1:      srl     t0, s1, s2              # skip leading zeros, but not the last digit
        bnez    t0, 2f
        beqz    s2, 2f
        addi    s2, s2, -4
        j       1b
2:      srl     a0, s1, s2
        andi    a0, a0, 15
        li      t0, 10
        bltu    a0, t0, 3f
        addi    a0, a0, 'a' - '0' - 10
3:      addi    a0, a0, '0'
        call    putchar
        addi    s2, s2, -4
        bgez    s2, 2b
        ld      ra, 24(sp)
        ld      s1, 16(sp)
        ld      s2, 8(sp)
        addi    sp, sp, 32
        ret

        .global passed
passed:                                 # "pass", and an end without failure
        say     "pass\n"
        li      a0, 0
        tail    shutdown

        .global failed
failed:                                 # a0 number of the check
        mv      s1, a0
        say     "fail: check "
        mv      a0, s1
        call    puthex
        say     " (hexadecimal), last trap: cause "
        mv      a0, s8
        call    puthex
        say     " value "
        mv      a0, s9
        call    puthex
        say     " count "
        mv      a0, s10
        call    puthex
        say     "\n"
        li      a0, 1
        tail    shutdown

        .bss
        .balign 16
        .skip   4096
        .global stack_top
stack_top:
