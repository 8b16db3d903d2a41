/* What the benchmark programs have instead of a C library. */
#ifndef RUNTIME_H
#define RUNTIME_H

typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long u64;

/* Rounds of work: a variable with a symbol, so that a benchmark can set it in memory. */
extern volatile u64 rounds;

/* What a round does so often that its cost is told in nanoseconds; only programs that measure such a thing have it. */
extern const u64 events;

void print(const char *text);

/* Prints "name: " and the number in hexadecimal. */
void report(const char *name, u64 value);

/* The next pseudo-random number (xorshift64). */
u64 next_random(u64 *state);

#endif
