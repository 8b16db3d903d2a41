# S-mode: sleeps in wfi until the timer of the SBI wakes it, five times; wfi also ends
# when interrupts are off but one is pending.
        .include "support/constants.inc"
        .section .text.start, "ax"
        .global _start
_start:
        la      sp, stack_top
        la      t0, on_trap
        csrw    stvec, t0
        li      s10, 0                  # interrupts
        li      t0, 1 << 5              # STIE
        csrw    sie, t0
        call    arm
        csrci   sstatus, 2
1:      wfi                             # with interrupts off: wakes, but does not trap
        csrr    t0, sip
        andi    t0, t0, 1 << 5
        beqz    t0, 1b
        li      a0, 2
        bnez    s10, failed
        csrsi   sstatus, 2              # SIE: the pending one comes now
2:      wfi
        li      t0, 5
        bltu    s10, t0, 2b
        csrci   sstatus, 2
        say     "five ticks\n"
        j       passed

arm:    rdtime  a0
        li      t2, 1000
        add     a0, a0, t2
        li      a7, 0x54494d45          # TIME
        li      a6, 0
        ecall
        ret

        .balign 4
on_trap:
        csrr    s8, scause
        csrr    s9, stval
        li      t0, (1 << 63) | 5
        li      a0, 1
        bne     s8, t0, failed
        addi    s10, s10, 1
        mv      s11, ra
        call    arm
        mv      ra, s11
        sret
