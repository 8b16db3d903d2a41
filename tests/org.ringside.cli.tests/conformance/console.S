# isa: rv64gc_zicsr
# The console device and the system call that writes; the signature holds what the call returned.
	.include "environment.inc"
	begin
	la s0, tohost
	la s1, fromhost
	la s2, by_device
next:
	lbu a0, 0(s2)
	beqz a0, by_call
	li a1, 0x0101
	slli a1, a1, 48
	or a0, a0, a1
	sd a0, 0(s0)
taken:
	ld a2, 0(s0)
	bnez a2, taken
	sd zero, 0(s1)
	addi s2, s2, 1
	j next
by_call:
	la a0, call
	sd a0, 0(s0)
answered:
	ld a2, 0(s1)
	beqz a2, answered
	sd zero, 0(s1)
	ld a3, 0(a0)
	la t1, begin_signature
	sd a3, 8(t1)
	check 1, a3, 6
	la a0, unknown_call
	sd a0, 0(s0)
again:
	ld a2, 0(s1)
	beqz a2, again
	ld a3, 0(a0)
	check 2, a3, -38
	finish
handler:
	j unexpected
	data
by_device:
	.asciz "device\n"
text:
	.asciz "call.\n"
	.align 6
call:
	.dword 64, 1, text, 6, 0, 0, 0, 0
unknown_call:
	.dword 4711, 1, text, 6, 0, 0, 0, 0
	.align 4
	.globl begin_signature
begin_signature:
	.word 0xdeadbeef, 0x6f5ca309
	.dword 0
	.globl end_signature
end_signature:
