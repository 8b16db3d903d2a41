# M-mode: loads and stores as another mode (MPRV with MPP), with SUM and MXR, and what
# stays as it is: fetches, and M-mode itself without MPRV.
        .include "support/constants.inc"

        .equ    TEST, 0x40000000
        .equ    MPRV, 1 << 17
        .equ    MPP_S, 1 << 11
        .equ    MPP,  3 << 11

        .macro  as_mode bits                    # MPP as given, MPRV on
        li      t0, MPP
        csrc    mstatus, t0
        li      t0, (\bits) | MPRV
        csrs    mstatus, t0
        .endm

        .macro  as_myself                       # MPRV off: also for the console
        li      t0, MPRV
        csrc    mstatus, t0
        .endm

        .section .text.start, "ax"
        .global _start
_start:
        la      sp, stack_top
        la      t0, notes
        csrw    mtvec, t0
        li      s10, 0
        li      t0, -1                          # PMP: everything is open to S and U
        csrw    pmpaddr0, t0
        li      t0, 0x1f
        csrw    pmpcfg0, t0
        set_leaf root, 2, 0x80000000, PTE_RWX
        set_entry root, 1, middle, PTE_V
        set_entry middle, 0, low, PTE_V
        set_entry low, 0, page0, PTE_RW
        set_entry low, 1, page1, PTE_RW | PTE_U
        set_entry low, 2, page2, PTE_V | PTE_X | PTE_A
        paging_on root
        li      s1, TEST
        li      s2, TEST + 4096
        li      s3, TEST + 8192
        li      s4, 0x4d50

        as_mode MPP_S                           # as S-mode: its own pages
        sd      s4, 0(s1)
        ld      t2, 0(s1)
        as_myself
        expect_nothing 0x20
        check_equal 0x21, t2, s4
        la      t0, page0
        ld      t2, 0(t0)
        check_equal 0x22, t2, s4
        as_mode MPP_S
        ld      t2, 0(s2)
        as_myself
        expect_trap 0x23, CAUSE_LOAD_PAGE, TEST + 4096
        li      t0, SUM
        csrs    mstatus, t0
        as_mode MPP_S
        sd      s4, 8(s2)
        as_myself
        expect_nothing 0x24
        li      t0, SUM
        csrc    mstatus, t0
        as_mode MPP_S
        ld      t2, 0(s3)
        as_myself
        expect_trap 0x25, CAUSE_LOAD_PAGE, TEST + 8192
        li      t0, MXR
        csrs    mstatus, t0
        as_mode MPP_S
        ld      t2, 0(s3)
        as_myself
        expect_nothing 0x26
        li      t0, MXR
        csrc    mstatus, t0
        say     "as S-mode\n"

        as_mode 0                               # as U-mode: only the user's pages
        ld      t2, 8(s2)
        as_myself
        expect_nothing 0x30
        check_equal 0x31, t2, s4
        as_mode 0
        ld      t2, 0(s1)
        as_myself
        expect_trap 0x32, CAUSE_LOAD_PAGE, TEST
        as_mode 0
        sd      t2, 16(s1)
        as_myself
        expect_trap 0x33, CAUSE_STORE_PAGE, TEST + 16
        say     "as U-mode\n"

        as_mode MPP                             # as M-mode: no translation
        la      t1, page0
        ld      t2, 0(t1)
        as_myself
        expect_nothing 0x40
        check_equal 0x41, t2, s4

        as_mode MPP_S                           # mret to a lower mode turns MPRV off
        la      t0, 1f
        csrw    mepc, t0
        mret
        .balign 4
1:      li      t0, TEST + 4096                 # S-mode now: back by ecall
        ecall
        csrr    t0, mstatus
        li      t1, MPRV
        and     t0, t0, t1
        check_equal 0x50, t0, zero
        j       passed

# Notes as in trap.s, for M-mode; stays in M-mode after an ecall from S-mode.
        .balign 4
notes:
        csrw    mscratch, t0
        li      t0, MPRV
        csrc    mstatus, t0
        csrr    t0, mcause
        addi    t0, t0, -9
        beqz    t0, 2f
        csrr    s8, mcause
        csrr    s9, mtval
        addi    s10, s10, 1
2:      csrr    t0, mepc
        addi    t0, t0, 4
        csrw    mepc, t0
        li      t0, MPP                         # back to M-mode
        csrs    mstatus, t0
        csrr    t0, mscratch
        mret

        .bss
        .balign 4096
root:   .skip   4096
middle: .skip   4096
low:    .skip   4096
page0:  .skip   4096
page1:  .skip   4096
page2:  .skip   4096
