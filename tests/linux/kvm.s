# Copyright (c) 2026 The Ringside contributors.
# SPDX-License-Identifier: EPL-2.0
#
# The first and only process of the test of KVM: inserts Linux's hypervisor, gives a guest two megabytes and one virtual
# processor, serves what it asks for, says what it saw, and switches the machine off.

	.equ	REBOOT, 142
	.equ	MMAP, 222
	.equ	OPENAT, 56
	.equ	WRITE, 64
	.equ	IOCTL, 29
	.equ	FINIT_MODULE, 273
	.equ	AT_FDCWD, -100

	.equ	KVM_GET_API_VERSION, 0xae00
	.equ	KVM_CREATE_VM, 0xae01
	.equ	KVM_GET_VCPU_MMAP_SIZE, 0xae04
	.equ	KVM_CREATE_VCPU, 0xae41
	.equ	KVM_SET_USER_MEMORY_REGION, 0x4020ae46
	.equ	KVM_RUN, 0xae80
	.equ	KVM_SET_ONE_REG, 0x4010aeac
	.equ	KVM_EXIT_MMIO, 6
	.equ	KVM_EXIT_SYSTEM_EVENT, 24
	.equ	KVM_EXIT_RISCV_SBI, 35

	.equ	DBCN, 0x4442434e
	.equ	WRITE_BYTE, 2
	.equ	SRST, 0x53525354
	.equ	TIME, 0x54494d45

	.equ	GUEST, 0x80000000		# where the guest's memory lies for the guest
	.equ	MEMORY, 2 << 20
	.equ	DEVICE, 0x10000000		# where it has none

	.macro	say label
	la	a1, \label
	la	a2, \label\()_end
	call	print
	.endm

	.macro	check label
	la	s11, \label
	bltz	a0, failed
	.endm

	.text
	.globl	_start
_start:
	say	hello
	li	a0, AT_FDCWD
	la	a1, module
	li	a2, 0
	li	a7, OPENAT
	ecall
	check	module
	la	a1, nothing
	li	a2, 0
	li	a7, FINIT_MODULE
	ecall
	check	at_insertion
	li	a0, AT_FDCWD
	la	a1, device
	li	a2, 2
	li	a3, 0
	li	a7, OPENAT
	ecall
	check	device
	mv	s0, a0
	li	a1, KVM_GET_API_VERSION
	li	a2, 0
	call	ioctl
	li	t0, 12
	sub	t1, a0, t0
	neg	a0, t1
	check	at_version
	mv	a0, s0
	li	a1, KVM_CREATE_VM
	li	a2, 0
	call	ioctl
	check	at_vm
	mv	s1, a0

	# its memory, with the guest's program at the beginning
	li	a0, 0
	li	a1, MEMORY
	li	a2, 3
	li	a3, 0x21
	li	a4, -1
	li	a5, 0
	li	a7, MMAP
	ecall
	check	at_memory
	la	t0, region
	sd	a0, 24(t0)
	la	t1, guest
	la	t2, guest_end
1:	ld	t3, 0(t1)
	sd	t3, 0(a0)
	addi	t1, t1, 8
	addi	a0, a0, 8
	bltu	t1, t2, 1b
	mv	a0, s1
	li	a1, KVM_SET_USER_MEMORY_REGION
	la	a2, region
	call	ioctl
	check	at_memory

	mv	a0, s1
	li	a1, KVM_CREATE_VCPU
	li	a2, 0
	call	ioctl
	check	at_vcpu
	mv	s2, a0
	mv	a0, s0
	li	a1, KVM_GET_VCPU_MMAP_SIZE
	li	a2, 0
	call	ioctl
	check	at_vcpu
	mv	a1, a0
	li	a0, 0
	li	a2, 3
	li	a3, 1
	mv	a4, s2
	li	a5, 0
	li	a7, MMAP
	ecall
	check	at_vcpu
	mv	s3, a0
	mv	a0, s2
	li	a1, KVM_SET_ONE_REG
	la	a2, pc_register
	call	ioctl
	check	at_vcpu
	mv	a0, s2
	li	a1, KVM_SET_ONE_REG
	la	a2, console_register
	call	ioctl
	check	at_vcpu
	say	made

	# s4: accesses to the device so far; s5: what it keeps
	li	s4, 0
	li	s5, 0
run:	mv	a0, s2
	li	a1, KVM_RUN
	li	a2, 0
	call	ioctl
	check	at_run
	lw	t0, 8(s3)
	li	t1, KVM_EXIT_MMIO
	beq	t0, t1, mmio
	li	t1, KVM_EXIT_RISCV_SBI
	beq	t0, t1, sbi
	li	t1, KVM_EXIT_SYSTEM_EVENT
	beq	t0, t1, event
	la	s11, at_exit
	j	failed

mmio:	ld	t0, 32(s3)
	li	t1, DEVICE
	la	s11, at_device
	bne	t0, t1, failed
	addi	s4, s4, 1
	lbu	t0, 52(s3)
	lw	t2, 48(s3)
	beqz	t0, 2f
	ld	s5, 40(s3)
	j	run
	# what was written last, plus the width of the access in bytes
2:	add	t0, s5, t2
	sd	t0, 40(s3)
	j	run

	# the guest's console: one byte
sbi:	la	s11, at_call
	ld	t0, 32(s3)
	li	t1, DBCN
	bne	t0, t1, failed
	ld	t0, 40(s3)
	li	t1, WRITE_BYTE
	bne	t0, t1, failed
	addi	a1, s3, 48
	addi	a2, a1, 1
	call	print
	sd	zero, 96(s3)
	sd	zero, 104(s3)
	j	run

event:	lw	t0, 32(s3)
	li	t1, 1
	la	s11, at_event
	bne	t0, t1, failed
	li	t0, 8
	la	s11, at_device
	bne	s4, t0, failed
	say	bye
off:	li	a0, 0xfee1dead
	li	a1, 672274793
	li	a2, 0x4321fedc
	li	a3, 0
	li	a7, REBOOT
	ecall

failed:	neg	s10, a0
	say	wrong
	mv	a1, s11
	mv	a2, s11
1:	lbu	t0, 0(a2)
	addi	a2, a2, 1
	bnez	t0, 1b
	addi	a2, a2, -1
	call	print
	la	a1, digits
	li	t0, 100
	divu	t1, s10, t0
	addi	t1, t1, '0'
	sb	t1, 1(a1)
	li	t0, 10
	divu	t1, s10, t0
	remu	t1, t1, t0
	addi	t1, t1, '0'
	sb	t1, 2(a1)
	remu	t1, s10, t0
	addi	t1, t1, '0'
	sb	t1, 3(a1)
	addi	a2, a1, 5
	call	print
	j	off

print:	sub	a2, a2, a1
	li	a0, 1
	li	a7, WRITE
	ecall
	ret

ioctl:	li	a7, IOCTL
	ecall
	ret

	.data
module:	.asciz	"/kvm.ko"
device:	.asciz	"/dev/kvm"
at_insertion: .asciz "insertion of the module"
at_version: .asciz "the version"
at_vm:	.asciz	"the virtual machine"
at_memory: .asciz "its memory"
at_vcpu: .asciz	"its processor"
at_run:	.asciz	"running it"
at_exit: .asciz	"an exit"
at_device: .asciz "an access to its device"
at_call: .asciz	"a call"
at_event: .asciz "an event"
nothing: .byte	0
hello:	.ascii	"init: hello\n"
hello_end:
made:	.ascii	"init: the guest is there\n"
made_end:
bye:	.ascii	"init: the guest is gone\n"
bye_end:
wrong:	.ascii	"init: something is wrong with "
wrong_end:
digits:	.ascii	" 000\n"
	.balign	8
region:	.word	0, 0
	.dword	GUEST, MEMORY, 0
pc_register: .dword 0x8030000002000000, pc_value
pc_value: .dword GUEST
console_register: .dword 0x8030000008000009, console_value
console_value: .dword 1

# The guest: a supervisor with an address space of its own.
	.equ	TABLES, GUEST + 0x100000
	.equ	FAR, 0x40000000		# where it maps its second page of data

	.macro	write label
	la	a1, \label
	la	a2, \label\()_end
	call	guest_print
	.endm

	.balign	4096
guest:	la	sp, guest + 0x80000
	write	in_guest

	# Sv39: itself, the device and a page far off
	li	s0, TABLES
	li	t0, (GUEST >> 2) | 0xcf
	sd	t0, 16(s0)
	li	t0, (DEVICE >> 2) | 0xc7
	sd	t0, 0(s0)
	li	t1, TABLES + 0x1000
	srli	t0, t1, 2
	ori	t0, t0, 1
	sd	t0, 8(s0)
	li	t2, TABLES + 0x2000
	srli	t0, t2, 2
	ori	t0, t0, 1
	sd	t0, 0(t1)
	# the device lies in its gigapage's middle
	sd	zero, 0(s0)
	li	t1, TABLES + 0x3000
	srli	t0, t1, 2
	ori	t0, t0, 1
	sd	t0, 0(s0)
	li	t0, (DEVICE >> 2) | 0xc7
	li	t2, TABLES + 0x3000 + (DEVICE >> 21 << 3)
	sd	t0, 0(t2)
	la	t0, guest_trap
	csrw	stvec, t0
	srli	t0, s0, 12
	li	t1, 8
	slli	t1, t1, 60
	or	t0, t0, t1
	sfence.vma
	csrw	satp, t0
	write	paged

	# a page that appears only after its fault
	li	s1, 0
	li	t0, FAR
	li	t1, 0x1234567
	sd	t1, 8(t0)
	li	t2, TABLES + 0x8008
	ld	t2, 0(t2)
	bne	t1, t2, guest_wrong
	li	t0, 1
	bne	s1, t0, guest_wrong
	write	faulted

	# accesses of each width to the device; what they read is made by the process
	li	s2, DEVICE
	li	t0, 0x40
	sb	t0, 0(s2)
	lbu	t1, 0(s2)
	addi	t0, t0, 1
	bne	t1, t0, guest_wrong
	li	t0, 0x4000
	sh	t0, 0(s2)
	lhu	t1, 0(s2)
	addi	t0, t0, 2
	bne	t1, t0, guest_wrong
	li	t0, 0x400000
	sw	t0, 0(s2)
	lwu	t1, 0(s2)
	addi	t0, t0, 4
	bne	t1, t0, guest_wrong
	li	t0, 0x4000000000
	sd	t0, 0(s2)
	ld	t1, 0(s2)
	addi	t0, t0, 8
	bne	t1, t0, guest_wrong
	write	accessed

	# floating point, whose registers the host must keep apart from its own
	li	t0, 1 << 13
	csrs	sstatus, t0
	li	t0, 355
	li	t1, 113
	fcvt.d.l ft0, t0
	fcvt.d.l ft1, t1
	fdiv.d	fs0, ft0, ft1

	# five ticks of the timer
	li	s3, 0
	li	t0, 1 << 5
	csrw	sie, t0
	csrsi	sstatus, 2
	call	next_tick
1:	wfi
	li	t0, 5
	bltu	s3, t0, 1b
	csrci	sstatus, 2
	fmul.d	ft2, fs0, ft1
	fcvt.l.d t1, ft2
	li	t0, 355
	bne	t0, t1, guest_wrong
	write	ticked
	li	s4, 0
	.word	0
	li	t0, 1
	bne	s4, t0, guest_wrong
	write	trapped

	# leave: System Reset's shutdown
	li	a7, SRST
	li	a6, 0
	li	a0, 0
	li	a1, 0
	ecall
guest_wrong:
	write	guest_failed
	li	a7, SRST
	li	a6, 0
	li	a0, 1
	ecall
	j	.

next_tick:
	rdtime	a0
	li	t0, 50000
	add	a0, a0, t0
	li	a7, TIME
	li	a6, 0
	ecall
	ret

guest_print:
	mv	t5, a1
	mv	t6, a2
1:	lbu	a0, 0(t5)
	li	a7, DBCN
	li	a6, WRITE_BYTE
	ecall
	addi	t5, t5, 1
	bltu	t5, t6, 1b
	ret

	.balign	4
guest_trap:
	addi	sp, sp, -80
	sd	ra, 0(sp)
	sd	a0, 8(sp)
	sd	a6, 16(sp)
	sd	a7, 24(sp)
	sd	t0, 32(sp)
	sd	t1, 40(sp)
	sd	t2, 48(sp)
	csrr	t0, scause
	bltz	t0, 2f
	li	t1, 15
	beq	t0, t1, 1f
	li	t1, 2
	bne	t0, t1, guest_wrong
	addi	s4, s4, 1
	csrr	t0, sepc
	addi	t0, t0, 4
	csrw	sepc, t0
	j	3f
1:	csrr	t0, stval
	li	t1, FAR + 8
	bne	t0, t1, guest_wrong
	addi	s1, s1, 1
	li	t0, ((TABLES + 0x8000) >> 2) | 0xc7
	li	t1, TABLES + 0x2000
	sd	t0, 0(t1)
	sfence.vma
	j	3f
2:	slli	t0, t0, 1
	srli	t0, t0, 1
	li	t1, 5
	bne	t0, t1, guest_wrong
	addi	s3, s3, 1
	call	next_tick
3:	ld	ra, 0(sp)
	ld	a0, 8(sp)
	ld	a6, 16(sp)
	ld	a7, 24(sp)
	ld	t0, 32(sp)
	ld	t1, 40(sp)
	ld	t2, 48(sp)
	addi	sp, sp, 80
	sret

in_guest: .ascii "guest: hello\n"
in_guest_end:
paged:	.ascii	"guest: has an address space\n"
paged_end:
faulted: .ascii	"guest: faulted and mapped\n"
faulted_end:
accessed: .ascii "guest: spoke with its device\n"
accessed_end:
ticked:	.ascii	"guest: five ticks\n"
ticked_end:
trapped: .ascii	"guest: an illegal instruction\n"
trapped_end:
guest_failed: .ascii "guest: something is wrong\n"
guest_failed_end:
	.balign	8
guest_end:
