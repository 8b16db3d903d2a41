# Copyright (c) 2026 The Ringside contributors.
# SPDX-License-Identifier: EPL-2.0
#
# Takes an interrupt from every device of the board, in a fixed order, and prints a letter for each: S for a software
# interrupt, T for the timer, R for the alarm of the wall's clock, a text sent by transmitter interrupts, and then an
# echo of what is typed until a 'q'. Ends with failure code 42.

	.equ	CLINT, 0x02000000
	.equ	MTIMECMP, CLINT + 0x4000
	.equ	MTIME, CLINT + 0xbff8
	.equ	PLIC, 0x0c000000
	.equ	PLIC_ENABLE, PLIC + 0x2000
	.equ	PLIC_CONTEXT, PLIC + 0x200000
	.equ	UART, 0x10000000
	.equ	RTC, 0x101000
	.equ	FINISHER, 0x100000

	.text
	.globl	_start
_start:
	la	t0, trap
	csrw	mtvec, t0
	la	s1, text
	li	s0, UART
	li	t0, PLIC
	li	t1, 1
	sw	t1, 40(t0)		# priority of source 10
	sw	t1, 44(t0)		# and 11
	li	t0, PLIC_ENABLE
	li	t1, 1 << 10 | 1 << 11
	sw	t1, 0(t0)
	li	t0, PLIC_CONTEXT
	sw	zero, 0(t0)
	# where mtimecmp begins is nobody's promise
	li	t0, MTIMECMP
	li	t1, -1
	sd	t1, 0(t0)
	li	t1, 1 << 3 | 1 << 7 | 1 << 11
	csrw	mie, t1
	csrsi	mstatus, 8

	li	t0, CLINT
	li	t1, 1
	li	s2, 1
	sw	t1, 0(t0)
	call	wait
	# the timer, a millisecond from now
	li	s2, 1
	li	t0, MTIME
	ld	t1, 0(t0)
	li	t2, 10000
	add	t1, t1, t2
	li	t0, MTIMECMP
	sd	t1, 0(t0)
	call	wait
	# the alarm, a millisecond from now
	li	s2, 1
	li	t0, RTC
	li	t1, 1
	sw	t1, 0x10(t0)
	lwu	t1, 0(t0)
	lwu	t2, 4(t0)
	slli	t2, t2, 32
	or	t1, t1, t2
	li	t2, 1000000
	add	t1, t1, t2
	srli	t2, t1, 32
	sw	t2, 0x0c(t0)
	sw	t1, 0x08(t0)
	call	wait
	# a text, a character for each interrupt
	li	s2, 1
	li	t1, 1
	sb	t1, 2(s0)		# FIFOs on
	li	t1, 2
	sb	t1, 1(s0)
	call	wait
	# the echo
	li	s2, 1
	li	t1, 1
	sb	t1, 1(s0)
	call	wait
	li	t0, FINISHER
	li	t1, 42 << 16 | 0x3333
	sw	t1, 0(t0)
1:	j	1b

# Sleeps until a handler clears s2.
wait:
	beqz	s2, 1f
	wfi
	j	wait
1:	ret

	.balign	4
trap:
	csrr	t3, mcause
	bgez	t3, bad
	andi	t3, t3, 0xff
	li	t4, 3
	beq	t3, t4, software
	li	t4, 7
	beq	t3, t4, timer
	li	t4, 11
	beq	t3, t4, external
bad:	li	t0, FINISHER
	li	t1, 1 << 16 | 0x3333
	sw	t1, 0(t0)
	j	bad

software:
	li	t4, CLINT
	sw	zero, 0(t4)
	li	t5, 'S'
	j	say
timer:
	li	t4, MTIMECMP
	li	t5, -1
	sd	t5, 0(t4)
	li	t5, 'T'
	j	say
external:
	li	t6, PLIC_CONTEXT
	lw	t3, 4(t6)
	li	t4, 10
	beq	t3, t4, serial
	li	t4, 11
	bne	t3, t4, bad
	li	t4, RTC
	li	t5, 1
	sw	t5, 0x1c(t4)
	sw	t3, 4(t6)
	li	t5, 'R'
say:	sb	t5, 0(s0)
	li	s2, 0
	mret

serial:
	lbu	t4, 2(s0)
	andi	t4, t4, 0xf
	li	t5, 2
	beq	t4, t5, transmit
	li	t5, 4
	beq	t4, t5, receive
	li	t5, 12
	bne	t4, t5, bad
receive:
	lbu	t5, 0(s0)
	sb	t5, 0(s0)
	li	t4, 'q'
	bne	t5, t4, done
	li	s2, 0
	j	done
transmit:
	lbu	t5, 0(s1)
	addi	s1, s1, 1
	beqz	t5, 1f
	sb	t5, 0(s0)
	j	done
1:	sb	zero, 1(s0)
	li	s2, 0
done:	sw	t3, 4(t6)
	mret

	.section .rodata
text:	.asciz	"hello\n"
