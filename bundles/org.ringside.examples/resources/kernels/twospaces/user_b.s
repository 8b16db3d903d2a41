# Process b. Its text is mapped in address space 2 only.

        .include "constants.inc"

        .section .user.rodata, "a", @progbits
        .global user_rodata
user_rodata:
b_hello:        .asciz  "[b] hello from address space 2\n"
b_private:      .asciz  "[b] what I wrote at 0x100000 is still there\n"
b_not_private:  .asciz  "[b] somebody wrote to my page\n"
b_kernel:       .asciz  "[b] the kernel's memory is out of my reach\n"
b_not_kernel:   .asciz  "[b] I have read the kernel's memory\n"
b_longest:      .asciz  "[b] longest Collatz chain below 1000 starts at: "
b_sum:          .asciz  "[b] sum over my heap: "
b_farewell:     .asciz  "[b] and now I follow a null pointer\n"
b_survived:     .asciz  "[b] there is something at address 0\n"

        .section .user.b, "ax", @progbits
        .global user_b
user_b:
        .global user_main_b
        .type   user_main_b, @function
user_main_b:
        la      a0, b_hello
        call    u_print

# The other half of what process a does at the same address.
        li      s1, USER_DATA
        call    u_yield
        li      s3, 'b'
        .global b_store_shared
b_store_shared:
        sd      s3, 0(s1)
        call    u_yield
        call    u_yield
        ld      t0, 0(s1)
        la      a0, b_not_private
        bne     t0, s3, u_fail
        la      a0, b_private
        call    u_print

# The kernel is mapped here too, but without U: neither may we load from it, nor make the
# kernel do so for us, and an address where nothing is gets us an error, not a crash.
        li      a0, 1
        call    u_forgive
        li      s1, 0x80200000
        li      s3, 0x600d
        .global b_load_kernel
b_load_kernel:
        ld      s3, 0(s1)               # reported and skipped: s3 keeps its value
        li      t0, 0x600d
        la      a0, b_not_kernel
        bne     s3, t0, u_fail
        mv      a0, s1
        li      a1, 16
        call    u_write
        li      t0, EFAULT
        mv      t1, a0
        la      a0, b_not_kernel
        bne     t1, t0, u_fail
        li      a0, 8
        li      a1, 16
        call    u_write
        li      t0, EFAULT
        mv      t1, a0
        la      a0, b_not_kernel
        bne     t1, t0, u_fail
        la      a0, b_kernel
        call    u_print

# Work, with a heap at the same addresses as the other's.
        call    b_collatz
        mv      a1, a0
        la      a0, b_longest
        call    u_report
        li      a0, USER_HEAP
        li      a1, 4 * PAGE_SIZE / 8
        li      a2, 0x0b0b0b0b0b0b0b0b
        call    u_fill
        li      a0, 1
        call    u_sleep
        li      a0, 2
        call    u_work
        li      a0, USER_HEAP
        li      a1, 4 * PAGE_SIZE / 8
        call    u_sum
        mv      a1, a0
        la      a0, b_sum
        call    u_report

        li      a0, 2
        call    u_sleep
        la      a0, b_farewell
        call    u_print
        .global b_load_null
b_load_null:
        ld      a0, 0(zero)             # not forgiven
        la      a0, b_survived
        call    u_fail
        .size   user_main_b, . - user_main_b

# b_collatz() -> a0: the number below 1000 whose chain (n/2 if even, 3n + 1 if odd, until
# 1) is the longest.
        .type   b_collatz, @function
b_collatz:
        li      a0, 0                   # best number and its length
        li      t0, 0
        li      t1, 1                   # candidate
        li      t2, 1000
        li      t6, 1
1:      mv      t3, t1
        li      t4, 0
2:      beq     t3, t6, 4f
        addi    t4, t4, 1
        andi    t5, t3, 1
        bnez    t5, 3f
        srli    t3, t3, 1
        j       2b
3:      slli    t5, t3, 1
        add     t3, t3, t5
        addi    t3, t3, 1
        j       2b
4:      bgeu    t0, t4, 5f
        mv      t0, t4
        mv      a0, t1
5:      addi    t1, t1, 1
        bltu    t1, t2, 1b
        ret
        .size   b_collatz, . - b_collatz
