/* Strings as small kernels handle them: pages cleared, copied and moved, and lengths found, by the plain loops for it. */
#include "runtime.h"

#define PAGE 4096
#define PAGES 64

volatile u64 rounds = 20;

static u64 words[PAGES][PAGE / 8];
static u64 copies[PAGES][PAGE / 8];

static __attribute__((noinline)) void clear(u8 *to, u8 value, u64 length)
{
	for (u64 i = 0; i < length; i++)
		to[i] = value;
}

static __attribute__((noinline)) void clear_words(u64 *to, u64 value, u64 length)
{
	for (u64 *end = to + length / 8; to < end; to++)
		*to = value;
}

static __attribute__((noinline)) void copy_words(u64 *to, const u64 *from, u64 length)
{
	for (u64 i = 0; i < length / 8; i++)
		to[i] = from[i];
}

/* To higher addresses, so from the end on. */
static __attribute__((noinline)) void move_up(u8 *to, const u8 *from, u64 length)
{
	to += length;
	from += length;
	while (length-- > 0)
		*--to = *--from;
}

static __attribute__((noinline)) u64 length(const char *text)
{
	const char *end = text;

	while (*end)
		end++;
	return end - text;
}

int main(void)
{
	u64 n = rounds;
	u64 state = 42;
	u64 sum = 0;

	for (u64 round = 0; round < n; round++) {
		for (u64 page = 0; page < PAGES; page++) {
			u64 random = next_random(&state);
			u64 shorter = 1 + random % 1000;
			u8 *bytes = (u8 *) words[page];

			clear_words(words[page], random | 0x0101010101010101, PAGE);
			copy_words(copies[page], words[page], PAGE);
			bytes[PAGE - shorter] = 0;
			sum += length((char *) bytes);
			clear(bytes + shorter, (u8) random, PAGE / 2);
			move_up(bytes + 24, bytes, PAGE - 24);
			copy_words(words[page] + PAGE / 16, copies[(page * 7 + round) % PAGES], shorter);
			/* Most strings are short. */
			for (u64 i = 0; i < 16; i++) {
				clear(bytes + i, 0, i % 8);
				sum += length((char *) bytes + 3 * i);
			}
		}
		for (u64 page = 0; page < PAGES; page++)
			for (u64 i = 0; i < PAGE / 8; i += 5)
				sum = (sum << 1 | sum >> 63) ^ words[page][i];
	}
	report("strings", sum);
	return 0;
}
