# Copyright (c) 2026 The Ringside contributors.
# SPDX-License-Identifier: EPL-2.0
#
# Four harts count at once, each in a byte of its own and all in one half-word, which lie in one word or beside it: what
# is narrower than a word must be replaced alone (Unprivileged, chapter "Zabha").

	.equ	FINISHER, 0x100000
	.equ	HARTS, 4
	.equ	ROUNDS, 5000

	.text
	.globl	_start
_start:
	csrr	tp, mhartid
	la	s0, bytes
	add	s0, s0, tp
	la	s1, half
	li	s2, ROUNDS
	li	s3, 1
1:	amoadd.b zero, s3, (s0)
	amoadd.h zero, s3, (s1)
2:	lb	t0, 0(s0)
	addi	t1, t0, 3
	amocas.b t0, t1, (s0)
	addi	t0, t0, 3
	bne	t0, t1, 2b
	addi	s2, s2, -1
	bnez	s2, 1b
	la	t0, done
	amoadd.w zero, s3, (t0)
	bnez	tp, 4f
	li	t1, HARTS
3:	lw	t2, 0(t0)
	bne	t2, t1, 3b
	lwu	t0, bytes
	li	t1, (ROUNDS * 4 & 255) * 0x1010101
	bne	t0, t1, failed
	lwu	t0, half
	li	t1, (ROUNDS * HARTS & 0xffff) + (0x1234 << 16)
	bne	t0, t1, failed
	li	t0, 0x5555
	j	end
failed:	li	t0, 0x13333
end:	li	t1, FINISHER
	sw	t0, 0(t1)
4:	wfi
	j	4b

	.data
	.balign	8
bytes:	.byte	0, 0, 0, 0
half:	.half	0, 0x1234
done:	.word	0
