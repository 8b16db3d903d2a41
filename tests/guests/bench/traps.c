/* Round trips through the trap vector of M-mode: an environment call, a breakpoint and an illegal instruction by turns. */
#include "runtime.h"

volatile u64 rounds = 300;
/* In each round: traps. */
const u64 events = 48;

volatile u64 traps, causes;

/* Counts, adds up the causes, and goes on behind the instruction, which is of four bytes. */
__asm__(
	".option push\n"
	".option norvc\n"
	".balign 4\n"
	"trap_vector:\n"
	"	csrw mscratch, t0\n"
	"	la t0, saved\n"
	"	sd t1, 0(t0)\n"
	"	sd t2, 8(t0)\n"
	"	csrr t1, mepc\n"
	"	addi t1, t1, 4\n"
	"	csrw mepc, t1\n"
	"	csrr t1, mcause\n"
	"	ld t2, causes\n"
	"	add t2, t2, t1\n"
	"	la t1, causes\n"
	"	sd t2, 0(t1)\n"
	"	ld t2, traps\n"
	"	addi t2, t2, 1\n"
	"	la t1, traps\n"
	"	sd t2, 0(t1)\n"
	"	ld t1, 0(t0)\n"
	"	ld t2, 8(t0)\n"
	"	csrr t0, mscratch\n"
	"	mret\n"
	"	.balign 4\n"
	"trap_all:\n"
	"	ecall\n"
	"	ebreak\n"
	"	.word 0xffffffff\n"
	"	ret\n"
	".option pop\n"
	"	.section .bss\n"
	"	.balign 8\n"
	"saved:	.skip 16\n"
	"	.text\n");

extern char trap_vector[];
void trap_all(void);

int main(void)
{
	u64 n = rounds, old;

	__asm__ volatile("csrrw %0, mtvec, %1" : "=r"(old) : "r"(trap_vector));
	while (n--)
		for (int i = 0; i < 16; i++)
			trap_all();
	__asm__ volatile("csrw mtvec, %0" : : "r"(old));
	report("traps", traps);
	report("causes", causes);
	return 0;
}
