# S-mode: the same jump, a load and a store, but with a trap vector that tells.
        .include "support/constants.inc"
        .section .text.start, "ax"
        .global _start
_start:
        la      sp, stack_top
        la      t0, take_notes
        csrw    stvec, t0
        li      s10, 0
        li      s1, HOLE
        jalr    s1
        expect_trap 1, CAUSE_FETCH_ACCESS, HOLE
        lw      t1, 16(s1)
        expect_trap 2, 5, HOLE + 16
        sw      t1, 32(s1)
        expect_trap 3, 7, HOLE + 32
        j       passed
