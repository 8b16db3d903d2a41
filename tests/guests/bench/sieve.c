/* The sieve of Eratosthenes: byte stores at growing strides, tight loops. */
#include "runtime.h"

#define SIZE 1000000

volatile u64 rounds = 5;

static u8 composite[SIZE];

int main(void)
{
	u64 n = rounds;
	u64 count = 0, last = 0;

	for (u64 round = 0; round < n; round++) {
		for (u64 i = 0; i < SIZE; i++)
			composite[i] = 0;
		count = 0;
		for (u64 i = 2; i < SIZE; i++) {
			if (composite[i])
				continue;
			count++;
			last = i;
			for (u64 j = 2 * i; j < SIZE; j += i)
				composite[j] = 1;
		}
	}
	report("primes", count);
	report("last", last);
	return count != 78498;
}
