# isa: rv64gc_zicsr_smstateen_sdtrig
# mstateen opens sstateen, senvcfg and scontext to S-mode, one by one.
	.include "environment.inc"
	begin
	open_memory
	li s2, -1
	.option norvc
	li a0, -1
	csrw mstateen0, a0
	csrr a0, mstateen0
	li a1, 1 << 63 | 1 << 62 | 1 << 57
	li gp, 1
	bne a0, a1, failed
	li a0, -1
	csrw mstateen3, a0
	csrr a0, mstateen3
	li a1, 1 << 63
	li gp, 2
	bne a0, a1, failed
	enter_mode 1
	csrr a0, sstateen0
	csrr a0, sstateen3
	csrr a0, senvcfg
	csrr a0, scontext
	leave
	expect_none 3
	li a0, 1 << 62 | 1 << 57
	csrw mstateen0, a0
	enter_mode 1
	csrr a0, sstateen0
	leave
	expect 4, 2
	csrw mstateen0, zero
	enter_mode 1
	csrr a0, senvcfg
	leave
	expect 5, 2
	enter_mode 1
	csrr a0, scontext
	leave
	expect 6, 2
	csrr a0, senvcfg
	csrr a0, sstateen0
	csrr a0, scontext
	expect_none 7
	finish
	noting_handler
	data
