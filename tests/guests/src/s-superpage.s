# S-mode: leaves at the upper levels: 2 MiB and 1 GiB pages, misaligned ones, and large
# pages that are cut up and joined again.
        .include "support/constants.inc"

        .equ    TEST, 0x40000000                # root entry 1
        .equ    FAR,  0xffffffd000000000        # root entry 320

        .section .text.start, "ax"
        .global _start
_start:
        la      sp, stack_top
        la      t0, take_notes
        csrw    stvec, t0
        li      s10, 0
        set_leaf root, 2, 0x80000000, PTE_RWX   # 1 GiB, for ourselves
        set_leaf root, 320, 0x80000000, PTE_RWX # and once more, far up
        set_entry root, 1, middle, PTE_V
        set_leaf middle, 1, 0x80400000, PTE_RW  # 2 MiB
        set_leaf middle, 3, 0x80401000, PTE_RW  # misaligned: bit 12 of the address is set
        set_leaf root, 3, 0x80200000, PTE_RW    # misaligned
        paging_on root

        li      s1, TEST + 0x200000             # the 2 MiB page, at its ends and between
        li      s2, 0x80400000
        li      s3, FAR + 0x400000
        li      s4, 0x1fff                      # a step that is no multiple of a page,
        addi    s4, s4, -7                      # rounded to doublewords
        li      s5, 0
        li      s6, 0x200000
1:      add     t0, s1, s5
        xor     t1, s5, s6
        sd      t1, 0(t0)
        add     t0, s2, s5
        ld      t2, 0(t0)
        li      a0, 0x10
        bne     t1, t2, failed
        add     t0, s3, s5
        ld      t2, 0(t0)
        li      a0, 0x11
        bne     t1, t2, failed
        add     s5, s5, s4
        bltu    s5, s6, 1b
        expect_nothing 0x12
        ld      t0, -8(s1)                      # just below it is nothing
        expect_trap 0x13, CAUSE_LOAD_PAGE, TEST + 0x200000 - 8
        add     t0, s1, s6
        ld      t0, 0(t0)                       # nor just above
        expect_trap 0x14, CAUSE_LOAD_PAGE, TEST + 0x400000
        say     "large pages\n"

        li      s4, TEST + 0x600000
        ld      t1, 8(s4)
        expect_trap 0x20, CAUSE_LOAD_PAGE, TEST + 0x600008
        sd      t1, 8(s4)
        expect_trap 0x21, CAUSE_STORE_PAGE, TEST + 0x600008
        jalr    s4
        expect_trap 0x22, CAUSE_FETCH_PAGE, TEST + 0x600000
        li      s4, 0xc0000000
        ld      t1, 16(s4)
        expect_trap 0x23, CAUSE_LOAD_PAGE, 0xc0000010
        say     "misaligned ones\n"

        la      s7, here - 0x80000000           # our own code through the other gigabyte
        li      t0, FAR
        add     t0, t0, s7
        jr      t0
        .balign 4
here:   auipc   t0, 0
        li      t1, FAR
        add     t1, t1, s7
        check_equal 0x30, t0, t1
        la      t0, back                        # still there: pc-relative
        li      t1, FAR
        sub     t0, t0, t1
        li      t1, 0x80000000
        add     t0, t0, t1
        jr      t0
back:
        la      t0, low                         # cut the 2 MiB page into 512, the same
        li      t1, (0x80400000 >> 2) | PTE_RW  # frames in the opposite order
        li      t2, 512
        li      t3, 511 << 10
        add     t1, t1, t3
2:      sd      t1, 0(t0)
        addi    t0, t0, 8
        addi    t1, t1, -1024
        addi    t2, t2, -1
        bnez    t2, 2b
        set_entry middle, 1, low, PTE_V
        sfence.vma
        li      t0, 0x80400000 + 511 * 4096
        li      t1, 0xabc
        sd      t1, 24(t0)
        ld      t2, 24(s1)
        check_equal 0x40, t1, t2
        li      t0, TEST + 0x200000 + 511 * 4096
        li      s4, 0xdef
        sd      s4, 32(t0)
        li      t0, 0x80400000
        ld      t2, 32(t0)
        check_equal 0x41, s4, t2
        set_leaf middle, 1, 0x80400000, PTE_RW  # and join them again
        sfence.vma
        ld      t2, 32(s1)
        check_equal 0x42, s4, t2
        expect_nothing 0x43
        say     "cut and joined\n"

        set_leaf middle, 1, 0x80400000, PTE_V | PTE_R | PTE_A
        sfence.vma s1, zero                     # a fence for any address of the page
        ld      t2, 32(s1)
        expect_nothing 0x50
        sd      t2, 32(s1)
        expect_trap 0x51, CAUSE_STORE_PAGE, TEST + 0x200020
        j       passed

        .bss
        .balign 4096
root:   .skip   4096
middle: .skip   4096
low:    .skip   4096
