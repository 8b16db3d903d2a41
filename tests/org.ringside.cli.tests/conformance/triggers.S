# isa: rv64gc_zicsr_sdtrig
# Triggers on fetches, loads and stores, on counts of instructions, and on traps (Debug, Sdtrig).
	.include "environment.inc"
	begin
	open_memory
	li s2, -1
	li t0, 8
	csrw tcontrol, t0
	csrwi tselect, 4
	csrr a0, tselect
	check 1, a0, 0
	csrr a0, tdata1
	srli a0, a0, 60
	check 2, a0, 15
	csrr a0, tinfo
	check 3, a0, 0x100807c

	# mcontrol: a fetch in M-mode
	la a1, place
	csrw tdata2, a1
	li a0, 2 << 60 | 1 << 6 | 1 << 2
	csrw tdata1, a0
	# and the largest range that it can watch: 2^63 bytes
	csrr a2, tdata1
	li a3, 63 << 53
	or a0, a0, a3
	beq a0, a2, place
	j failed
	.option push
	.option norvc
	.align 2
place:
	j failed
	.option pop
	expect 4, 3
	la a0, place
	li gp, 5
	bne a0, s3, failed
	bne a0, s4, failed
	lw a0, 0(a1)
	expect_none 7

	# mcontrol6: a load of 4 bytes, but not one of 8 or a store; the target stays as it was
	.option norvc
	la a1, words
	csrw tdata2, a1
	li a0, 6 << 60 | 3 << 16 | 1 << 6 | 1
	csrw tdata1, a0
	li a3, 77
	lw a3, 0(a1)
	expect 8, 3
	check 9, a3, 77
	li gp, 10
	bne s3, a1, failed
	csrr a0, tdata1
	srli a0, a0, 22
	andi a0, a0, 1
	check 11, a0, 1
	ld a3, 0(a1)
	expect_none 12
	sw zero, 0(a1)
	expect_none 13

	# a store to a range of 16 bytes, in a second trigger; an atomic stores, too
	csrwi tselect, 1
	la a1, words
	addi a0, a1, 7
	csrw tdata2, a0
	li a0, 6 << 60 | 1 << 7 | 1 << 6 | 1 << 1
	csrw tdata1, a0
	sb a3, 15(a1)
	expect 14, 3
	sb a3, 16(a1)
	expect_none 15
	amoadd.d a0, a3, (a1)
	expect 16, 3
	lbu a0, 15(a1)
	check 17, a0, 0
	# not while M-mode's triggers are off
	csrwi tcontrol, 0
	sb a3, 15(a1)
	expect_none 18
	li t0, 8
	csrw tcontrol, t0
	# a disabled trigger
	csrwi tdata1, 0
	csrr a0, tdata1
	srli a0, a0, 60
	check 19, a0, 15
	j matching
back:
	sb a3, 15(a1)
	expect_none 20

	# icount in U-mode: three instructions, then the breakpoint before the fourth
	csrwi tselect, 2
	li a0, 3 << 60 | 3 << 10 | 1 << 6
	csrw tdata1, a0
	li a4, 0
	enter_mode 0
	addi a4, a4, 1
	addi a4, a4, 1
	addi a4, a4, 1
fourth:
	addi a4, a4, 1
	addi a4, a4, 1
	leave
	expect 21, 3
	li gp, 22
	la a0, fourth
	bne s4, a0, failed
	check 23, a4, 4

	# etrigger: an illegal instruction in U-mode stops before the handler's first instruction
	csrwi tselect, 3
	li a0, 1 << 2
	csrw tdata2, a0
	li a0, 5 << 60 | 1 << 6
	csrw tdata1, a0
	la t0, second_vector
	csrw mtvec, t0
	enter_mode 0
	csrr a0, mscratch
	leave
after_exception:
	expect 24, 3
	li gp, 25
	la a0, second_vector
	bne s4, a0, failed
	csrw tdata1, zero
	finish

	.align 2
second_vector:
	csrr s2, mcause
	csrr s4, mepc
	la t0, trap_vector
	csrw mtvec, t0
	j after_exception

	# tdata2 and tdata1 of a trigger, for M-mode
	.macro trigger number, compared, settings
	csrwi tselect, \number
	li t0, \compared
	csrw tdata2, t0
	li t0, \settings | 1 << 6
	csrw tdata1, t0
	.endm

	# What else an address is compared with, and chains (Debug 5.7.11 and 5.7.12, fields match, size and chain).
