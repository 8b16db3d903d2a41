# M-mode: calls main and ends through the finisher with what it returns.
        .section .text.start, "ax"
        .global _start
_start:
        la      sp, stack_top
        la      t0, bss_start
        la      t1, bss_end
1:      bgeu    t0, t1, 2f
        sd      zero, 0(t0)
        addi    t0, t0, 8
        j       1b
2:      call    main
        .global finish
finish:                                 # a0 verdict: 0 is pass
        li      t0, 0x100000            # finisher
        li      t1, 0x5555              # pass
        beqz    a0, 3f
        slli    a0, a0, 16
        li      t1, 0x3333              # fail
        or      t1, t1, a0
3:      sw      t1, 0(t0)
        j       .

        .section .bss.stack, "aw", @nobits
        .balign 16
        .skip   65536
stack_top:
