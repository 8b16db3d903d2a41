/* Two programs with an address space each that yield to one another: all registers, satp and the fence at each switch. */
#include "kernel.h"

#define PROGRAM 0x40000000ul
#define DATA 0x40001000ul
#define PROGRAMS 2

volatile u64 rounds = 2000;
/* In each round: switches. */
const u64 events = 2;

static table roots[PROGRAMS], middles[PROGRAMS], leaves[PROGRAMS];
static u64 data[PROGRAMS][512] __attribute__((aligned(4096)));
static struct frame programs[PROGRAMS];
static u64 switches, left;

struct frame *trap(struct frame *frame, u64 cause, u64 value)
{
	u64 next = frame == programs;

	if (cause != CAUSE_ECALL_U) {
		report("unexpected cause", cause);
		report("value", value);
		for (;;) {
		}
	}
	frame->pc += 4;
	switches++;
	if (--left == 0) {
		report("switches", switches);
		report("first", data[0][0]);
		report("second", data[1][0]);
		finish(0);
	}
	use(roots[next], next + 1);
	return &programs[next];
}

/* Adds to a number in its own data and yields, for ever. */
__asm__(
	"	.section .text.user, \"ax\"\n"
	"	.option push\n"
	"	.option norvc\n"
	"	.balign 4096\n"
	"user_program:\n"
	"	li s0, 0x40001000\n"
	"1:	ld t0, 0(s0)\n"
	"	add t0, t0, a0\n"
	"	sd t0, 0(s0)\n"
	"	ecall\n"
	"	j 1b\n"
	"	.balign 4096\n"
	"	.option pop\n"
	"	.text\n");

extern char user_program[];

int main(void)
{
	left = rounds * 2 + 1;
	for (int i = 0; i < PROGRAMS; i++) {
		map_machine(roots[i]);
		roots[i][PROGRAM >> 30] = entry(middles[i], PTE_V);
		middles[i][0] = entry(leaves[i], PTE_V);
		leaves[i][0] = entry(user_program, PTE_V | PTE_R | PTE_X | PTE_U | PTE_AD);
		leaves[i][1] = entry(data[i], PTE_V | PTE_R | PTE_W | PTE_U | PTE_AD);
		programs[i].pc = PROGRAM;
		programs[i].x[A0] = (u64) i * 4 + 3;
	}
	write_csr(stvec, trap_vector);
	use(roots[0], 1);
	__asm__ volatile("csrc sstatus, %0" : : "r"(1ul << 8)); /* SPP: to U-mode */
	enter(&programs[0]);
}
