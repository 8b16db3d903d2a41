/* A mapping that is changed all the time: each round points one page at another frame, fences and looks through it. */
#include "kernel.h"

#define PAGES 16
#define REGION 0x40000000ul

volatile u64 rounds = 200;
/* In each round: table writes, each with its fence. */
const u64 events = 16;

static table root, middle, leaves;
static u64 frames[PAGES][512] __attribute__((aligned(4096)));

struct frame *trap(struct frame *frame, u64 cause, u64 value)
{
	report("unexpected cause", cause);
	report("value", value);
	for (;;) {
	}
	return frame;
}

int main(void)
{
	u64 n = rounds, sum = 0;

	for (u64 i = 0; i < PAGES; i++)
		frames[i][0] = i * i + 7;
	map_machine(root);
	root[REGION >> 30] = entry(middle, PTE_V);
	middle[0] = entry(leaves, PTE_V);
	write_csr(stvec, trap_vector);
	write_csr(sscratch, 0ul);
	use(root, 0);
	while (n--)
		for (u64 i = 0; i < PAGES; i++) {
			leaves[0] = entry(frames[(i + n) % PAGES], PTE_V | PTE_R | PTE_W | PTE_AD);
			fence_page(REGION);
			sum = sum * 3 + *(volatile u64 *) REGION;
		}
	report("tables", sum);
	return 0;
}
