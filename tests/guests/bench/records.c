/* Strings and structures, the everyday of system programs: records are made, linked,
   looked up by name in a hash table, copied, compared and changed through pointers to
   functions; numbers are written as text and read again. */
#include "runtime.h"

#define RECORDS 512
#define BUCKETS 128

volatile u64 rounds = 60;

struct record {
	struct record *next;
	char name[24];
	u32 kind;
	u32 uses;
	u64 value;
};

static struct record pool[RECORDS];
static struct record *buckets[BUCKETS];

static u32 hash(const char *s)
{
	u32 h = 2166136261u;

	while (*s)
		h = (h ^ (u8) *s++) * 16777619u;
	return h;
}

static int compare(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	return (u8) *a - (u8) *b;
}

static char *write_number(char *to, u64 n)
{
	char digits[20];
	int i = 0;

	do {
		digits[i++] = (char) ('0' + n % 10);
		n /= 10;
	} while (n);
	while (i)
		*to++ = digits[--i];
	*to = 0;
	return to;
}

static u64 read_number(const char *s)
{
	u64 n = 0;

	while (*s >= '0' && *s <= '9')
		n = n * 10 + (u64) (*s++ - '0');
	return n;
}

static void name_of(char *to, u64 i)
{
	static const char prefix[] = "record-";

	for (const char *p = prefix; *p; p++)
		*to++ = *p;
	write_number(to, i * i + 17);
}

static struct record *find(const char *name)
{
	struct record *r = buckets[hash(name) % BUCKETS];

	while (r && compare(r->name, name))
		r = r->next;
	return r;
}

static u64 add(u64 a, u64 b) { return a + b; }
static u64 multiply(u64 a, u64 b) { return a * (b | 1); }
static u64 mix(u64 a, u64 b) { return (a << 5 | a >> 59) ^ b; }
static u64 divide(u64 a, u64 b) { return a / (b % 1000 + 1) + a % (b % 77 + 1); }

static u64 (*const operations[])(u64, u64) = { add, multiply, mix, divide };

int main(void)
{
	u64 n = rounds;
	u64 state = 1;
	u64 sum = 0;
	char name[24];

	for (u64 i = 0; i < RECORDS; i++) {
		struct record *r = &pool[i];
		struct record **bucket;

		name_of(r->name, i);
		r->kind = (u32) (i % 4);
		r->value = i;
		bucket = &buckets[hash(r->name) % BUCKETS];
		r->next = *bucket;
		*bucket = r;
	}
	for (u64 round = 0; round < n; round++) {
		for (u64 i = 0; i < RECORDS; i++) {
			struct record *r, copy;
			u64 key = next_random(&state) % RECORDS;

			name_of(name, key);
			r = find(name);
			if (!r || read_number(r->name + 7) != key * key + 17)
				return 1;
			copy = *r;
			copy.uses++;
			copy.value = operations[copy.kind](copy.value, state);
			*r = copy;
			sum = mix(sum, copy.value + copy.uses);
		}
	}
	report("records", sum);
	return 0;
}
