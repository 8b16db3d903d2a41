#include "runtime.h"

static volatile u8 *const uart = (volatile u8 *) 0x10000000;

void print(const char *text)
{
	for (; *text; text++) {
		while (!(uart[5] & 0x20)) {
		}
		uart[0] = (u8) *text;
	}
}

void report(const char *name, u64 value)
{
	char digits[20];
	int i = 19;

	digits[i--] = 0;
	digits[i--] = '\n';
	do {
		digits[i--] = "0123456789abcdef"[value & 15];
		value >>= 4;
	} while (value);
	print(name);
	print(": ");
	print(digits + i + 1);
}

u64 next_random(u64 *state)
{
	u64 x = *state;

	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	return *state = x;
}

/* The compiler may call these by itself. */
void *memcpy(void *to, const void *from, u64 length)
{
	u8 *t = to;
	const u8 *f = from;

	while (length--)
		*t++ = *f++;
	return to;
}

void *memset(void *to, int value, u64 length)
{
	u8 *t = to;

	while (length--)
		*t++ = (u8) value;
	return to;
}
