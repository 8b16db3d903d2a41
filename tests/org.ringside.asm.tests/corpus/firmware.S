/* Firmware: relocation of itself, a lottery among harts, trap entry with all registers, weak hooks, attributes of sections. */
#define REGBYTES (1 << LOG_REGBYTES)
#define LOG_REGBYTES 3
#define REG_L ld
#define REG_S sd
#define OFFSET(r) (REGBYTES * (r))
#define BOOT_STATUS_LOTTERY_DONE 1

.macro	MOV_3R __d0, __s0, __d1, __s1, __d2, __s2
	add	\__d0, \__s0, zero
	add	\__d1, \__s1, zero
	add	\__d2, \__s2, zero
.endm
.macro BRANGE __start_r, __end_r, __check_r, __jump_lable
	blt	\__check_r, \__start_r, 999f
	bge	\__check_r, \__end_r, 999f
	j	\__jump_lable
999:
.endm
	.section .entry, "ax", %progbits
	.align 3
	.globl _start
	.globl _start_warm
_start:
	MOV_3R	s0, a0, s1, a1, s2, a2
	call	fw_boot_hart
	add	a6, a0, zero
	MOV_3R	a0, s0, a1, s1, a2, s2
	li	a7, -1
	beq	a6, a7, _try_lottery
	bne	a0, a6, _wait_relocate_copy_done
_try_lottery:
	lla	a6, _relocate_lottery
	li	a7, 1
	amoadd.w a6, a7, (a6)
	bnez	a6, _wait_relocate_copy_done
	lla	t0, _load_start
	lla	t1, _fw_start
	REG_S	t1, 0(t0)
	lla	t3, _start
	la	t4, _end
	sub	t5, t4, t3
	BRANGE	t3, t4, t0, _wait_relocate_copy_done
	fence	rw, rw
1:	lla	t0, _boot_status
	li	t1, BOOT_STATUS_LOTTERY_DONE
	sw	t1, 0(t0)
	lr.w.aq	t2, (t0)
	sc.w.rl	t2, t1, (t0)
	bnez	t2, 1b
	csrw	mscratch, tp
	csrw	0x340, tp
	li	a4, (1 << 11) | (3 << 13)
	csrs	mstatus, a4
	csrwi	mie, 0
	fscsr	zero
	.irp n, 0, 1, 31
	fmv.d.x	f\n, zero
	.endr
_wait_relocate_copy_done:
	wfi
	j	_wait_relocate_copy_done
	.align 3
#ifdef FW_OPTIONS
_options: .dword FW_OPTIONS
#else
_options: .dword 0
#endif
_relocate_lottery: .word 0
_boot_status: .word 0
_load_start: .dword _fw_start
_link_end: .dword _fw_end - _fw_start
	.section .text.trap, "ax"
	.align 3
	.weak fw_boot_hart
fw_boot_hart: li a0, -1; ret
	.globl _trap_handler
_trap_handler:
	csrrw	tp, mscratch, tp
	REG_S	t0, OFFSET(1)(tp)
	csrr	t0, mstatus
	srl	t0, t0, 11
	and	t0, t0, 3
	xori	t0, t0, 3
	slti	t0, t0, 1
	add	t0, t0, -1
	xor	sp, sp, tp
	and	t0, t0, sp
	xor	sp, sp, tp
	REG_S	x0, OFFSET(0)(sp)
	.altmacro
	.macro save_all n
	REG_S x\n, OFFSET(\n)(sp)
	.if \n < 31
	save_all %(n+1)
	.endif
	.endm
	save_all 1
	.noaltmacro
	mret
	.size _trap_handler, . - _trap_handler
	.globl _hyper
_hyper:
	hfence.gvma zero, zero
	hfence.vvma
	hlv.wu a0, (a1)
	hsv.d a0, (a1)
	ret
	.section .payload, "ax", %progbits
	.align 4
payload: .quad 0x0123456789abcdef, -1
	.section .note.tag, "", @note
	.4byte 2f - 1f, 4f - 3f, 1
1:	.asciz "FW"
2:	.balign 4
3:	.4byte 7
4:	.balign 4
