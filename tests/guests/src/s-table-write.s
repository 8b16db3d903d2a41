# S-mode: page tables that are written while they are in use: through their own mapping,
# at every level, with every width of store. After sfence.vma the new entry holds. Without
# it the old or the new one may, but nothing else.
        .include "support/constants.inc"

        .equ    TEST, 0x40000000

        .section .text.start, "ax"
        .global _start
_start:
        la      sp, stack_top
        la      t0, take_notes
        csrw    stvec, t0
        li      s10, 0
        set_leaf root, 2, 0x80000000, PTE_RWX
        set_entry root, 1, middle1, PTE_V
        set_entry middle1, 0, low1, PTE_V
        set_entry middle2, 0, low2, PTE_V
        set_entry low1, 0, page1, PTE_RW
        set_entry low2, 0, page2, PTE_RW
        la      t0, page1
        li      s2, 0x111
        sd      s2, 0(t0)
        la      t0, page2
        li      s3, 0x222
        sd      s3, 0(t0)
        li      s1, TEST
        paging_on root
        ld      t0, 0(s1)
        check_equal 0x10, t0, s2

        la      s4, low1                        # level 0, with a fence, many times
        ld      s5, 0(s4)                       # s5: entry for page 1, s6: for page 2
        la      t0, low2
        ld      s6, 0(t0)
        li      s11, 500
1:      sd      s6, 0(s4)
        sfence.vma s1, zero
        ld      t0, 0(s1)
        li      a0, 0x20
        bne     t0, s3, failed
        sd      s5, 0(s4)
        sfence.vma s1, zero
        ld      t0, 0(s1)
        li      a0, 0x21
        bne     t0, s2, failed
        addi    s11, s11, -1
        bnez    s11, 1b
        say     "level 0\n"

        li      s11, 500                        # without a fence: old or new
2:      sd      s6, 0(s4)
        ld      t0, 0(s1)
        beq     t0, s2, 3f
        li      a0, 0x30
        bne     t0, s3, failed
3:      sd      s5, 0(s4)
        ld      t0, 0(s1)
        beq     t0, s2, 4f
        li      a0, 0x31
        bne     t0, s3, failed
4:      addi    s11, s11, -1
        bnez    s11, 2b
        sfence.vma
        ld      t0, 0(s1)
        check_equal 0x32, t0, s2
        say     "without a fence\n"

        set_entry root, 1, middle2, PTE_V       # level 2
        sfence.vma
        ld      t0, 0(s1)
        check_equal 0x40, t0, s3
        set_entry middle2, 0, low1, PTE_V       # level 1
        sfence.vma
        ld      t0, 0(s1)
        check_equal 0x41, t0, s2
        say     "levels 1 and 2\n"

        sw      zero, 0(s4)                     # half an entry: V goes away
        sfence.vma s1, zero
        ld      t0, 0(s1)
        expect_trap 0x50, CAUSE_LOAD_PAGE, TEST
        sw      s5, 0(s4)
        sfence.vma s1, zero
        ld      t0, 0(s1)
        expect_nothing 0x51
        check_equal 0x52, t0, s2
        li      t1, PTE_V | PTE_R               # one byte: W goes away, A and D with it;
        ori     t1, t1, PTE_A
        sb      t1, 0(s4)
        sfence.vma s1, zero
        ld      t0, 0(s1)
        expect_nothing 0x53
        sd      t0, 0(s1)
        expect_trap 0x54, CAUSE_STORE_PAGE, TEST
        li      t1, PTE_W | PTE_D               # AMO: and it is back
        amoor.d t2, t1, (s4)
        sfence.vma s1, zero
        sd      s2, 0(s1)
        expect_nothing 0x55
5:      lr.d    t1, (s4)                        # LR and SC: page 2 instead
        sc.d    t2, s6, (s4)
        bnez    t2, 5b
        sfence.vma s1, zero
        ld      t0, 0(s1)
        check_equal 0x56, t0, s3
        say     "every width\n"

# A table that is mapped into the space that it makes: the entry that changes itself.
        set_entry low1, 1, low1, PTE_RW
        sfence.vma
        li      s7, TEST + 4096
        ld      t0, 0(s7)
        check_equal 0x60, t0, s6
        sd      s5, 0(s7)
        sfence.vma
        ld      t0, 0(s1)
        check_equal 0x61, t0, s2
        sd      zero, 8(s7)                     # removes the mapping that this store uses
        sfence.vma
        ld      t0, 0(s7)
        expect_trap 0x62, CAUSE_LOAD_PAGE, TEST + 4096
        say     "through itself\n"

# A table frame that becomes data again, and a data frame that becomes a table.
        la      s4, spare
        la      t0, low2                        # fill the spare frame like low2
        li      t1, 512
6:      ld      t2, 0(t0)
        sd      t2, 0(s4)
        addi    t0, t0, 8
        addi    s4, s4, 8
        addi    t1, t1, -1
        bnez    t1, 6b
        set_entry middle2, 0, spare, PTE_V
        sfence.vma
        ld      t0, 0(s1)
        check_equal 0x70, t0, s3
        la      t0, low1                        # no longer a table: scribble over it
        li      t1, -1
        sd      t1, 0(t0)
        ld      t0, 0(s1)
        check_equal 0x71, t0, s3
        expect_nothing 0x72
        j       passed

        .bss
        .balign 4096
root:    .skip  4096
middle1: .skip  4096
low1:    .skip  4096
middle2: .skip  4096
low2:    .skip  4096
spare:   .skip  4096
page1:   .skip  4096
page2:   .skip  4096
