# M-mode: says so and ends well.
        .include "support/constants.inc"
        .section .text.start, "ax"
        .global _start
_start:
        la      sp, stack_top
        j       passed
