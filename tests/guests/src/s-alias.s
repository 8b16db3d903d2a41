# S-mode: one page of code at three addresses: written through one, executed through another, hot and cold, and seen anew after
# fence.i, on the hart that wrote and on a second one. Alone, the first hart says the same.
        .include "support/constants.inc"

        .equ    HSM,            0x48534d
        .equ    HSM_START,      0
        .equ    HSM_STATUS,     2
        .equ    EXECUTED,       0x40000000      # root entry 1, then entries 0 and 1 of the lowest table
        .equ    WRITTEN,        0x40001000
        .equ    ROUNDS,         2000
        .equ    VERSIONS,       5
        .equ    CALLS,          8000
        .equ    ADD_A0,         0x00050513      # addi a0, a0, 0

        .macro  call_sbi extension, function
        li      a7, \extension
        li      a6, \function
        ecall
        .endm

# The instruction that adds a register's value, 0 to 2047, to a0.
        .macro  adding register, value
        slli    \register, \value, 20
        li      t6, ADD_A0
        or      \register, \register, t6
        .endm

        .section .text.start, "ax"
        .global _start
_start:
        mv      s0, a0
        xori    s1, a0, 1
        la      sp, stack_top
        la      t0, take_notes
        csrw    stvec, t0
        li      s10, 0
        set_leaf root, 2, 0x80000000, PTE_RWX
        set_entry root, 1, middle, PTE_V
        set_entry middle, 0, leaves, PTE_V
        set_entry leaves, 0, code, PTE_V | PTE_R | PTE_X | PTE_A
        set_entry leaves, 1, code, PTE_RW
        paging_on root
        li      s2, EXECUTED
        li      s3, WRITTEN
        la      s4, code                        # the third address
        li      t0, 0x00008067                  # ret
        sw      t0, 4(s3)

# Each round another instruction, by turns through the second address and the third one.
        li      s5, ROUNDS
1:      andi    t1, s5, 1023
        adding  t0, t1
        mv      t2, s3
        andi    t3, s5, 1
        beqz    t3, 2f
        mv      t2, s4
2:      sw      t0, 0(t2)
        fence.i
        li      a0, 0
        jalr    s2                              # through the first address, then through the third
        jalr    s4
        add     t1, t1, t1
        bne     a0, t1, wrong
        addi    s5, s5, -1
        bnez    s5, 1b
        expect_nothing 0x10
        say     "each time another\n"

# A few versions, each of which runs until it is hot.
        li      s5, VERSIONS
1:      adding  t0, s5
        sw      t0, 0(s3)
        fence.i
        li      a0, 0
        li      s6, CALLS
2:      jalr    s2
        addi    s6, s6, -1
        bnez    s6, 2b
        li      t1, CALLS
        mul     t1, t1, s5
        bne     a0, t1, wrong
        addi    s5, s5, -1
        bnez    s5, 1b
        say     "hot\n"

# Another page at the first address, and back: no byte of code is written.
        li      t0, 1000
        adding  t1, t0
        la      t2, other
        sw      t1, 0(t2)
        li      t1, 0x00008067
        sw      t1, 4(t2)
        li      s5, 200
1:      set_entry leaves, 0, other, PTE_V | PTE_R | PTE_X | PTE_A
        sfence.vma
        fence.i
        li      a0, 0
        jalr    s2
        li      t1, 1000
        bne     a0, t1, wrong
        set_entry leaves, 0, code, PTE_V | PTE_R | PTE_X | PTE_A
        sfence.vma
        fence.i
        li      a0, 0
        jalr    s2
        li      t1, 1
        bne     a0, t1, wrong
        addi    s5, s5, -1
        bnez    s5, 1b
        expect_nothing 0x20
        say     "mapped anew\n"

# The second hart executes through the first address what this one writes through the second.
        mv      a0, s1
        call_sbi HSM, HSM_STATUS
        bnez    a0, alone
        mv      a0, s1
        la      a1, second
        li      a2, 0
        call_sbi HSM, HSM_START
        check_equal 0x30, a0, zero
        li      s5, ROUNDS
        la      s6, turn
        la      s7, answer
1:      andi    t1, s5, 1023
        adding  t0, t1
        sw      t0, 0(s3)
        fence   w, w
        sd      s5, 0(s6)
2:      ld      t1, 0(s7)
        bne     t1, s5, 2b
        addi    s5, s5, -1
        bnez    s5, 1b
alone:
        expect_nothing 0x31
        say     "two harts\n"
        j       passed
wrong:
        li      a0, 0x11
        j       failed

second:
        la      sp, second_stack_top
        la      t0, take_notes
        csrw    stvec, t0
        paging_on root
        li      s2, EXECUTED
        li      s5, ROUNDS
        la      s6, turn
        la      s7, answer
1:      ld      t1, 0(s6)
        bne     t1, s5, 1b
        fence   r, r
        fence.i
        li      a0, 0
        li      t2, 32                          # hot after a while, although it changes
2:      jalr    s2
        addi    t2, t2, -1
        bnez    t2, 2b
        andi    t1, s5, 1023
        slli    t1, t1, 5
        bne     a0, t1, wrong
        sd      s5, 0(s7)
        addi    s5, s5, -1
        bnez    s5, 1b
3:      wfi
        j       3b

        .bss
        .balign 4096
root:   .skip   4096
middle: .skip   4096
leaves: .skip   4096
code:   .skip   4096
other:  .skip   4096
        .balign 128
turn:   .skip   128
answer: .skip   128
        .skip   4096
second_stack_top:
