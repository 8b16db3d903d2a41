# S-mode: one address in two address spaces that differ in their ASID only as far as the
# TLB is concerned: switching satp must show the right page without any fence, a fence
# for one ASID must not be needed by the other, and global pages are seen from both.
        .include "support/constants.inc"

        .equ    TEST, 0x40000000

        .section .text.start, "ax"
        .global _start
_start:
        la      sp, stack_top
        la      t0, take_notes
        csrw    stvec, t0
        li      s10, 0
        set_leaf root1, 2, 0x80000000, PTE_RWX | PTE_G
        set_leaf root2, 2, 0x80000000, PTE_RWX | PTE_G
        set_entry root1, 1, middle1, PTE_V
        set_entry root2, 1, middle2, PTE_V
        set_entry middle1, 0, low1, PTE_V
        set_entry middle2, 0, low2, PTE_V
        set_entry low1, 0, page1, PTE_RW
        set_entry low2, 0, page2, PTE_RW
        set_entry low1, 1, page3, PTE_RW | PTE_G
        set_entry low2, 1, page3, PTE_RW | PTE_G

        la      s2, root1                       # s2, s3: satp of the two
        srli    s2, s2, 12
        li      t0, SATP_SV39 | (1 << 44)
        or      s2, s2, t0
        la      s3, root2
        srli    s3, s3, 12
        li      t0, SATP_SV39 | (2 << 44)
        or      s3, s3, t0
        li      s1, TEST
        li      s4, TEST + 4096

        csrw    satp, s2
        sfence.vma                              # the only one before the switches
        csrr    t0, satp
        check_equal 0x10, t0, s2                # the machine has ASIDs
        li      t0, 0x111
        sd      t0, 0(s1)
        csrw    satp, s3
        li      t0, 0x222
        sd      t0, 0(s1)
        li      t0, 0x333
        sd      t0, 0(s4)
        li      s5, 1000                        # to and fro
1:      csrw    satp, s2
        ld      t0, 0(s1)
        li      t1, 0x111
        bne     t0, t1, wrong
        ld      t0, 0(s4)
        li      t1, 0x333
        bne     t0, t1, wrong
        csrw    satp, s3
        ld      t0, 0(s1)
        li      t1, 0x222
        bne     t0, t1, wrong
        ld      t0, 0(s4)
        li      t1, 0x333
        bne     t0, t1, wrong
        addi    s5, s5, -1
        bnez    s5, 1b
        expect_nothing 0x20
        say     "a thousand switches\n"

# Another page in space 1, while space 2 is the current one; the fence is for ASID 1.
        set_entry low1, 0, page3, PTE_RW
        li      t0, 1
        sfence.vma zero, t0
        ld      t0, 0(s1)
        li      t1, 0x222
        check_equal 0x30, t0, t1
        csrw    satp, s2
        ld      t0, 0(s1)
        li      t1, 0x333
        check_equal 0x31, t0, t1

# The same for one address.
        csrw    satp, s3
        set_entry low1, 0, page1, PTE_V | PTE_R | PTE_A
        li      t0, 1
        sfence.vma s1, t0
        csrw    satp, s2
        ld      t0, 0(s1)
        li      t1, 0x111
        check_equal 0x32, t0, t1
        expect_nothing 0x33
        sd      t0, 0(s1)
        expect_trap 0x34, CAUSE_STORE_PAGE, TEST

# ASID 1 goes to the other tables: legal after a fence for that ASID.
        la      t0, root2
        srli    t0, t0, 12
        li      t1, SATP_SV39 | (1 << 44)
        or      t0, t0, t1
        csrw    satp, t0
        li      t1, 1
        sfence.vma zero, t1
        ld      t0, 0(s1)
        li      t1, 0x222
        check_equal 0x40, t0, t1
        expect_nothing 0x41
        j       passed
wrong:
        li      a0, 0x21
        j       failed

        .bss
        .balign 4096
root1:   .skip  4096
middle1: .skip  4096
low1:    .skip  4096
root2:   .skip  4096
middle2: .skip  4096
low2:    .skip  4096
page1:   .skip  4096
page2:   .skip  4096
page3:   .skip  4096
