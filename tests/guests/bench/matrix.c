/* Floating point of double precision: products of matrices, elimination with pivots, and planets that pull each other. */
#include "runtime.h"

#define SIZE 24
#define PLANETS 5

volatile u64 rounds = 6;

static double a[SIZE][SIZE], b[SIZE][SIZE], c[SIZE][SIZE];

struct planet {
	double x, y, z, vx, vy, vz, mass;
};

static struct planet planets[PLANETS];

static double root(double x)
{
	double y;

	__asm__("fsqrt.d %0, %1" : "=f"(y) : "f"(x));
	return y;
}

static double number(u64 *state)
{
	return (double) (long) (next_random(state) >> 12) / (double) (1ul << 51) - 1.0;
}

static double magnitude(double x) { return x < 0 ? -x : x; }

static void multiply(void)
{
	for (int i = 0; i < SIZE; i++)
		for (int k = 0; k < SIZE; k++) {
			double sum = 0;

			for (int j = 0; j < SIZE; j++)
				sum += a[i][j] * b[j][k];
			c[i][k] = sum;
		}
}

/* Makes c upper triangular; returns its determinant. */
static double eliminate(void)
{
	double determinant = 1;

	for (int i = 0; i < SIZE; i++) {
		int best = i;

		for (int k = i + 1; k < SIZE; k++)
			if (magnitude(c[k][i]) > magnitude(c[best][i]))
				best = k;
		for (int k = 0; k < SIZE; k++) {
			double swap = c[i][k];

			c[i][k] = c[best][k];
			c[best][k] = swap;
		}
		if (c[i][i] == 0)
			return 0;
		determinant *= c[i][i];
		for (int k = i + 1; k < SIZE; k++) {
			double factor = c[k][i] / c[i][i];

			for (int j = i; j < SIZE; j++)
				c[k][j] -= factor * c[i][j];
		}
	}
	return determinant;
}

static void move(double step)
{
	for (int i = 0; i < PLANETS; i++)
		for (int k = i + 1; k < PLANETS; k++) {
			struct planet *p = &planets[i], *q = &planets[k];
			double x = p->x - q->x, y = p->y - q->y, z = p->z - q->z;
			double square = x * x + y * y + z * z + 0.01;
			double pull = step / (square * root(square));

			p->vx -= x * q->mass * pull;
			p->vy -= y * q->mass * pull;
			p->vz -= z * q->mass * pull;
			q->vx += x * p->mass * pull;
			q->vy += y * p->mass * pull;
			q->vz += z * p->mass * pull;
		}
	for (int i = 0; i < PLANETS; i++) {
		planets[i].x += step * planets[i].vx;
		planets[i].y += step * planets[i].vy;
		planets[i].z += step * planets[i].vz;
	}
}

static u64 bits(double x)
{
	union { double d; u64 u; } both = { x };

	return both.u;
}

int main(void)
{
	u64 n = rounds, state = 4101842887655102017ul, sum = 0;

	__asm__ volatile("csrs mstatus, %0" : : "r"(1ul << 13)); /* FS: initial */
	for (int i = 0; i < PLANETS; i++)
		planets[i] = (struct planet) { number(&state) * 5, number(&state) * 5, number(&state) * 5,
			number(&state), number(&state), number(&state), number(&state) + 1.5 };
	while (n--) {
		for (int i = 0; i < SIZE; i++)
			for (int k = 0; k < SIZE; k++) {
				a[i][k] = number(&state);
				b[i][k] = number(&state);
			}
		multiply();
		sum = sum * 31 + bits(eliminate());
		for (int i = 0; i < 100; i++)
			move(0.001);
		sum = sum * 31 + bits(planets[0].x);
	}
	report("matrix", sum);
	return 0;
}
