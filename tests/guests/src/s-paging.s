# S-mode: what page-table entries permit, to S-mode and to U-mode, with SUM and MXR, with
# and without A and D. The test pages stand at 0x40000000 and following; the guest itself
# is mapped by a gigapage.
        .include "support/constants.inc"

        .equ    TEST, 0x40000000        # root entry 1, then entry 0 of both tables below

# Changes the entry of the test page and fences.
        .macro  entry bits
        set_entry table0, 0, page, (\bits)
        sfence.vma
        .endm

# Reads the entry of the test page.
        .macro  read_entry register
        la      \register, table0
        ld      \register, 0(\register)
        .endm

# Runs the piece of user code at that address to its ecall.
        .macro  in_user_mode address
        li      t0, SPP
        csrc    sstatus, t0
        li      t0, \address
        csrw    sepc, t0
        la      s7, 9992f
        sret
        .balign 4
9992:
        .endm

        .section .text.start, "ax"
        .global _start
_start:
        la      sp, stack_top
        la      t0, take_notes
        csrw    stvec, t0
        li      s10, 0
        set_leaf root, 2, 0x80000000, PTE_RWX
        set_entry root, 1, table1, PTE_V
        set_entry table1, 0, table0, PTE_V
        set_entry table0, 1, user_page, PTE_V | PTE_R | PTE_X | PTE_U | PTE_A | PTE_D
        paging_on root
        li      s1, TEST
        li      s2, SUM
        li      s3, MXR
        csrc    sstatus, s2
        csrc    sstatus, s3
        say     "permissions\n"

        entry   PTE_RW                          # read and write, not execute
        li      t2, 0x1234
        sd      t2, 8(s1)
        ld      t3, 8(s1)
        expect_nothing 0x10
        check_equal 0x11, t2, t3
        jalr    s1
        expect_trap 0x12, CAUSE_FETCH_PAGE, TEST

        entry   PTE_V | PTE_R | PTE_A | PTE_D   # read only
        ld      t3, 8(s1)
        expect_nothing 0x20
        sd      t2, 8(s1)
        expect_trap 0x21, CAUSE_STORE_PAGE, TEST + 8
        amoadd.d t3, t2, (s1)
        expect_trap 0x22, CAUSE_STORE_PAGE, TEST
        lr.d    t3, (s1)
        expect_nothing 0x23
        sb      t2, 0x7ff(s1)
        expect_trap 0x24, CAUSE_STORE_PAGE, TEST + 0x7ff

        entry   PTE_V | PTE_W | PTE_A | PTE_D   # W without R is reserved
        ld      t3, 8(s1)
        expect_trap 0x30, CAUSE_LOAD_PAGE, TEST + 8
        sd      t2, 8(s1)
        expect_trap 0x31, CAUSE_STORE_PAGE, TEST + 8

        entry   PTE_V | PTE_X | PTE_A           # execute only
        la      t0, page
        li      t1, 0x00008067                  # ret
        sw      t1, 0(t0)
        fence.i
        jalr    s1
        expect_nothing 0x40
        lw      t3, 0(s1)
        expect_trap 0x41, CAUSE_LOAD_PAGE, TEST
        lr.w    t3, (s1)
        expect_trap 0x42, CAUSE_LOAD_PAGE, TEST
        sw      t2, 4(s1)
        expect_trap 0x43, CAUSE_STORE_PAGE, TEST + 4
        csrs    sstatus, s3                     # MXR makes it readable
        lw      t3, 0(s1)
        expect_nothing 0x44
        li      t2, 0x00008067
        check_equal 0x45, t2, t3
        sw      t2, 4(s1)
        expect_trap 0x46, CAUSE_STORE_PAGE, TEST + 4
        csrc    sstatus, s3
        lw      t3, 0(s1)
        expect_trap 0x47, CAUSE_LOAD_PAGE, TEST

        entry   0                               # not valid
        ld      t3, 8(s1)
        expect_trap 0x50, CAUSE_LOAD_PAGE, TEST + 8
        sd      t2, 8(s1)
        expect_trap 0x51, CAUSE_STORE_PAGE, TEST + 8
        amoswap.w t3, t2, (s1)
        expect_trap 0x52, CAUSE_STORE_PAGE, TEST
        jalr    s1
        expect_trap 0x53, CAUSE_FETCH_PAGE, TEST
        entry   PTE_V                           # a pointer where no table can follow
        ld      t3, 8(s1)
        expect_trap 0x54, CAUSE_LOAD_PAGE, TEST + 8
        li      t0, 0x0000004000000000          # bits 63 to 39 differ from bit 38
        ld      t3, 0(t0)
        expect_trap 0x55, CAUSE_LOAD_PAGE, 0x0000004000000000
        li      t0, 0x7fffffffffffffff & ~7
        sd      t3, 0(t0)
        expect_trap 0x56, CAUSE_STORE_PAGE, 0x7fffffffffffffff & ~7

        say     "user pages\n"
        entry   PTE_RWX | PTE_U
        ld      t3, 8(s1)                       # S-mode, SUM = 0
        expect_trap 0x60, CAUSE_LOAD_PAGE, TEST + 8
        sd      t2, 8(s1)
        expect_trap 0x61, CAUSE_STORE_PAGE, TEST + 8
        jalr    s1
        expect_trap 0x62, CAUSE_FETCH_PAGE, TEST
        csrs    sstatus, s2                     # SUM = 1: data, but never instructions
        jalr    s1
        expect_trap 0x63, CAUSE_FETCH_PAGE, TEST
        ld      t3, 8(s1)
        sd      t2, 8(s1)
        expect_nothing 0x64
        csrc    sstatus, s2
        ld      t3, 8(s1)
        expect_trap 0x65, CAUSE_LOAD_PAGE, TEST + 8

        li      s4, 0x77                        # U-mode: loads, and stores s4 + 1
        sd      s4, 16(s1)
        expect_trap 0x70, CAUSE_STORE_PAGE, TEST + 16
        la      t0, page
        sd      s4, 16(t0)
        in_user_mode 0x40001000
        expect_nothing 0x71
        check_equal 0x72, s5, s4
        la      t0, page
        ld      t1, 16(t0)
        addi    t2, s4, 1
        check_equal 0x73, t1, t2
        entry   PTE_V | PTE_R | PTE_U | PTE_A | PTE_D
        in_user_mode 0x40001000
        expect_trap 0x74, CAUSE_STORE_PAGE, TEST + 16
        entry   PTE_RW                          # a page of the supervisor's
        in_user_mode 0x40001010
        expect_trap 0x75, CAUSE_LOAD_PAGE, TEST + 16
        entry   PTE_V | PTE_X | PTE_U | PTE_A   # MXR holds for U-mode too
        in_user_mode 0x40001010
        expect_trap 0x76, CAUSE_LOAD_PAGE, TEST + 16
        csrs    sstatus, s3
        in_user_mode 0x40001010
        expect_nothing 0x77
        csrc    sstatus, s3
        csrs    sstatus, s2                     # SUM says nothing about U-mode
        entry   PTE_RW
        in_user_mode 0x40001010
        expect_trap 0x78, CAUSE_LOAD_PAGE, TEST + 16
        csrc    sstatus, s2

