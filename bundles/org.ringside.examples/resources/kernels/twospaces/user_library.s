# Routines for both processes. The page is in both address spaces: the same frame, once.

        .include "constants.inc"

        .section .user.library, "ax", @progbits
        .global user_library
user_library:

# The system calls.
        .macro  system_call name, number
        .global \name
        .type   \name, @function
\name:
        li      a7, \number
        ecall
        ret
        .size   \name, . - \name
        .endm

        system_call u_write,   SYS_WRITE
        system_call u_yield,   SYS_YIELD
        system_call u_ticks,   SYS_TICKS
        system_call u_sleep,   SYS_SLEEP
        system_call u_seal,    SYS_SEAL
        system_call u_forgive, SYS_FORGIVE
        system_call u_exit,    SYS_EXIT

# u_print(a0 text): in one system call, so that no line is torn apart.
        .global u_print
        .type   u_print, @function
u_print:
        mv      a1, a0
1:      lbu     t0, 0(a1)
        beqz    t0, 2f
        addi    a1, a1, 1
        j       1b
2:      sub     a1, a1, a0
        tail    u_write
        .size   u_print, . - u_print

# u_report(a0 text, a1 number): a line of both.
        .global u_report
        .type   u_report, @function
u_report:
        frame_begin 112
        mv      t0, sp                  # the line is made on the stack
1:      lbu     t1, 0(a0)
        beqz    t1, 2f
        sb      t1, 0(t0)
        addi    a0, a0, 1
        addi    t0, t0, 1
        j       1b
2:      mv      t1, a1                  # how many digits?
        li      t2, 10
3:      addi    t0, t0, 1
        divu    t1, t1, t2
        bnez    t1, 3b
        li      t3, '\n'
        sb      t3, 0(t0)
        addi    t4, t0, 1               # the line's end
4:      remu    t1, a1, t2
        divu    a1, a1, t2
        addi    t1, t1, '0'
        addi    t0, t0, -1
        sb      t1, 0(t0)
        bnez    a1, 4b
        mv      a0, sp
        sub     a1, t4, sp
        call    u_write
        frame_end 112
        ret
        .size   u_report, . - u_report

# u_fail(a0 text): says so and ends with a result that is certainly wrong.
        .global u_fail
        .type   u_fail, @function
u_fail:
        call    u_print
        li      a0, -1
        call    u_exit
        .size   u_fail, . - u_fail

# u_sum(a0 address, a1 doublewords) -> a0: a sum in which the order counts.
        .global u_sum
        .type   u_sum, @function
u_sum:
        li      t0, 0
        li      t1, 31
1:      ld      t2, 0(a0)
        mul     t0, t0, t1
        add     t0, t0, t2
        addi    a0, a0, 8
        addi    a1, a1, -1
        bnez    a1, 1b
        mv      a0, t0
        ret
        .size   u_sum, . - u_sum

# u_fill(a0 address, a1 doublewords, a2 seed): pseudo-random numbers (xorshift64).
        .global u_fill
        .type   u_fill, @function
u_fill:
1:      slli    t0, a2, 13
        xor     a2, a2, t0
        srli    t0, a2, 7
        xor     a2, a2, t0
        slli    t0, a2, 17
        xor     a2, a2, t0
        sd      a2, 0(a0)
        addi    a0, a0, 8
        addi    a1, a1, -1
        bnez    a1, 1b
        ret
        .size   u_fill, . - u_fill

# u_descend(a0 depth) -> a0: 1 + 2 + ... + depth, by recursion with large frames, so that
# the stack grows over many pages.
        .global u_descend
        .type   u_descend, @function
u_descend:
        frame_begin 512
        sd      s1, 0(sp)
        mv      s1, a0
        beqz    a0, 1f
        addi    a0, a0, -1
        call    u_descend
        add     a0, a0, s1
1:      ld      s1, 0(sp)
        frame_end 512
        ret
        .size   u_descend, . - u_descend

# u_work(a0 ticks): computes until so many timer ticks have gone by.
        .global u_work
        .type   u_work, @function
u_work:
        frame_begin 32
        sd      s1, 0(sp)
        mv      s1, a0
        call    u_ticks
        add     s1, s1, a0
1:      li      t0, 500
2:      addi    t0, t0, -1
        bnez    t0, 2b
        call    u_ticks
        bltu    a0, s1, 1b
        ld      s1, 0(sp)
        frame_end 32
        ret
        .size   u_work, . - u_work
