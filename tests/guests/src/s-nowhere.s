# S-mode: jumps to where nothing is, with no trap vector to speak of.
        .include "support/constants.inc"
        .section .text.start, "ax"
        .global _start
_start:
        la      sp, stack_top
        csrw    stvec, zero
        say     "jumping to nowhere\n"
        li      t0, HOLE
        .global jump_to_nowhere
jump_to_nowhere:
        jr      t0
