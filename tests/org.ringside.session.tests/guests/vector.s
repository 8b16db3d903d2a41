# S-mode with vectors: copies a thousand bytes to pages that nobody touched, measures a string with fault-only-first
# loads, and adds multiples of one array to another. What comes out is in s0 to s3 at done; v8 holds 0, 1, 2 and so on.
        .globl _start, done
_start:
        li      t0, 0x6600              # sstatus.VS and FS
        csrs    sstatus, t0

        la      a0, target              # s1: bytes of the copy that differ
        la      a1, source
        li      a2, 1000
        mv      a3, a0
copy:   vsetvli t0, a2, e8, m8, ta, ma
        vle8.v  v8, (a1)
        vse8.v  v8, (a3)
        add     a1, a1, t0
        add     a3, a3, t0
        sub     a2, a2, t0
        bnez    a2, copy
        la      a1, source
        li      a2, 1000
        li      s1, 0
1:      lbu     t1, (a0)
        lbu     t2, (a1)
        xor     t1, t1, t2
        snez    t1, t1
        add     s1, s1, t1
        addi    a0, a0, 1
        addi    a1, a1, 1
        addi    a2, a2, -1
        bnez    a2, 1b

        la      a0, text                # s0: the length of the text
        mv      a1, a0
length: vsetvli t0, zero, e8, m8, ta, ma
        vle8ff.v v16, (a1)
        csrr    t0, vl
        vmseq.vi v0, v16, 0
        vfirst.m t1, v0
        add     a1, a1, t0
        bltz    t1, length
        sub     a1, a1, t0
        add     a1, a1, t1
        sub     s0, a1, a0

        li      a0, 100                 # s2: the sum of y + 3 x with x = i and y = 1000 - i as single precision
        li      s3, 0
        li      t3, 0
        fcvt.s.w fa0, t3
        vsetivli zero, 1, e32, m1, ta, ma
        vfmv.s.f v28, fa0
        li      t2, 3
        fcvt.s.w fa1, t2
sums:   vsetvli t0, a0, e32, m4, ta, ma
        vid.v   v4
        vadd.vx v4, v4, s3
        li      t1, 1000
        vrsub.vx v12, v4, t1
        vfcvt.f.x.v v4, v4
        vfcvt.f.x.v v12, v12
        vfmacc.vf v12, fa1, v4
        vfredosum.vs v28, v12, v28
        add     s3, s3, t0
        sub     a0, a0, t0
        bnez    a0, sums
        vfmv.f.s fa0, v28
        fcvt.w.s s2, fa0

        vsetivli zero, 4, e32, m1, ta, ma
        vid.v   v8
done:   nop
        j       done

        .balign 64
source: .set    i, 0
        .rept   1000
        .byte   i * 7 & 255
        .set    i, i + 1
        .endr
text:   .rept   30
        .ascii  "thirty of these follow in a row "
        .endr
        .byte   0
        .bss
        .balign 4096
        .skip   4000
target: .skip   8192
