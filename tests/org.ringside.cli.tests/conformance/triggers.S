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
	csrr a2, tdata1
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
	noting_handler
	data
	.align 4
words:
	.dword 0, 0, 0, 0
