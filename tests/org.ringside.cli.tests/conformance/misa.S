# isa: rv64gc_zicsr
# misa can be written and stays as it is (Privileged 3.1.1: any of its fields may be fixed).
	.include "environment.inc"
	begin
	li s2, -1
	csrr a1, misa
	li a0, 1 << 2
	csrc misa, a0
	expect_none 1
	csrw misa, zero
	expect_none 2
	li a0, -1
	csrs misa, a0
	expect_none 3
	csrr a2, misa
	li gp, 4
	bne a1, a2, failed
	# a place that only compressed instructions have is still a place
	.option push
	.option rvc
	c.nop
	.option pop
	expect_none 5
	finish
	noting_handler
	data
