# S-mode: a kernel that is linked in the upper half, is loaded at 0x80200000, and turns paging on itself.
        .option norvc
        .text
        .global _start
        .type   _start, @function
_start:
        la      sp, stack_top
        .global early
early:  nop
        la      t0, root
        la      t2, _start                      # where it runs: gPA
        srli    t2, t2, 30
        slli    t3, t2, 3
        add     t3, t3, t0
        slli    t1, t2, 28                      # 1 GiB leaf, V R W X A D
        addi    t1, t1, 0xcf
        sd      t1, 0(t3)
        li      t4, 510 * 8                     # 0xffffffff80000000
        add     t4, t4, t0
        sd      t1, 0(t4)
        srli    t0, t0, 12
        li      t1, 8
        slli    t1, t1, 60
        or      t0, t0, t1
        csrw    satp, t0
        sfence.vma
        lla     t0, late
        li      t1, 0xffffffff00000000
        or      t0, t0, t1
        jr      t0
        .size   _start, . - _start
        .global late
        .type   late, @function
late:   nop
        li      a0, 0
        li      a1, 0
        li      a7, 0x53525354
        li      a6, 0
        ecall
        .size   late, . - late

        .bss
        .balign 4096
root:   .space  4096
        .space  4096
stack_top:
