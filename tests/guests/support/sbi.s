# Console and end for guests of a firmware: the legacy console, which every SBI has.

        .include "support/constants.inc"

        .text
        .global putchar
putchar:                                # a0 character
        li      a7, 1
        ecall
        ret

        .global getchar
getchar:                                # waits; -> a0
1:      li      a7, 2
        ecall
        bltz    a0, 1b
        ret

        .global shutdown
shutdown:                               # a0 = 0: pass, else failure
        snez    a1, a0                  # reason: 1 is system failure
        li      a0, 0                   # type: shutdown
        li      a7, 0x53525354          # SRST
        li      a6, 0
        ecall
        j       .
