/* Entry code in the manner of large kernels: patched instructions, exception tables, symbol annotations.
 * #define NOT 1
 */
#include <annotations.h>
#include "annotations.h"

#define CONFIG_A 1
# a comment with don't and "quote
	.section .irqentry.text, "ax"
.macro ALT_ENTRY oldptr newptr vendor_id patch_id new_len
	.4byte \oldptr - .
	.4byte \newptr - .
	.2byte \vendor_id
	.2byte \new_len
	.4byte \patch_id
.endm
.macro ALT_NEW_CONTENT vendor_id, patch_id, enable = 1, new_c
	.if \enable
	.pushsection .alternative, "a"
	ALT_ENTRY 886b, 888f, \vendor_id, \patch_id, 889f - 888f
	.popsection
	.subsection 1
888 :
	.option push
	.option norvc
	.option norelax
	\new_c
	.option pop
889 :
	.org	. - (889b - 888b) + (887b - 886b)
	.org	. - (887b - 886b) + (889b - 888b)
	.previous
	.endif
.endm
.macro ALTERNATIVE_CFG old_c, new_c, vendor_id, patch_id, enable
886 :
	.option push
	.option norvc
	.option norelax
	\old_c
	.option pop
887 :
	ALT_NEW_CONTENT \vendor_id, \patch_id, \enable, "\new_c"
.endm
#define __ALTERNATIVE_CFG(old_c, new_c, vendor_id, patch_id, CONFIG_k)	\
	ALTERNATIVE_CFG "old_c", "new_c", vendor_id, patch_id, IS_ENABLED(CONFIG_k)
#define ALT_SFENCE(x) __ALTERNATIVE_CFG(__stringify(sfence.vma x), __stringify(nop), 1, 2, CONFIG_A)
	.macro _asm_extable, insn, fixup
	.pushsection __ex_table, "a"
	.balign 4
	.long ((\insn) - .)
	.long ((\fixup) - .)
	.short 2
	.short 0
	.popsection
	.endm
.macro fixup op reg addr lbl
100:
	\op \reg, \addr
	_asm_extable	100b, \lbl
.endm
SYM_FUNC_START(handle_exception)
	csrrw tp, sscratch, tp
	bnez tp, .Lsave_context
.Lrestore_kernel_tpsp:
	csrr tp, sscratch
	REG_S sp, PT_SP(tp)
.Lsave_context:
	REG_S x1,  PT_RA(sp)
	REG_L x1,  PT_RA + SZREG(sp)
	li t0, SR_FS | 0x2 /* trailing */
	csrc sstatus, t0	// other
	la t1, excp_vect_table
	la t2, excp_vect_table_end
	bgeu t1, t2, 3f
	ALTERNATIVE_CFG "sfence.vma", "nop", 3, 4, IS_ENABLED(CONFIG_A)
	ALTERNATIVE_CFG "nop", "sfence.vma", 3, 4, IS_ENABLED(CONFIG_B)
	fixup REG_L a0, 0(a1), 10f
10:	fixup REG_S, a0, 8(a1), 10b
3:	jr t0
	tail do_trap
SYM_FUNC_END(handle_exception)
	.section ".rodata"
	.align 3
excp_vect_table:
	.dword do_trap
	.dword handle_exception
excp_vect_table_end:
#if defined(CONFIG_A) && !defined CONFIG_B && (__riscv_xlen >= 64U)
	.word 1
#elif IS_ENABLED(CONFIG_A)
	.word 2
#else
	.word 3
#endif
	.word IS_ENABLED(CONFIG_A), IS_ENABLED(CONFIG_B)
	.asciz __stringify(a b "c")
#define F(x, y) .word x, \
  y
	F(1,
	  2)
	.word __LINE__
