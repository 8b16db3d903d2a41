# M-mode: sends back what it gets on the UART, until a q.
        .include "support/constants.inc"
        .section .text.start, "ax"
        .global _start
_start:
        la      sp, stack_top
        say     "echo until q: "
1:      call    getchar
        mv      s1, a0
        call    putchar
        li      t0, 'q'
        bne     s1, t0, 1b
        say     "\n"
        j       passed
