# S-mode with paging: the trap vector points to a page that is not mapped, so the first
# trap is followed by fetch page faults without end.
        .include "support/constants.inc"
        .section .text.start, "ax"
        .global _start
_start:
        la      sp, stack_top
        set_leaf root, 2, 0x80000000, PTE_RWX
        paging_on root
        li      t0, 0x40000000
        csrw    stvec, t0
        say     "trapping for ever\n"
        li      t0, 0x40001000
        .global first_trap
first_trap:
        ld      t0, 0(t0)
        j       passed                  # never reached

        .bss
        .balign 4096
root:   .skip   4096
