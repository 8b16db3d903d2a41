# S-mode: a second hart, where there is one, is started, counts with the first, is woken by
# interprocessor interrupts, fenced, stopped, and started again. Alone, it says the same.
        .include "support/constants.inc"

        .equ    HSM,            0x48534d
        .equ    HSM_START,      0
        .equ    HSM_STOP,       1
        .equ    HSM_STATUS,     2
        .equ    HSM_STARTED,    0
        .equ    HSM_STOPPED,    1
        .equ    IPI,            0x735049
        .equ    RFENCE,         0x52464e43
        .equ    SSIP,           2
        .equ    ROUNDS,         20000

        .macro  call_sbi extension, function
        li      a7, \extension
        li      a6, \function
        ecall
        .endm

        .section .text.start, "ax"
        .global _start
_start:
        mv      s0, a0                  # this hart
        xori    s1, a0, 1               # the other
        la      sp, stack_top
        la      t0, take_notes
        csrw    stvec, t0
        li      s10, 0
        mv      a0, s1
        call_sbi HSM, HSM_STATUS
        beqz    a0, 1f
        li      t0, -3                  # no such hart: INVALID_PARAM
        check_equal 1, a0, t0
        j       alone
1:      li      t0, HSM_STOPPED
        check_equal 2, a1, t0

        mv      a0, s1
        la      a1, second
        li      a2, 0x1234
        call_sbi HSM, HSM_START
        check_equal 3, a0, zero
        la      s2, state
2:      ld      t0, 0(s2)
        beqz    t0, 2b
        li      t1, 0x1234
        check_equal 4, t0, t1
        mv      a0, s1
        la      a1, second
        li      a2, 0
        call_sbi HSM, HSM_START
        li      t0, -6                  # ALREADY_AVAILABLE
        check_equal 5, a0, t0
        mv      a0, s1
        call_sbi HSM, HSM_STATUS
        check_equal 6, a0, zero
        li      t0, HSM_STARTED
        check_equal 7, a1, t0

        la      s3, counter             # both count, by amo and by lr/sc
        li      s4, ROUNDS
3:      li      t0, 1
        amoadd.d zero, t0, (s3)
4:      lr.d    t0, (s3)
        addi    t0, t0, 1
        sc.d    t1, t0, (s3)
        bnez    t1, 4b
        addi    s4, s4, -1
        bnez    s4, 3b
        li      t1, 4 * ROUNDS
5:      ld      t0, 0(s3)
        bne     t0, t1, 5b

        li      s4, 3                   # wake it three times
        la      s5, woken
6:      li      a0, 1
        mv      a1, s1
        call_sbi IPI, 0
        check_equal 8, a0, zero
7:      ld      t0, 0(s5)
        addi    t1, s4, -4
        neg     t1, t1                  # 1, 2, 3
        bne     t0, t1, 7b
        addi    s4, s4, -1
        bnez    s4, 6b

        li      a0, 1
        mv      a1, s1
        li      a2, 0
        li      a3, -1
        call_sbi RFENCE, 1
        check_equal 9, a0, zero
        li      a0, 1
        mv      a1, s1
        call_sbi RFENCE, 0
        check_equal 10, a0, zero
        li      a0, 1                   # a set with a hart that does not exist
        li      a1, 64
        call_sbi IPI, 0
        li      t0, -3
        check_equal 11, a0, t0

        li      t0, 1                   # let it stop
        sd      t0, 0(s2)
        li      a0, 1
        mv      a1, s1
        call_sbi IPI, 0
8:      mv      a0, s1
        call_sbi HSM, HSM_STATUS
        li      t0, HSM_STOPPED
        bne     a1, t0, 8b

        sd      zero, 0(s2)             # and begin again, elsewhere
        mv      a0, s1
        la      a1, third
        li      a2, 0x77
        call_sbi HSM, HSM_START
        check_equal 12, a0, zero
9:      ld      t0, 0(s2)
        beqz    t0, 9b
        li      t1, 0x77
        check_equal 13, t0, t1
alone:
        expect_nothing 14
        say     "harts\n"
        j       passed

# The other hart. a0 is its id, a1 what the first one gave it; translation is off.
second:
        csrr    t0, satp
        bnez    t0, wrong
        csrr    t0, sstatus
        andi    t0, t0, 2
        bnez    t0, wrong
        csrw    stvec, zero
        la      s2, state
        sd      a1, 0(s2)
        la      s3, counter
        li      s4, ROUNDS
1:      li      t0, 1
        amoadd.d zero, t0, (s3)
2:      lr.d    t0, (s3)
        addi    t0, t0, 1
        sc.d    t1, t0, (s3)
        bnez    t1, 2b
        addi    s4, s4, -1
        bnez    s4, 1b
        li      t0, SSIP
        csrw    sie, t0
        la      s5, woken
3:      wfi
        csrr    t0, sip
        andi    t0, t0, SSIP
        beqz    t0, 3b
        csrc    sip, t0
        ld      t0, 0(s2)
        li      t1, 1
        beq     t0, t1, 4f
        amoadd.d zero, t1, (s5)
        j       3b
4:      call_sbi HSM, HSM_STOP
wrong:  la      s2, state
        li      t0, -1
        sd      t0, 0(s2)
        j       .
third:
        la      s2, state
        sd      a1, 0(s2)
1:      wfi
        j       1b

        .bss
        .balign 8
state:  .skip   8
counter: .skip  8
woken:  .skip   8
