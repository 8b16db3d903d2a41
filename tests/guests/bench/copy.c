/* Copies, fills and sums over buffers that are larger than a TLB reaches: memory traffic. */
#include "runtime.h"

#define WORDS (1 << 18)

volatile u64 rounds = 10;

static u64 from[WORDS], to[WORDS];

int main(void)
{
	u64 n = rounds;
	u64 state = 42;
	u64 sum = 0;

	for (u64 i = 0; i < WORDS; i++)
		from[i] = next_random(&state);
	for (u64 round = 0; round < n; round++) {
		for (u64 i = 0; i < WORDS; i++)
			to[i] = from[i] + round;
		for (u64 i = 0; i < WORDS; i += 512)    /* one doubleword of each page */
			sum += to[(i * 37 + round) % WORDS];
		for (u64 i = 0; i < WORDS; i++)
			sum = (sum << 1 | sum >> 63) ^ to[i];
		for (u64 i = 0; i < WORDS; i++)
			from[WORDS - 1 - i] = to[i];
	}
	report("copy", sum);
	return 0;
}
