/* Quicksort of pseudo-random numbers: recursion, unpredictable branches, swaps. */
#include "runtime.h"

#define COUNT 200000

volatile u64 rounds = 2;

static u64 numbers[COUNT];

static void sort(u64 *low, u64 *high)
{
	while (low < high) {
		u64 pivot = low[(high - low) / 2];
		u64 *i = low, *j = high;

		while (i <= j) {
			while (*i < pivot)
				i++;
			while (*j > pivot)
				j--;
			if (i <= j) {
				u64 t = *i;

				*i++ = *j;
				*j-- = t;
			}
		}
		if (j - low < high - i) {
			sort(low, j);
			low = i;
		} else {
			sort(i, high);
			high = j;
		}
	}
}

int main(void)
{
	u64 n = rounds;
	u64 state = 88172645463325252ul;
	u64 sum = 0;

	for (u64 round = 0; round < n; round++) {
		for (u64 i = 0; i < COUNT; i++)
			numbers[i] = next_random(&state);
		sort(numbers, numbers + COUNT - 1);
		for (u64 i = 1; i < COUNT; i++)
			if (numbers[i - 1] > numbers[i])
				return 1;
		for (u64 i = 0; i < COUNT; i++)
			sum = sum * 31 + numbers[i];
	}
	report("quicksort", sum);
	return 0;
}