# A and D: the machine may set them or fault, but must do one or the other.
        say     "accessed and dirty\n"
        li      s6, PTE_A
        entry   PTE_V | PTE_R | PTE_W
        ld      t3, 8(s1)
        read_entry t4
        and     t4, t4, s6
        beqz    s10, 1f
        expect_trap 0x80, CAUSE_LOAD_PAGE, TEST + 8
        check_equal 0x81, t4, zero              # it has faulted, so A is still clear
        j       2f
1:      check_equal 0x82, t4, s6                # it has not, so A is set
2:      li      s6, PTE_D
        entry   PTE_V | PTE_R | PTE_W | PTE_A
        ld      t3, 8(s1)
        expect_nothing 0x83
        read_entry t4
        and     t4, t4, s6
        check_equal 0x84, t4, zero              # a load makes nothing dirty
        sd      t2, 8(s1)
        read_entry t4
        and     t4, t4, s6
        beqz    s10, 3f
        expect_trap 0x85, CAUSE_STORE_PAGE, TEST + 8
        check_equal 0x86, t4, zero
        j       4f
3:      check_equal 0x87, t4, s6
4:      li      s6, PTE_A | PTE_D
        entry   PTE_V | PTE_R                   # a refused store makes nothing dirty
        sd      t2, 8(s1)
        expect_trap 0x88, CAUSE_STORE_PAGE, TEST + 8
        read_entry t4
        li      t5, PTE_D
        and     t4, t4, t5
        check_equal 0x89, t4, zero
        entry   PTE_RW                          # set by software: no fault, no change
        ld      t3, 8(s1)
        sd      t2, 8(s1)
        expect_nothing 0x8a
        read_entry t4
        and     t4, t4, s6
        check_equal 0x8b, t4, s6

# An access across two pages faults if only the second one is bad, and stores nothing.
        say     "across pages\n"
        entry   PTE_RW
        set_entry table0, 1, user_page, 0
        sfence.vma
        li      t0, 0x1111
        la      t1, page
        addi    t1, t1, 2040
        addi    t1, t1, 2040
        sd      t0, 8(t1)
        li      t1, TEST + 4092
        li      t2, -1
        sd      t2, 0(t1)
        li      a0, 0x90
        beqz    s10, failed
        li      t0, CAUSE_STORE_PAGE
        beq     s8, t0, 5f
        li      t0, 6                           # or: this machine does not do misaligned ones
        bne     s8, t0, failed
5:      li      s10, 0
        j       passed

        .section .rodata
        .balign 4096
user_page:                              # runs in U-mode at 0x40001000
        ld      s5, 16(s1)
        addi    s6, s5, 1
        sd      s6, 16(s1)
        ecall
                                        # and at 0x40001010:
        ld      s5, 16(s1)
        ecall

        .bss
        .balign 4096
root:   .skip   4096
table1: .skip   4096
table0: .skip   4096
page:   .skip   4096
