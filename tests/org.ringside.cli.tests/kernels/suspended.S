# Copyright (c) 2026 The Ringside contributors.
# SPDX-License-Identifier: EPL-2.0
#
# The SBI's states of a hart, as the first hart sees those of the second: stopped, started, suspended with its registers and
# without them, each time woken by an IPI, and stopped again. Then the first hart, being alone, suspends the system and is woken
# by its timer.

	.equ	HSM, 0x48534d
	.equ	IPI, 0x735049
	.equ	TIME, 0x54494d45
	.equ	SUSP, 0x53555350
	.equ	SRST, 0x53525354
	.equ	STARTED, 0
	.equ	STOPPED, 1
	.equ	SUSPENDED, 4

	.macro	sbi extension, function
	li	a7, \extension
	li	a6, \function
	ecall
	.endm

	# Waits until the second hart is in a state, and not longer than a while.
	.macro	reaches value
	li	s0, \value
	li	s1, 20000
1:	li	a0, 1
	sbi	HSM, 2
	bnez	a0, failed
	beq	a1, s0, 2f
	addi	s1, s1, -1
	beqz	s1, failed
	j	1b
2:
	.endm

	.macro	wake
	li	a0, 2
	li	a1, 0
	sbi	IPI, 0
	bnez	a0, failed
	.endm

	.text
	.globl	_start
_start:
	# what says whether the second hart did as it should
	la	s2, steps
	reaches	STOPPED
	li	a0, 1
	la	a1, second
	li	a2, 7
	sbi	HSM, 0
	bnez	a0, failed
	reaches	SUSPENDED
	li	a0, 0
	la	a1, first_again
	li	a2, 0
	sbi	SUSP, 0
	li	t0, -4
	bne	a0, t0, failed
	lw	t0, 0(s2)
	li	t1, 1
	bne	t0, t1, failed
	wake
	reaches	STARTED
	li	t0, 1
	fence
	sw	t0, 4(s2)
	reaches	SUSPENDED
	lw	t0, 0(s2)
	li	t1, 2
	bne	t0, t1, failed
	wake
	reaches	STOPPED
	lw	t0, 0(s2)
	li	t1, 3
	bne	t0, t1, failed
	# the timer wakes although interrupts are off
	li	t0, 1 << 5
	csrw	sie, t0
	rdtime	a0
	li	t0, 20000
	add	a0, a0, t0
	sbi	TIME, 0
	li	s3, 0x5a5a
	li	a0, 0
	la	a1, first_again
	li	a2, 11
	sbi	SUSP, 0
	j	failed
first_again:
	li	t0, 11
	bne	a1, t0, failed
	bnez	a0, failed
	csrr	t0, satp
	bnez	t0, failed
	csrr	t0, sip
	andi	t0, t0, 1 << 5
	beqz	t0, failed
	li	a0, 0
	li	a1, 0
	sbi	SRST, 0
failed:	li	a0, 0
	li	a1, 1
	sbi	SRST, 0
	j	.

second:	la	s2, steps
	li	t0, 7
	bne	a1, t0, failed
	li	t0, 1 << 1
	csrw	sie, t0
	li	s4, 0x1234
	li	t0, 1
	sw	t0, 0(s2)
	# registers stay
	li	a0, 0
	sbi	HSM, 3
	bnez	a0, failed
	li	t0, 0x1234
	bne	s4, t0, failed
	csrci	sip, 2
1:	lw	t0, 4(s2)
	fence
	beqz	t0, 1b
	li	t0, 2
	sw	t0, 0(s2)
	# registers are lost
	li	a0, 1
	slli	a0, a0, 31
	la	a1, second_again
	li	a2, 9
	sbi	HSM, 3
	j	failed
second_again:
	la	s2, steps
	li	t0, 1
	bne	a0, t0, failed
	li	t0, 9
	bne	a1, t0, failed
	csrr	t0, sstatus
	andi	t0, t0, 2
	bnez	t0, failed
	li	t0, 3
	sw	t0, 0(s2)
	sbi	HSM, 1
	j	failed

	.data
	.balign	8
steps:	.word	0, 0
