# Code that a linker makes shorter: calls near and far, addresses near zero, near the global pointer and far, alignment between.
        .section .text
        .globl _start
_start: .option push
        .option norelax
        la      gp, __global_pointer$
        .option pop
        call    near
        call    far
        tail    near
1:      call    t0, near
        .balign 64
near:   la      a0, small
        lw      a1, 0(a0)
        lw      a2, small
        sw      a2, small, t1
        lla     a3, big + 4
        lui     a4, %hi(small)
        addi    a4, a4, %lo(small)
        sd      a5, %lo(small)(a4)
        lui     a4, %hi(8)
        lui     a5, %hi(zero_page)
        lw      a5, %lo(zero_page)(a5)
        la      a6, zero_page
        beqz    a0, 1b
        bnez    a1, after
        jal     other
        .rept   100
        call    near
        .endr
        .p2align 4
after:  j       near
        bgeu    a0, a1, _start
        .word   after - near, . - _start
        .dword  after, near + 4
        ret
        .size   near, . - near
        .section .text.other, "ax", @progbits
        .p2align 3
        .globl  other
        .type   other, @function
other:  .cfi_startproc
        addi    sp, sp, -16
        .cfi_def_cfa_offset 16
        call    near
        .cfi_offset ra, -8
        la      a0, big
        addi    sp, sp, 16
        .cfi_def_cfa_offset 0
        tail    after
        .cfi_endproc
        .size   other, . - other
        .data
        .balign 8
big:    .zero   8192
        .dword  other - _start
        .section .sdata, "aw", @progbits
        .balign 8
small:  .dword  small, big
        .size   small, 16
        .section .sbss, "aw", @nobits
        .balign 4
counter: .zero  4
        .globl  zero_page
        .equ    zero_page, 0x7f0
        .comm   shared, 24, 8
        .lcomm  own, 12
