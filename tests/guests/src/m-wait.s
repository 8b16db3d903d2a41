# M-mode: sleeps in wfi until the interrupt of the serial port wakes it, and sends back what
# has come, until that is a q.
        .include "support/constants.inc"

        .equ    PLIC,           0x0c000000
        .equ    PLIC_ENABLE,    0x0c002000      # context 0: hart 0, M-mode
        .equ    PLIC_CONTEXT,   0x0c200000      # threshold; claim and complete at +4
        .equ    UART_SOURCE,    10

        .section .text.start, "ax"
        .global _start
_start:
        la      sp, stack_top
        la      t0, on_trap
        csrw    mtvec, t0
        li      s10, 0                  # interrupts
        li      s11, 0                  # the byte that has come
        say     "waiting until q: \n"
        li      t0, UART
        li      t1, 1
        sb      t1, 1(t0)               # interrupt when a byte has come
        li      t0, PLIC
        sw      t1, 4 * UART_SOURCE(t0)
        li      t0, PLIC_ENABLE
        li      t1, 1 << UART_SOURCE
        sw      t1, 0(t0)
        li      t0, PLIC_CONTEXT
        sw      zero, 0(t0)
        li      t0, 1 << 11             # MEIE
        csrw    mie, t0
1:      csrci   mstatus, 8              # MIE off: what comes now ends wfi all the same
        bnez    s11, 2f
        wfi
        csrsi   mstatus, 8
        j       1b
2:      mv      s1, s11
        li      s11, 0
        csrsi   mstatus, 8
        mv      a0, s1
        call    putchar
        li      t0, 'q'
        bne     s1, t0, 1b
        say     "\n"
        li      a0, 1
        beqz    s10, failed
        j       passed

        .balign 4
on_trap:                                # uses t4 to t6, which nobody else does
        csrr    t4, mcause
        li      t5, (1 << 63) | 11
        li      a0, 2
        bne     t4, t5, failed
        li      t6, PLIC_CONTEXT
        lw      t4, 4(t6)
        li      t5, UART_SOURCE
        li      a0, 3
        bne     t4, t5, failed
        li      t5, UART
        lbu     s11, 0(t5)
        addi    s10, s10, 1
        sw      t4, 4(t6)
        mret
