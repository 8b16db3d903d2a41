# Copyright (c) 2026 The Ringside contributors.
# SPDX-License-Identifier: EPL-2.0
#
# The first and only process of the Linux test: sleeps, touches fresh memory, has a child and waits for it, echoes what
# is typed up to a line that begins with q, and switches the machine off.

	.equ	READ, 63
	.equ	WRITE, 64
	.equ	EXIT, 93
	.equ	NANOSLEEP, 101
	.equ	REBOOT, 142
	.equ	CLONE, 220
	.equ	MMAP, 222
	.equ	WAIT4, 260
	.equ	SIGCHLD, 17
	.equ	MEMORY, 4 << 20

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
	la	a0, interval
	li	a1, 0
	li	a7, NANOSLEEP
	ecall
	bnez	a0, failed
	say	slept

	# anonymous private memory, written and read page by page
	li	a0, 0
	li	a1, MEMORY
	li	a2, 3
	li	a3, 0x22
	li	a4, -1
	li	a5, 0
	li	a7, MMAP
	ecall
	bltz	a0, failed
	mv	s0, a0
	li	t0, MEMORY
	add	s1, s0, t0
	li	t2, 4096
	mv	t0, s0
1:	ld	t1, 8(t0)
	bnez	t1, failed
	sd	t0, 8(t0)
	add	t0, t0, t2
	bltu	t0, s1, 1b
	mv	t0, s0
1:	ld	t1, 8(t0)
	bne	t1, t0, failed
	add	t0, t0, t2
	bltu	t0, s1, 1b
	say	touched

	# the child changes its copy of the memory, and tells with its exit code what it found there
	li	a0, SIGCHLD
	li	a1, 0
	li	a2, 0
	li	a3, 0
	li	a4, 0
	li	a7, CLONE
	ecall
	bltz	a0, failed
	beqz	a0, child
	li	a0, -1
	la	a1, status
	li	a2, 0
	li	a3, 0
	li	a7, WAIT4
	ecall
	blez	a0, failed
	lw	t0, status
	li	t1, 7 << 8
	bne	t0, t1, failed
	ld	t1, 8(s0)
	bne	t1, s0, failed
	say	waited

echo:	say	prompt
	li	a0, 0
	la	a1, line
	li	a2, 256
	li	a7, READ
	ecall
	blez	a0, failed
	mv	s2, a0
	say	you_said
	li	a0, 1
	la	a1, line
	mv	a2, s2
	li	a7, WRITE
	ecall
	lbu	t0, line
	li	t1, 'q'
	bne	t0, t1, echo
	say	bye
off:	li	a0, 0xfee1dead
	li	a1, 672274793
	li	a2, 0x4321fedc
	li	a3, 0
	li	a7, REBOOT
	ecall
failed:	say	wrong
	j	off

child:	ld	t1, 8(s0)
	li	a0, 1
	bne	t1, s0, 1f
	sd	zero, 8(s0)
	li	a0, 7
1:	li	a7, EXIT
	ecall

	.section .rodata
hello:	.ascii	"init: hello from user space\n"
hello_end:
slept:	.ascii	"init: slept\n"
slept_end:
touched: .ascii	"init: touched memory\n"
touched_end:
waited:	.ascii	"init: the child found its copy\n"
waited_end:
prompt:	.ascii	"say> "
prompt_end:
you_said: .ascii "you said: "
you_said_end:
bye:	.ascii	"init: bye\n"
bye_end:
wrong:	.ascii	"init: something is wrong\n"
wrong_end:
	.balign	8
interval: .dword 0, 20000000

	.bss
	.balign	8
status:	.space	8
line:	.space	256
