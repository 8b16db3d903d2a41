# A kernel in the manner of those for teaching: entry, trap vector, context switch, trampoline.
#define TRAPFRAME 0x3fffffe000
#define NCPU 8
.section .text
.global _entry
_entry:
        # a stack of 4096 bytes for each hart
        la sp, stack0
        li a0, 1024*4
        csrr a1, mhartid
        addi a1, a1, 1
        mul a0, a0, a1
        add sp, sp, a0
        call start
spin:
        j spin

.globl kerneltrap
.globl kernelvec
.align 4
kernelvec:
        addi sp, sp, -256
        sd ra, 0(sp)
        sd gp, 16(sp)
        sd tp, 24(sp)
        sd t0, 32(sp)
        sd a0, 72(sp)
        sd t6, 240(sp)
        call kerneltrap
        ld ra, 0(sp)
        ld gp, 16(sp)
        # not tp: it holds the hart's number
        ld t0, 32(sp)
        ld a0, 72(sp)
        ld t6, 240(sp)
        addi sp, sp, 256
        sret

.globl timervec
.align 4
timervec:
        csrrw a0, mscratch, a0
        sd a1, 0(a0)
        sd a2, 8(a0)
        ld a1, 24(a0)
        ld a2, 32(a0)
        ld a3, 0(a1)
        add a3, a3, a2
        sd a3, 0(a1)
        li a1, 2
        csrw sip, a1
        ld a2, 8(a0)
        csrrw a0, mscratch, a0
        mret

.globl swtch
swtch:
.macro keep op, base, from=0
        \op ra, (\from + 0)(\base)
        \op sp, (\from + 8)(\base)
        .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
        \op s\n, (\from + 16 + 8 * \n)(\base)
        .endr
.endm
        keep sd, a0
        keep ld, a1
        ret

.section trampsec, "ax", @progbits
.globl trampoline
.globl usertrap
trampoline:
.align 4
.globl uservec
uservec:
        csrw sscratch, a0
        li a0, TRAPFRAME
        sd ra, 40(a0)
        sd sp, 48(a0)
        csrr t0, sscratch
        sd t0, 112(a0)
        ld sp, 8(a0)
        ld tp, 32(a0)
        ld t0, 16(a0)
        ld t1, 0(a0)
        sfence.vma zero, zero
        csrw satp, t1
        sfence.vma zero, zero
        jr t0
.globl userret
userret:
        sfence.vma zero, zero
        csrw satp, a0
        li a0, TRAPFRAME
        ld ra, 40(a0)
        ld a0, 112(a0)
        sret
.if (. - uservec) > 4096
.error "the trampoline is larger than a page"
.endif

.section .bss
.balign 16
.globl stack0
stack0: .skip 4096 * NCPU
.data
.globl initcode
initcode:
        .incbin "include/blob.bin"
        .byte 0
.align 3
        .dword initcode, stack0 + 4096, kernelvec
