# M-mode: sleeps in wfi until the timer of the CLINT wakes it, five times.
        .include "support/constants.inc"
        .section .text.start, "ax"
        .global _start
_start:
        la      sp, stack_top
        la      t0, on_trap
        csrw    mtvec, t0
        li      s10, 0                  # interrupts
        call    arm
        li      t0, 1 << 7              # MTIE
        csrw    mie, t0
        csrsi   mstatus, 8              # MIE
1:      wfi
        li      t0, 5
        bltu    s10, t0, 1b
        csrci   mstatus, 8
        say     "five ticks\n"
        j       passed

arm:    li      t0, CLINT_MTIME
        ld      t1, 0(t0)
        li      t2, 1000
        add     t1, t1, t2
        li      t0, CLINT_MTIMECMP
        sd      t1, 0(t0)
        ret

        .balign 4
on_trap:
        csrr    s8, mcause
        csrr    s9, mtval
        li      t0, (1 << 63) | 7       # anything but the timer is a failure
        li      a0, 1
        bne     s8, t0, failed
        addi    s10, s10, 1
        mv      s11, ra
        call    arm
        mv      ra, s11
        mret
