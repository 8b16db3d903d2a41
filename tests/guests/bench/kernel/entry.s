# The trap vector of the kernels: saves all registers in the frame whose address stands in sscratch while U-mode runs,
# calls trap(frame, scause, stval), and goes on with the frame that it returns. A trap from S-mode is put on the stack.
        .text
        .balign 4
        .global trap_vector
trap_vector:
        csrrw   t6, sscratch, t6
        bnez    t6, 1f
        # from S-mode: the frame lies below the stack
        csrrw   t6, sscratch, t6
        sd      t6, -16(sp)
        addi    t6, sp, -512
        sd      sp, 2*8(t6)
        sd      t5, 30*8(t6)
        ld      t5, -16(sp)
        sd      t5, 31*8(t6)
        ld      t5, 30*8(t6)
        li      sp, 1
        j       2f
1:      sd      sp, 2*8(t6)
        csrrw   sp, sscratch, zero
        sd      sp, 31*8(t6)
        li      sp, 0
2:      sd      ra, 1*8(t6)
        sd      gp, 3*8(t6)
        sd      tp, 4*8(t6)
        sd      t0, 5*8(t6)
        sd      t1, 6*8(t6)
        sd      t2, 7*8(t6)
        sd      s0, 8*8(t6)
        sd      s1, 9*8(t6)
        sd      a0, 10*8(t6)
        sd      a1, 11*8(t6)
        sd      a2, 12*8(t6)
        sd      a3, 13*8(t6)
        sd      a4, 14*8(t6)
        sd      a5, 15*8(t6)
        sd      a6, 16*8(t6)
        sd      a7, 17*8(t6)
        sd      s2, 18*8(t6)
        sd      s3, 19*8(t6)
        sd      s4, 20*8(t6)
        sd      s5, 21*8(t6)
        sd      s6, 22*8(t6)
        sd      s7, 23*8(t6)
        sd      s8, 24*8(t6)
        sd      s9, 25*8(t6)
        sd      s10, 26*8(t6)
        sd      s11, 27*8(t6)
        sd      t3, 28*8(t6)
        sd      t4, 29*8(t6)
        sd      t5, 30*8(t6)
        csrr    t0, sepc
        sd      t0, 0(t6)
        mv      s0, sp                  # 1: from S-mode
        mv      s1, t6
        mv      a0, t6
        csrr    a1, scause
        csrr    a2, stval
        mv      sp, t6
        bnez    s0, 3f
        la      sp, kernel_stack_top
3:      call    trap
        beqz    s0, enter
        csrw    sscratch, zero
        mv      t6, a0
        j       4f

        .global enter
enter:                                  # a0 frame
        csrw    sscratch, a0
        mv      t6, a0
4:      ld      t0, 0(t6)
        csrw    sepc, t0
        ld      ra, 1*8(t6)
        ld      sp, 2*8(t6)
        ld      gp, 3*8(t6)
        ld      tp, 4*8(t6)
        ld      t0, 5*8(t6)
        ld      t1, 6*8(t6)
        ld      t2, 7*8(t6)
        ld      s0, 8*8(t6)
        ld      s1, 9*8(t6)
        ld      a0, 10*8(t6)
        ld      a1, 11*8(t6)
        ld      a2, 12*8(t6)
        ld      a3, 13*8(t6)
        ld      a4, 14*8(t6)
        ld      a5, 15*8(t6)
        ld      a6, 16*8(t6)
        ld      a7, 17*8(t6)
        ld      s2, 18*8(t6)
        ld      s3, 19*8(t6)
        ld      s4, 20*8(t6)
        ld      s5, 21*8(t6)
        ld      s6, 22*8(t6)
        ld      s7, 23*8(t6)
        ld      s8, 24*8(t6)
        ld      s9, 25*8(t6)
        ld      s10, 26*8(t6)
        ld      s11, 27*8(t6)
        ld      t3, 28*8(t6)
        ld      t4, 29*8(t6)
        ld      t5, 30*8(t6)
        ld      t6, 31*8(t6)
        sret

        .section .bss.kernel, "aw", @nobits
        .balign 16
        .skip   16384
kernel_stack_top:
