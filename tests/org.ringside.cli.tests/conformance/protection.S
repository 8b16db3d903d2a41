# isa: rv64gc_zicsr_smepmp
# Smepmp: rules for M-mode only, shared rules, what becomes unchangeable, and the bypass of locks.
	.include "environment.inc"
	begin
	li s2, -1
	# entry 0: code, locked, execute and read; entry 1: all else open to every mode while MML is clear
	la a0, _start
	srli a0, a0, 2
	ori a0, a0, 0x1ff
	csrw pmpaddr0, a0
	li a0, -1
	csrw pmpaddr1, a0
	li a0, 0x1b << 8 | 0x9d
	csrwi mseccfg, 4
	csrw pmpcfg0, a0
	csrr a1, pmpcfg0
	check 1, a1, 0x1b9d
	# RLB: a locked entry can be changed
	li a0, 0x1b << 8 | 0x9c
	csrw pmpcfg0, a0
	csrr a1, pmpcfg0
	check 2, a1, 0x1b9c
	li a0, 0x1b << 8 | 0x9d
	csrw pmpcfg0, a0
	csrwi mseccfg, 0
	# with a locked entry RLB stays clear, and the entry stays
	csrwi mseccfg, 4
	csrr a0, mseccfg
	check 3, a0, 0
	li a0, 0x1b << 8 | 0x9c
	csrw pmpcfg0, a0
	csrr a1, pmpcfg0
	check 4, a1, 0x1b9d
	# M-mode lockdown: entry 1 with LRWX=0011 is not shared but ours is 0x1b = RW shared (R=1, W=1): not for M-mode
	la a2, words
	csrwi mseccfg, 1
	csrr a0, mseccfg
	check 5, a0, 1
	.option norvc
	lw a3, 0(a2)
	expect 6, 5
	# RW=01, X=1: shared, both may read and write
	li a0, 0x1e << 8 | 0x9d
	csrw pmpcfg0, a0
	csrr a1, pmpcfg0
	check 7, a1, 0x1e9d
	li a3, 5
	sw a3, 0(a2)
	lw a3, 0(a2)
	expect_none 8
	# no rule lets M-mode execute any more
	li a0, 0x9c << 8 | 0x9d
	csrw pmpcfg0, a0
	csrr a1, pmpcfg0
	check 9, a1, 0x1e9d
	# RW=01, X=0: M-mode writes, others only read; U-mode has no code, so the fetch is what faults
	li a0, 0x1a << 8 | 0x9d
	csrw pmpcfg0, a0
	li a3, 6
	sw a3, 0(a2)
	expect_none 10
	# MML cannot be cleared
	csrwi mseccfg, 0
	csrr a0, mseccfg
	check 11, a0, 1
	# M-mode whitelist: without a match there is no access
	csrwi mseccfg, 3
	li a0, 0x9d
	csrw pmpcfg0, a0
	csrr a1, pmpcfg0
	check 12, a1, 0x9d
	lw a3, 0(a2)
	expect 13, 5
	# and tohost must be reached for the verdict
	li a0, 0x1b << 8 | 0x9d
	li a0, 0x1e << 8 | 0x9d
	csrw pmpcfg0, a0
	finish
	noting_handler
	.align 12
	data
	.align 4
words:
	.dword 0, 0
