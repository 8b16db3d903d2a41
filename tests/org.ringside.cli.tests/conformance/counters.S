# isa: rv64gc_zicsr_zicntr_zihpm_sscofpmf_smcntrpmf
# Counters of events, their filters by mode, and the interrupt of their overflow (Zihpm, Sscofpmf, Smcntrpmf).
	.include "environment.inc"
	begin
	open_memory
	li s2, -1
	.option norvc
	# instructions: between two reads there are four
	csrwi mhpmevent3, 2
	csrwi mhpmcounter3, 0
	nop
	nop
	nop
	csrr a0, mhpmcounter3
	check 1, a0, 3
	# standing still
	li t0, 8
	csrw mcountinhibit, t0
	csrr a0, mhpmcounter3
	nop
	csrr a1, mhpmcounter3
	sub a1, a1, a0
	check 2, a1, 0
	csrw mcountinhibit, zero
	# only in U-mode: not in M-mode (62) and S-mode (61)
	li t0, 3 << 61 | 2
	csrw mhpmevent3, t0
	csrwi mhpmcounter3, 0
	nop
	enter_mode 0
	nop
	nop
	leave
	csrr a0, mhpmcounter3
	# auipc and addi of leave, and two
	check 3, a0, 4
	# the same for minstret
	li t0, 1 << 62
	csrw minstretcfg, t0
	csrr a0, minstret
	nop
	csrr a1, minstret
	sub a1, a1, a0
	check 4, a1, 0
	csrw minstretcfg, zero
	# exceptions taken
	li t0, 0x20000
	csrw mhpmevent4, t0
	csrwi mhpmcounter4, 0
	csrrw zero, cycle, zero
	csrrw zero, cycle, zero
	csrr a0, mhpmcounter4
	check 5, a0, 2
	# an event that is not there
	li t0, 0x12345
	csrw mhpmevent5, t0
	csrr a0, mhpmevent5
	check 6, a0, 0
	# overflow: ten instructions after the write the interrupt is pending, and OF says why
	li s2, -1
	csrwi mhpmevent3, 2
	li t0, -10
	csrw mhpmcounter3, t0
	csrr a0, mip
	srli a0, a0, 13
	check 7, a0, 0
	nop
	nop
	nop
	nop
	nop
	nop
	nop
	nop
	nop
	csrr a0, mip
	srli a0, a0, 13
	check 8, a0, 1
	csrr a0, scountovf
	check 9, a0, 8
	csrr a0, mhpmevent3
	srli a0, a0, 63
	check 10, a0, 1
	# it is taken in S-mode where it is delegated, with the lowest priority
	li t0, 0x2000
	csrw mideleg, t0
	csrw mie, t0
	la t0, supervisor
	csrw stvec, t0
	csrwi mcounteren, 8
	csrsi sstatus, 2
	enter_mode 1
	nop
	j failed
	.align 2
supervisor:
	csrr a0, scause
	li a1, 1 << 63 | 13
	li gp, 11
	bne a0, a1, failed
	csrr a0, scountovf
	check 12, a0, 8
	li t0, 0x2000
	csrc sip, t0
	csrr a0, sip
	check 13, a0, 0
	csrr a0, hpmcounter3
	leave
	expect_none 14
	finish
	noting_handler
	data
