# S-mode, two harts that run at once: what RVWMO forbids does not come, atomics lose nothing, and mappings that one hart changes
# are seen by the other after the fence that is meant for it. Alone, the first hart says the same.
        .include "support/constants.inc"

        .equ    HSM,            0x48534d
        .equ    HSM_START,      0
        .equ    HSM_STATUS,     2
        .equ    RFENCE,         0x52464e43
        .equ    SFENCE_VMA,     1
        .equ    ROUNDS,         10000
        .equ    MEETINGS,       1000
        .equ    CHANGES,        200
        .equ    PAGE,           0x40000000

        .macro  call_sbi extension, function
        li      a7, \extension
        li      a6, \function
        ecall
        .endm

# Both harts come here before either goes on. s2 counts the meetings.
        .macro  meet
        addi    s2, s2, 1
        la      t0, arrived
        li      t1, 1
        amoadd.d.aqrl zero, t1, (t0)
        slli    t1, s2, 1
9980:   ld      t2, 0(t0)
        bltu    t2, t1, 9980b
        fence   rw, rw
        .endm

        .section .text.start, "ax"
        .global _start
_start:
        mv      s0, a0                  # this hart
        xori    s1, a0, 1               # the other
        li      s2, 0
        la      sp, stack_top
        la      t0, take_notes
        csrw    stvec, t0
        li      s10, 0
        mv      a0, s1
        call_sbi HSM, HSM_STATUS
        bnez    a0, done                # alone
        set_leaf root, 0, 0, PTE_RW
        set_leaf root, 2, 0x80000000, PTE_RWX
        la      t0, middle
        srli    t0, t0, 2
        ori     t0, t0, PTE_V
        la      t1, root
        sd      t0, 8(t1)
        la      t0, leaves
        srli    t0, t0, 2
        ori     t0, t0, PTE_V
        la      t1, middle
        sd      t0, 0(t1)
        set_entry leaves, 0, frames, PTE_RW
        paging_on root
        fence   rw, rw
        mv      a0, s1
        la      a1, second
        li      a2, 0
        call_sbi HSM, HSM_START
        check_equal 1, a0, zero

        # --- both add to a counter by each kind of atomic
        meet
        call    count
        meet
        la      t0, counters
        ld      t1, 0(t0)
        li      t2, 2 * ROUNDS
        check_equal 2, t1, t2
        ld      t1, 8(t0)
        check_equal 3, t1, t2
        ld      t1, 16(t0)
        check_equal 4, t1, t2

        # --- store buffering: with fences, not both may see what was before
        li      s4, MEETINGS
1:      la      s5, flags
        sd      zero, 0(s5)
        sd      zero, 128(s5)
        meet
        li      t3, 1
        sd      t3, 0(s5)
        fence   rw, rw
        ld      s6, 128(s5)
        la      t0, seen
        meet
        ld      t1, 0(t0)
        or      t1, t1, s6
        li      a0, 5
        beqz    t1, failed
        meet
        addi    s4, s4, -1
        bnez    s4, 1b

        # --- message passing: who sees the flag sees the message
        li      s4, ROUNDS
        la      s5, flags
        sd      zero, 0(s5)
        sd      zero, 128(s5)
        meet
2:      sd      s4, 0(s5)
        fence   w, w
        sd      s4, 128(s5)
        addi    s4, s4, -1
        bnez    s4, 2b
        meet

        # --- the other hart sees a new mapping after a remote fence
        li      s4, CHANGES
3:      la      t2, frames
        andi    t3, s4, 1
        slli    t3, t3, 12
        add     t2, t2, t3
        srli    t2, t2, 2
        ori     t2, t2, PTE_RW
        la      t3, leaves
        sd      t2, 0(t3)
        fence   rw, rw
        li      a0, 1                   # the mask: the other hart
        sll     a0, a0, s1
        li      a1, 0
        li      a2, PAGE
        li      a3, 4096
        call_sbi RFENCE, SFENCE_VMA
        check_equal 6, a0, zero
        la      t0, turn
        sd      s4, 0(t0)
        la      t0, answer
4:      ld      t1, 0(t0)
        bne     t1, s4, 4b
        addi    s4, s4, -1
        bnez    s4, 3b
        meet

done:
        expect_nothing 7
        say     "in parallel\n"
        j       passed

second:
        mv      s0, a0
        li      s2, 0
        la      sp, second_stack_top
        la      t0, take_notes
        csrw    stvec, t0
        li      s10, 0
        paging_on root
        meet
        call    count
        meet

        li      s4, MEETINGS            # store buffering
1:      la      s5, flags
        meet
        li      t3, 1
        sd      t3, 128(s5)
        fence   rw, rw
        ld      t4, 0(s5)
        la      t0, seen
        sd      t4, 0(t0)
        meet
        meet
        addi    s4, s4, -1
        bnez    s4, 1b

        la      s5, flags               # message passing: the numbers fall to 1, the message before the flag
        meet
        li      s4, 1
        li      s7, ROUNDS + 1
2:      ld      t1, 128(s5)
        fence   r, r
        ld      t2, 0(s5)
        beqz    t1, 2b
        li      a0, 8
        bgtu    t2, t1, failed
        li      a0, 9
        bgtu    t1, s7, failed
        mv      s7, t1
        bne     t1, s4, 2b
        meet

        li      s4, CHANGES             # mappings
        li      s6, PAGE
        la      s8, frames
3:      ld      t1, 0(s6)               # whatever is there now
        la      t0, turn
        ld      t2, 0(t0)
        bne     t2, s4, 3b
        fence   r, r
        ld      t1, 0(s6)
        andi    t2, s4, 1
        addi    t2, t2, 100
        li      a0, 10
        bne     t1, t2, failed
        la      t0, answer
        sd      s4, 0(t0)
        addi    s4, s4, -1
        bnez    s4, 3b
        meet

5:      wfi
        j       5b

# Adds ROUNDS to each of three counters: by amoadd, by lr/sc, and plainly under a lock.
count:  la      t0, counters
        la      t1, lock
        li      t2, ROUNDS
        li      t3, 1
1:      amoadd.d zero, t3, (t0)
        addi    t4, t0, 8
2:      lr.d    t5, (t4)
        addi    t5, t5, 1
        sc.d    t6, t5, (t4)
        bnez    t6, 2b
3:      amoswap.w.aq t5, t3, (t1)
        bnez    t5, 3b
        ld      t5, 16(t0)
        addi    t5, t5, 1
        sd      t5, 16(t0)
        amoswap.w.rl zero, zero, (t1)
        addi    t2, t2, -1
        bnez    t2, 1b
        ret

        .data
        .balign 4096
frames: .dword  100
        .skip   4088
        .dword  101
        .skip   4088

        .bss
        .balign 4096
root:   .skip   4096
middle: .skip   4096
leaves: .skip   4096
        .balign 128
arrived:  .skip 128
counters: .skip 128
lock:     .skip 128
flags:    .skip 256
seen:     .skip 128
turn:     .skip 128
answer:   .skip 128
        .skip   4096
second_stack_top:
