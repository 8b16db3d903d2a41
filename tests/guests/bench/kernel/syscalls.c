/* A program in U-mode that calls its kernel again and again; the kernel saves and restores all its registers. */
#include "kernel.h"

volatile u64 rounds = 2000;
/* In each round: calls. */
const u64 events = 1;

#define USER __attribute__((section(".text.user"), aligned(4096), noinline))
#define PROGRAM 0x40000000ul

static table root, middle, leaves;
static struct frame program;
static u64 calls, sum;

struct frame *trap(struct frame *frame, u64 cause, u64 value)
{
	if (cause != CAUSE_ECALL_U) {
		report("unexpected cause", cause);
		report("value", value);
		for (;;) {
		}
	}
	frame->pc += 4;
	calls++;
	sum += frame->x[A0];
	if (frame->x[A7] == 0) {
		report("calls", calls);
		report("sum", sum);
		finish(0);
	}
	frame->x[A0] = sum & 0xff;
	return frame;
}

/* a0: how often. Calls 1 adds a number; call 0 ends. Position-independent, on a page of its own. */
__asm__(
	"	.section .text.user, \"ax\"\n"
	"	.option push\n"
	"	.option norvc\n"
	"	.balign 4096\n"
	"user_program:\n"
	"	mv s0, a0\n"
	"1:	li a7, 1\n"
	"	addi a0, a0, 3\n"
	"	ecall\n"
	"	addi s0, s0, -1\n"
	"	bnez s0, 1b\n"
	"	li a7, 0\n"
	"	ecall\n"
	"	.balign 4096\n"
	"	.option pop\n"
	"	.text\n");

extern char user_program[];

int main(void)
{
	map_machine(root);
	root[PROGRAM >> 30] = entry(middle, PTE_V);
	middle[0] = entry(leaves, PTE_V);
	leaves[0] = entry(user_program, PTE_V | PTE_R | PTE_X | PTE_U | PTE_AD);
	write_csr(stvec, trap_vector);
	use(root, 0);
	__asm__ volatile("csrc sstatus, %0" : : "r"(1ul << 8)); /* SPP: to U-mode */
	program.pc = PROGRAM;
	program.x[A0] = rounds;
	enter(&program);
}
