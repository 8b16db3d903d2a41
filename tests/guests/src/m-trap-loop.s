# M-mode: the trap vector points to where nothing is, so the first trap is followed by
# fetch access faults without end.
        .include "support/constants.inc"
        .section .text.start, "ax"
        .global _start
_start:
        la      sp, stack_top
        li      t0, HOLE
        csrw    mtvec, t0
        say     "trapping for ever\n"
        .global first_trap
first_trap:
        ecall
        j       passed                  # never reached