matching:
	csrwi tselect, 0
	csrwi tdata1, 0
	la a1, words
	# mask low: the lower half of the address has 8 in its lowest four bits
	trigger 1, 0xf << 32 | 8, 6 << 60 | 4 << 7 | 1 << 1
	sw zero, 8(a1)
	expect 40, 3
	sw zero, 4(a1)
	expect_none 41
	# any byte of the access counts
	sd zero, 1(a1)
	expect 42, 3
	# mask high: the higher half is zero in bit 0, as all addresses here are
	trigger 1, 1 << 32, 6 << 60 | 5 << 7 | 1 << 1
	sw zero, 4(a1)
	expect 43, 3
	trigger 1, 1 << 32 | 1, 6 << 60 | 5 << 7 | 1 << 1
	sw zero, 4(a1)
	expect_none 44
	# their opposites
	trigger 1, 0xf << 32 | 8, 6 << 60 | 12 << 7 | 1 << 1
	sw zero, 8(a1)
	expect_none 45
	sw zero, 16(a1)
	expect 46, 3
	trigger 1, 1 << 32 | 1, 6 << 60 | 13 << 7 | 1 << 1
	sw zero, 16(a1)
	expect 47, 3
	csrwi tdata1, 0
	csrw tdata2, a1
	li a0, 6 << 60 | 8 << 7 | 1 << 6 | 1 << 1
	csrw tdata1, a0
	sb zero, 0(a1)
	expect_none 48
	sb zero, 1(a1)
	expect 49, 3
	# what reads back of reserved kinds, and of a range of all addresses
	li a0, 6 << 60 | 6 << 7 | 1 << 6 | 1 << 1
	csrw tdata1, a0
	csrr a0, tdata1
	srli a0, a0, 7
	andi a0, a0, 15
	check 50, a0, 0
	li a0, 6 << 60 | 1 << 7
	csrw tdata1, a0
	csrw tdata2, s2
	csrr a0, tdata2
	li a2, -1
	srli a2, a2, 1
	li gp, 51
	bne a0, a2, failed

	# a chain: from words + 8 to below words + 16, in triggers 1 and 2
	csrwi tdata1, 0
	addi a0, a1, 8
	csrw tdata2, a0
	li a0, 6 << 60 | 1 << 11 | 2 << 7 | 1 << 6 | 3
	csrw tdata1, a0
	csrwi tselect, 2
	addi a0, a1, 16
	csrw tdata2, a0
	li a0, 6 << 60 | 3 << 7 | 1 << 6 | 3
	csrw tdata1, a0
	sw zero, 4(a1)
	expect_none 52
	sw zero, 8(a1)
	expect 53, 3
	lb a0, 15(a1)
	expect 54, 3
	lb a0, 16(a1)
	expect_none 55
	# both say that they fired
	csrr a0, tdata1
	srli a0, a0, 22
	andi a0, a0, 1
	check 56, a0, 1
	csrwi tselect, 1
	csrr a0, tdata1
	srli a0, a0, 22
	andi a0, a0, 1
	check 57, a0, 1
	# one that does not look at stores keeps the chain from matching them
	li a0, 6 << 60 | 1 << 11 | 2 << 7 | 1 << 6 | 1
	csrw tdata1, a0
	sw zero, 8(a1)
	expect_none 58
	lw a0, 8(a1)
	expect 59, 3
	# a disabled one breaks it: the second stands alone
	csrwi tdata1, 0
	sw zero, 4(a1)
	expect 60, 3
	csrwi tselect, 2
	csrwi tdata1, 0
	# the last has nothing to be chained with
	csrwi tselect, 3
	li a0, 6 << 60 | 1 << 11
	csrw tdata1, a0
	csrr a0, tdata1
	srli a0, a0, 11
	andi a0, a0, 1
	check 61, a0, 0
	csrwi tdata1, 0

	# a chain of fetches, in the older form: only the second of two instructions
	csrwi tselect, 0
	la a0, inside
	csrw tdata2, a0
	li a0, 2 << 60 | 1 << 11 | 2 << 7 | 1 << 6 | 1 << 2
	csrw tdata1, a0
	csrwi tselect, 1
	la a0, outside
	csrw tdata2, a0
	li a0, 2 << 60 | 3 << 7 | 1 << 6 | 1 << 2
	csrw tdata1, a0
	li a4, 0
	addi a4, a4, 1
inside:
	addi a4, a4, 2
outside:
	addi a4, a4, 4
	expect 62, 3
	check 63, a4, 5
	csrwi tdata1, 0
	csrwi tselect, 0
	csrwi tdata1, 0
	# a chain of a fetch and a store: only the second of two instructions that store to the same place
	csrwi tselect, 0
	la a0, storing
	csrw tdata2, a0
	li a0, 6 << 60 | 3 << 16 | 1 << 11 | 1 << 6 | 1 << 2
	csrw tdata1, a0
	csrwi tselect, 1
	csrw tdata2, a1
	li a0, 6 << 60 | 1 << 6 | 1 << 1
	csrw tdata1, a0
	.option push
	.option norvc
	sw zero, 0(a1)
	expect_none 66
	sw zero, 8(a1)
storing:
	sw zero, 0(a1)
	expect 67, 3
	la a0, storing
	li gp, 68
	bne a0, s4, failed
	bne a1, s3, failed
	# the same instruction at another place
	mv a2, a1
	addi a1, a1, 8
	j once
	.align 2
again:
	mv a1, a2
	j behind
once:
	la a0, there
	csrwi tselect, 0
	csrw tdata2, a0
there:
	sw zero, 0(a1)
	expect_none 69
	j again
behind:
	.option pop
	csrwi tselect, 0
	csrwi tdata1, 0
	csrwi tselect, 1
	csrwi tdata1, 0
	csrwi tselect, 0
	# its sizes: 8 bytes, told in two parts
	csrw tdata2, a1
	li a0, 2 << 60 | 1 << 21 | 1 << 16 | 1 << 6 | 1
	csrw tdata1, a0
	lw a0, 0(a1)
	expect_none 64
	ld a0, 0(a1)
	expect 65, 3
	csrwi tdata1, 0
	csrwi tselect, 1
	j back
	noting_handler
	data
	.align 4
words:
	.dword 0, 0, 0, 0
