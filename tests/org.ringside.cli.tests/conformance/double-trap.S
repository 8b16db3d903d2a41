# isa: rv64gc_zicsr_ssdbltrp_smdbltrp
# A trap in S-mode while SDT is set goes to M-mode as a double trap (Ssdbltrp, Smdbltrp).
	.include "environment.inc"
	begin
	open_memory
	li s2, -1
	.option norvc
	# MDT is set at reset and keeps MIE clear
	csrr a0, mstatus
	srli a0, a0, 42
	andi a0, a0, 1
	check 1, a0, 1
	csrsi mstatus, 8
	csrr a0, mstatus
	andi a0, a0, 8
	check 2, a0, 0
	li t0, 1 << 42
	csrc mstatus, t0
	csrsi mstatus, 8
	csrr a0, mstatus
	andi a0, a0, 8
	check 3, a0, 8
	csrci mstatus, 8
	# without DTE there is no SDT
	li t0, 1 << 24
	csrs mstatus, t0
	csrr a0, mstatus
	and a0, a0, t0
	check 4, a0, 0
	li t0, 1 << 59
	csrw menvcfg, t0
	li t0, 1 << 24 | 1 << 1
	csrs sstatus, t0
	csrr a0, sstatus
	and a0, a0, t0
	check 5, a0, 1 << 24
	li t0, 1 << 24
	csrc sstatus, t0
	# an illegal instruction in S-mode, delegated, whose handler meets another one
	li t0, 1 << 2
	csrw medeleg, t0
	la t0, supervisor
	csrw stvec, t0
	enter_mode 1
	csrr a0, mscratch
	leave
	expect 6, 16
	check 7, s7, 2
	check 8, a1, 1 << 24
	finish

	.align 2
supervisor:
	csrr a1, sstatus
	li a2, 1 << 24
	and a1, a1, a2
second:
	csrr a0, mscratch
	csrr a3, sepc
	addi a3, a3, 4
	csrw sepc, a3
	sret
	# the number of the unexpected trap stands in mtval2 until the next one
	.align 2
handler:
	csrr t5, mtval2
	or s7, s7, t5
	j note
	noting_handler note
	data
