# A trap handler for S-mode that only takes notes: cause to s8, value to s9, count in s10.
# The instruction is skipped; after a fetch fault it goes on at ra; an environment call
# from U-mode is the end of a piece of user code and goes on at s7 in S-mode.

        .include "support/constants.inc"

        .text
        .balign 4
        .global take_notes
take_notes:
        csrw    sscratch, t0
        csrr    t0, scause
        addi    t0, t0, -CAUSE_ECALL_U
        beqz    t0, 3f
        csrr    s8, scause
        csrr    s9, stval
        addi    s10, s10, 1
        csrr    t0, sepc
        addi    t0, t0, 4
        csrw    sepc, t0
        li      t0, CAUSE_FETCH_PAGE
        beq     s8, t0, 1f
        li      t0, CAUSE_FETCH_ACCESS
        bne     s8, t0, 2f
1:      csrw    sepc, ra
2:      csrr    t0, sscratch
        sret
3:      csrw    sepc, s7
        li      t0, SPP
        csrs    sstatus, t0
        csrr    t0, sscratch
        sret
