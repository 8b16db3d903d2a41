# Copyright (c) 2026 The Ringside contributors.
# SPDX-License-Identifier: EPL-2.0
#
# The first process of the test of vectors under Linux: has children that each keep patterns of their own in all vector
# registers, in vl, vtype and vcsr while the scheduler goes from one to the other, and switches the machine off.

	.equ	WRITE, 64
	.equ	EXIT, 93
	.equ	REBOOT, 142
	.equ	CLONE, 220
	.equ	WAIT4, 260
	.equ	SIGCHLD, 17
	.equ	CHILDREN, 4
	.equ	ROUNDS, 40
	.equ	SPINS, 100000

	.macro	say label
	la	a1, \label
	la	a2, \label\()_end
	sub	a2, a2, a1
	li	a0, 1
	li	a7, WRITE
	ecall
	.endm

	.text
	.globl	_start
_start:
	say	hello
	li	s0, 0
1:	li	a0, SIGCHLD
	li	a1, 0
	li	a2, 0
	li	a3, 0
	li	a4, 0
	li	a7, CLONE
	ecall
	bltz	a0, failed
	beqz	a0, child
	addi	s0, s0, 1
	li	t0, CHILDREN
	bltu	s0, t0, 1b
2:	li	a0, -1
	la	a1, status
	li	a2, 0
	li	a3, 0
	li	a7, WAIT4
	ecall
	blez	a0, failed
	lw	t0, status
	bnez	t0, failed
	addi	s0, s0, -1
	bnez	s0, 2b
	say	kept
off:	li	a0, 0xfee1dead
	li	a1, 672274793
	li	a2, 0x4321fedc
	li	a3, 0
	li	a7, REBOOT
	ecall
failed:	say	wrong
	j	off

# s0: the number of the child
child:	li	s1, ROUNDS
3:	slli	t0, s1, 16
	slli	t1, s0, 8
	or	s2, t0, t1
	# each register holds the child's number, the round and the register's number in every element
	vsetvli	s3, zero, e64, m1, ta, ma
	.irp	r, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
	addi	t0, s2, \r
	vmv.v.x	v\r, t0
	.endr
	# an odd length and a rounding mode of its own
	andi	t0, s0, 3
	csrw	vxrm, t0
	li	t1, SPINS
4:	addi	t1, t1, -1
	bnez	t1, 4b
	csrr	t1, vxrm
	bne	t0, t1, lost
	csrr	t1, vl
	bne	t1, s3, lost
	.irp	r, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
	.if \r
	addi	t0, s2, \r
	vmsne.vx v0, v\r, t0
	.else
	vmsne.vx v0, v0, s2
	.endif
	vcpop.m	t1, v0
	bnez	t1, lost
	.endr
	addi	s1, s1, -1
	bnez	s1, 3b
	li	a0, 0
	j	5f
lost:	li	a0, 1
5:	li	a7, EXIT
	ecall

	.section .rodata
hello:	.ascii	"init: hello\n"
hello_end:
kept:	.ascii	"init: every child kept its vectors\n"
kept_end:
wrong:	.ascii	"init: something is wrong\n"
wrong_end:

	.bss
	.balign	8
status:	.space	8
