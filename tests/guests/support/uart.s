# Console and end for guests that own the machine: UART and finisher.

        .include "support/constants.inc"

        .text
        .global putchar
putchar:                                # a0 character; uses t0, t1
        li      t0, UART
1:      lbu     t1, 5(t0)               # transmitter empty?
        andi    t1, t1, 0x20
        beqz    t1, 1b
        sb      a0, 0(t0)
        ret

        .global getchar
getchar:                                # waits; -> a0
        li      t0, UART
1:      lbu     t1, 5(t0)               # data ready?
        andi    t1, t1, 1
        beqz    t1, 1b
        lbu     a0, 0(t0)
        ret

        .global shutdown
shutdown:                               # a0 = 0: pass, else failure of that code
        li      t0, FINISHER
        li      t1, FINISHER_PASS
        beqz    a0, 1f
        slli    a0, a0, 16
        li      t1, FINISHER_FAIL
        or      t1, t1, a0
1:      sw      t1, 0(t0)
        j       .
