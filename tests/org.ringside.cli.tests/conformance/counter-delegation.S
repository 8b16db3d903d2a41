# isa: rv64gc_zicsr_zicntr_zihpm_sscofpmf_smcntrpmf_smcdeleg
# Counters that M-mode gives to S-mode, through siselect, sireg and sireg2 (Privileged, chapter "Smcdeleg").
	.include "environment.inc"
	begin
	open_memory
	li s2, -1
	.option norvc
	.equ CDE, 1 << 60
	# nothing is delegated while menvcfg.CDE is off, whatever mcounteren says
	li a0, -1
	csrw mcounteren, a0
	li a0, 0x43
	csrw siselect, a0
	csrr a0, sireg
	expect 1, 2
	csrr a0, scountinhibit
	expect 2, 2
	li a0, CDE
	csrs menvcfg, a0
	csrr a0, menvcfg
	srli a0, a0, 60
	andi a0, a0, 1
	check 3, a0, 1
	# cycle, instret and counters 3 and 4 are delegated
	csrwi mcounteren, 0x1d
	li a0, 1 << 62 | 1 << 61
	csrw mhpmevent3, a0
	csrw mhpmevent4, zero
	csrw mhpmcounter3, zero
	enter_mode 1
	li a0, 0x43
	csrw siselect, a0
	li a0, 77
	csrw sireg, a0
	csrr a0, sireg
	check 4, a0, 77
	# MINH is M-mode's: it reads as 0, and what is written leaves it
	csrr a0, sireg2
	li a1, 1 << 61
	li gp, 5
	bne a0, a1, failed
	li a0, 2
	csrw sireg2, a0
	csrr a0, sireg2
	check 6, a0, 2
	# it counts instructions of S-mode now
	csrw sireg, zero
	nop
	nop
	csrr a0, sireg
	check 7, a0, 2
	# inhibited, but only what is delegated
	li a0, -1
	csrw scountinhibit, a0
	csrr a0, scountinhibit
	check 8, a0, 0x1d
	csrr a0, sireg
	nop
	csrr a1, sireg
	sub a0, a0, a1
	check 9, a0, 0
	csrw scountinhibit, zero
	# the fixed counters and their filters
	li a0, 0x40
	csrw siselect, a0
	csrr a0, sireg
	li a0, 1 << 62 | 1 << 61
	csrw sireg2, a0
	csrr a0, sireg2
	li a1, 1 << 61
	li gp, 10
	bne a0, a1, failed
	csrr a0, sireg
	nop
	csrr a1, sireg
	sub a0, a0, a1
	check 11, a0, 0
	csrw sireg2, zero
	expect_none 12
	# there is no time, no upper half and no counter that was not delegated
	li a0, 0x41
	csrw siselect, a0
	csrr a0, sireg
	expect 13, 2
	li a0, 0x45
	csrw siselect, a0
	csrr a0, sireg
	expect 14, 2
	csrr a0, sireg2
	expect 15, 2
	li a0, 0x44
	csrw siselect, a0
	csrr a0, sireg
	csrr a0, sireg2
	expect_none 16
	csrr a0, sireg3
	expect 17, 2
	csrr a0, sireg4
	expect 18, 2
	csrr a0, sireg5
	expect 19, 2
	csrr a0, sireg6
	expect 20, 2
	# what is no counter at all
	li a0, 0x60
	csrw siselect, a0
	csrr a0, sireg2
	expect 21, 2
	leave
	csrr a0, mhpmevent3
	li a1, 1 << 62 | 2
	li gp, 22
	bne a0, a1, failed
	# counter 5, which was not delegated, is as it was
	csrr a0, mcountinhibit
	check 23, a0, 0
	# without the delegation S-mode sees nothing
	li a0, CDE
	csrc menvcfg, a0
	enter_mode 1
	li a0, 0x43
	csrw siselect, a0
	csrr a0, sireg
	expect 24, 2
	csrr a0, scountinhibit
	expect 25, 2
	leave
	expect_none 26
	finish
	noting_handler
	data
