# isa: rv64gc_zicsr_zkr
# seed: who may read it, and only with instructions that write (Unprivileged, Zkr).
	.include "environment.inc"
	begin
	open_memory
	li s2, -1
	.option norvc
	csrrw a0, seed, zero
	srli a1, a0, 30
	check 1, a1, 2
	csrrw a2, seed, zero
	beq a0, a2, failed
	expect_none 2
	csrrs a0, seed, zero
	expect 3, 2
	csrrci a0, seed, 0
	expect 4, 2
	csrrsi a0, seed, 1
	expect_none 5
	enter_mode 1
	csrrw a0, seed, zero
	leave
	expect 6, 2
	li t0, 1 << 9
	csrw mseccfg, t0
	enter_mode 1
	csrrw a0, seed, zero
	leave
	expect_none 7
	enter_mode 0
	csrrw a0, seed, zero
	leave
	expect 8, 2
	li t0, 1 << 8
	csrw mseccfg, t0
	csrr a0, mseccfg
	check 9, a0, 0x100
	enter_mode 0
	csrrw a0, seed, zero
	leave
	expect_none 10
	finish
	noting_handler
	data
