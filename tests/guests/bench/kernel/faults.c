/* Demand paging: stores touch pages that are not mapped, the handler maps each, and all are unmapped again. */
#include "kernel.h"

#define PAGES 64
#define REGION 0x40000000ul

volatile u64 rounds = 12;
/* In each round: page faults. */
const u64 events = 64;

static table root, middle, leaves;
static u8 frames[PAGES][PAGE] __attribute__((aligned(4096)));
static u64 faults;

struct frame *trap(struct frame *frame, u64 cause, u64 value)
{
	u64 page = (value - REGION) / PAGE;

	if ((cause != CAUSE_STORE_PAGE && cause != CAUSE_LOAD_PAGE) || page >= PAGES) {
		report("unexpected cause", cause);
		for (;;) {
		}
	}
	faults++;
	leaves[page] = entry(frames[page], PTE_V | PTE_R | PTE_W | PTE_AD);
	fence_page(value);
	return frame;
}

int main(void)
{
	u64 n = rounds, sum = 0;

	map_machine(root);
	root[REGION >> 30] = entry(middle, PTE_V);
	middle[0] = entry(leaves, PTE_V);
	write_csr(stvec, trap_vector);
	write_csr(sscratch, 0ul);
	use(root, 0);
	while (n--) {
		for (u64 i = 0; i < PAGES; i++) {
			volatile u64 *at = (volatile u64 *) (REGION + i * PAGE);

			*at += i + n;
			sum = sum * 3 + *at;
		}
		for (u64 i = 0; i < PAGES; i++)
			leaves[i] = 0;
		fence_all();
	}
	report("faults", faults);
	report("sum", sum);
	return 0;
}
