/* What small processors are usually measured by: a linked list that is searched and sorted, a matrix of
   integers, a state machine that reads numbers, and a checksum over all of it. */
#include "runtime.h"

#define ITEMS 96
#define SIZE 14

volatile u64 rounds = 12;

struct item {
	struct item *next;
	int key;
	int data;
};

static struct item items[ITEMS];
static int left[SIZE][SIZE], right[SIZE][SIZE], product[SIZE][SIZE];
static const char text[] = "5012,0x1f,-77,1.5e3,T0.3e-1F,+122,.09,1e+x,-110.700,0,0xbeef,7e,..,+-,123456,9.9E9,";

static u32 crc(u32 sum, u32 value)
{
	for (int i = 0; i < 16; i++) {
		u32 bit = (sum ^ value) & 1;

		sum >>= 1;
		value >>= 1;
		if (bit)
			sum ^= 0xa001;
	}
	return sum;
}

static int by_key(const struct item *a, const struct item *b) { return a->key - b->key; }
static int by_data(const struct item *a, const struct item *b) { return a->data - b->data; }

static struct item *merge(struct item *a, struct item *b, int (*order)(const struct item *, const struct item *))
{
	struct item head, *last = &head;

	while (a && b) {
		struct item **first = order(a, b) <= 0 ? &a : &b;

		last->next = *first;
		last = *first;
		*first = last->next;
	}
	last->next = a ? a : b;
	return head.next;
}

static struct item *sort(struct item *list, u64 n, int (*order)(const struct item *, const struct item *))
{
	struct item *middle = list, *second;

	if (n < 2)
		return list;
	for (u64 i = 1; i < n / 2; i++)
		middle = middle->next;
	second = middle->next;
	middle->next = 0;
	return merge(sort(list, n / 2, order), sort(second, n - n / 2, order), order);
}

static struct item *reverse(struct item *list)
{
	struct item *done = 0;

	while (list) {
		struct item *next = list->next;

		list->next = done;
		done = list;
		list = next;
	}
	return done;
}

static u32 lists(u64 *state, u32 sum)
{
	struct item *list = 0;

	for (int i = 0; i < ITEMS; i++) {
		items[i].key = i;
		items[i].data = (int) (next_random(state) % 1000);
		items[i].next = list;
		list = &items[i];
	}
	list = sort(list, ITEMS, by_data);
	for (int i = 0; i < 24; i++) {
		int wanted = (int) (next_random(state) % 1000);
		struct item *found = list;

		while (found && found->data < wanted)
			found = found->next;
		sum = crc(sum, found ? (u32) found->key : 0xffff);
		list = reverse(reverse(list));
	}
	list = sort(list, ITEMS, by_key);
	for (; list; list = list->next)
		sum = crc(sum, (u32) list->data);
	return sum;
}

static u32 matrices(u64 seed, u32 sum)
{
	for (int i = 0; i < SIZE; i++)
		for (int k = 0; k < SIZE; k++) {
			left[i][k] = (int) ((seed + (u64) (i * k)) % 251) - 125;
			right[i][k] = (int) ((seed >> 3) + (u64) (i + k)) % 113;
		}
	for (int i = 0; i < SIZE; i++)
		for (int k = 0; k < SIZE; k++) {
			int value = 0;

			for (int j = 0; j < SIZE; j++)
				value += left[i][j] * right[j][k];
			product[i][k] = value;
		}
	for (int i = 0; i < SIZE; i++)
		for (int k = 0; k < SIZE; k++)
			sum = crc(sum, (u32) ((product[i][k] >> 2 & 0x7f) ^ product[i][k] >> 5));
	return sum;
}

enum state { START, SIGN, INTEGER, POINT, EXPONENT, SCIENCE, HEX, INVALID, STATES };

static enum state read(const char **at, u32 steps[STATES])
{
	enum state now = START;
	const char *p = *at;

	for (; *p && *p != ','; p++) {
		char c = *p;
		int digit = c >= '0' && c <= '9';

		switch (now) {
		case START: now = digit ? INTEGER : c == '+' || c == '-' ? SIGN : c == '.' ? POINT : INVALID; break;
		case SIGN: now = digit ? INTEGER : c == '.' ? POINT : INVALID; break;
		case INTEGER: now = digit ? INTEGER : c == '.' ? POINT : c == 'x' ? HEX : c == 'e' || c == 'E' ? EXPONENT : INVALID; break;
		case POINT: now = digit ? POINT : c == 'e' || c == 'E' ? EXPONENT : INVALID; break;
		case EXPONENT: now = digit || c == '+' || c == '-' ? SCIENCE : INVALID; break;
		case SCIENCE: now = digit ? SCIENCE : INVALID; break;
		case HEX: now = digit || (c >= 'a' && c <= 'f') ? HEX : INVALID; break;
		default: break;
		}
		steps[now]++;
	}
	*at = *p ? p + 1 : p;
	return now;
}

static u32 numbers(u32 sum)
{
	u32 ends[STATES] = { 0 }, steps[STATES] = { 0 };

	for (const char *p = text; *p;)
		ends[read(&p, steps)]++;
	for (int i = 0; i < STATES; i++)
		sum = crc(crc(sum, ends[i]), steps[i]);
	return sum;
}

int main(void)
{
	u64 n = rounds, state = 88172645463325252ul;
	u32 sum = 0;

	while (n--) {
		sum = lists(&state, sum);
		for (int i = 0; i < 3; i++)
			sum = matrices(state >> i, sum);
		for (int i = 0; i < 16; i++)
			sum = numbers(sum);
	}
	report("core", sum);
	return 0;
}
