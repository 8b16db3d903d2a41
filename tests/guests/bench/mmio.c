/* Device registers: the line status of the UART, read again and again, and a scratch register, written and read back. */
#include "runtime.h"

volatile u64 rounds = 200;
/* In each round: device accesses. */
const u64 events = 192;

int main(void)
{
	static volatile u8 *const uart = (volatile u8 *) 0x10000000;
	u64 n = rounds, sum = 0;

	while (n--)
		for (int i = 0; i < 64; i++) {
			sum += uart[5] & 0x20;
			uart[7] = (u8) (sum + (u64) i);
			sum = sum * 3 + uart[7];
		}
	report("mmio", sum);
	return 0;
}
