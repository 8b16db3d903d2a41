# M-mode: code that is written while it runs: hot loops that change themselves, with
# fence.i, in another page and in the page that is running.
        .include "support/constants.inc"

        .section .text.start, "ax"
        .global _start
_start:
        la      sp, stack_top
        li      s11, 300
        la      s1, generated
        li      s2, 0x00050513                  # addi a0, a0, 0; the number is bits 31:20
        li      s3, 0x00008067                  # ret
        sw      s3, 4(s1)
        li      s4, 0                           # what the sum must be
        li      a0, 0
1:      andi    t0, s11, 1023
        add     s4, s4, t0
        slli    t0, t0, 20
        or      t0, t0, s2
        sw      t0, 0(s1)
        fence.i
        jalr    s1
        addi    s11, s11, -1
        bnez    s11, 1b
        mv      s5, a0
        check_equal 0x10, s5, s4
        say     "another page\n"

        li      s11, 300                        # the instruction just ahead
        li      s5, 0
        li      s6, 0
        la      s1, ahead
        li      s2, 0x000a8a93                  # addi s5, s5, 0
2:      andi    t0, s11, 255
        add     s6, s6, t0
        slli    t0, t0, 20
        or      t0, t0, s2
        sw      t0, 0(s1)
        fence.i
ahead:  addi    s5, s5, 0
        addi    s11, s11, -1
        bnez    s11, 2b
        check_equal 0x20, s5, s6
        say     "the same page\n"
        j       passed

        .bss
        .balign 4096
generated:
        .skip   4096
