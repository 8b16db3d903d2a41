# Copyright (c) 2026 The Ringside contributors.
# SPDX-License-Identifier: EPL-2.0
#
# A kernel without firmware, as small teaching kernels for the virt board are: every hart begins at its entry in M-mode, gives
# S-mode all traps, sets the timer with stimecmp, turns paging on and takes ticks. The first hart finds the UART and a disk.

	.equ	UART, 0x10000000
	.equ	DISK, 0x10001000
	.equ	PLIC, 0x0c000000
	.equ	FINISHER, 0x100000
	.equ	HARTS, 3
	.equ	TICKS, 3
	.equ	INTERVAL, 10000

	.text
	.globl	_start
_start:
	csrr	tp, mhartid
	la	sp, stacks
	addi	t0, tp, 1
	slli	t0, t0, 12
	add	sp, sp, t0

	# to S-mode, with everything delegated
	li	t0, 3 << 11
	csrc	mstatus, t0
	li	t0, 1 << 11
	csrs	mstatus, t0
	la	t0, supervisor
	csrw	mepc, t0
	csrw	satp, zero
	li	t0, 0xffff
	csrw	medeleg, t0
	csrw	mideleg, t0
	li	t0, 0x220
	csrs	sie, t0
	li	t0, -1
	srli	t0, t0, 10
	csrw	pmpaddr0, t0
	csrwi	pmpcfg0, 0xf
	# menvcfg.STCE and mcounteren.TM
	li	t0, 1 << 63
	csrs	menvcfg, t0
	csrsi	mcounteren, 2
	rdtime	t0
	li	t1, INTERVAL
	add	t0, t0, t1
	csrw	stimecmp, t0
	mret

supervisor:
	beqz	tp, 2f
1:	lw	t0, started
	fence
	beqz	t0, 1b
	j	3f

2:	la	a0, hello
	call	print
	# a modern virtio disk, by all the numbers that drivers compare
	li	s0, DISK
	li	s1, 0x74726976
	lw	t0, 0(s0)
	bne	t0, s1, failed
	li	s1, 2
	lw	t0, 4(s0)
	bne	t0, s1, failed
	lw	t0, 8(s0)
	bne	t0, s1, failed
	li	s1, 0x554d4551
	lw	t0, 12(s0)
	bne	t0, s1, failed
	la	a0, disk
	call	print
	# sources 1 (the disk) and 10 (the UART) have a priority
	li	t0, PLIC
	li	t1, 1
	sw	t1, 4(t0)
	sw	t1, 40(t0)
	fence
	li	t0, 1
	la	t1, started
	sw	t0, 0(t1)

	# each hart's S-mode context of the PLIC: both sources, threshold 0
3:	li	t0, PLIC + 0x2080
	slli	t1, tp, 8
	add	t0, t0, t1
	li	t1, 1 << 10 | 1 << 1
	sw	t1, 0(t0)
	li	t0, PLIC + 0x201000
	slli	t1, tp, 13
	add	t0, t0, t1
	sw	zero, 0(t0)
	# the first three gigabytes as they are
	la	t0, table
	srli	t0, t0, 12
	li	t1, 8 << 60
	or	t0, t0, t1
	sfence.vma
	csrw	satp, t0
	sfence.vma
	la	t0, trap
	csrw	stvec, t0
	csrsi	sstatus, 2
	li	t2, TICKS
4:	wfi
	bltu	s11, t2, 4b
	csrci	sstatus, 2
	la	t0, done
	li	t1, 1
	amoadd.w zero, t1, (t0)
	bnez	tp, sleep
	li	t1, HARTS
5:	lw	t0, done
	bltu	t0, t1, 5b
	la	a0, ticked
	call	print
	li	t0, 0x5555
	j	end
failed:	li	t0, 0x13333
end:	li	t1, FINISHER
	sw	t0, 0(t1)
sleep:	wfi
	j	sleep

print:	li	t0, UART
1:	lbu	t1, 5(t0)
	andi	t1, t1, 0x20
	beqz	t1, 1b
	lbu	t1, 0(a0)
	beqz	t1, 2f
	sb	t1, 0(t0)
	addi	a0, a0, 1
	j	1b
2:	ret

	# counts ticks in s11
	.balign	4
trap:	csrr	t0, scause
	li	t1, 1 << 63 | 5
	bne	t0, t1, failed
	rdtime	t0
	li	t1, INTERVAL
	add	t0, t0, t1
	csrw	stimecmp, t0
	addi	s11, s11, 1
	sret

	.data
hello:	.asciz	"hello\n"
disk:	.asciz	"a disk\n"
ticked:	.asciz	"ticks on all harts\n"
	.balign	4
started: .word	0
done:	.word	0
	.balign	4096
table:	.dword	0xcf, 0x40000000 >> 2 | 0xcf, 0x80000000 >> 2 | 0xcf
	.balign	4096
	.bss
stacks:	.space	HARTS * 4096
