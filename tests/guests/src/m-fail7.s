# M-mode: ends with failure code 7.
        .include "support/constants.inc"
        .section .text.start, "ax"
        .global _start
_start:
        la      sp, stack_top
        say     "failing with 7\n"
        li      a0, 7
        j       shutdown
