/* Procedures as old programs have them: many small calls with arguments by value and by reference,
   assignments of whole records, comparisons of strings of thirty characters, global variables. */
#include "runtime.h"

volatile u64 rounds = 3000;

enum kind { FIRST, SECOND, THIRD, FOURTH, FIFTH };

struct record {
	struct record *other;
	enum kind kind;
	enum kind next_kind;
	int number;
	char text[32];
};

static struct record one, two;
static int global_number, table[50], square[50][50];
static char global_letter, other_letter;
static int global_truth;

#define OUTLINE __attribute__((noinline, noclone))

static OUTLINE int letters_differ(char a, char b)
{
	char copy = a;

	if (copy != b)
		return 0;
	global_letter = copy;
	return 1;
}

static OUTLINE int compare(const char *a, const char *b)
{
	for (; *a == *b; a++, b++)
		if (!*a)
			return 0;
	return *a - *b;
}

static OUTLINE void copy(char *to, const char *from)
{
	while ((*to++ = *from++))
		;
}

static OUTLINE int text_order(const char *a, const char *b)
{
	char letter = 0;

	for (int i = 2; i <= 2; i++)
		if (letters_differ(a[i], b[i + 1])) {
			letter = 'A';
			i++;
		}
	if (letter >= 'W' && letter < 'Z')
		return 1;
	if (compare(a, b) > 0) {
		global_number += 7;
		return 1;
	}
	return 0;
}

static OUTLINE int is_third(enum kind kind) { return kind == THIRD; }

static OUTLINE void choose(enum kind from, enum kind *to)
{
	*to = from;
	if (!is_third(from))
		*to = FOURTH;
	switch (from) {
	case FIRST: *to = FIRST; break;
	case SECOND: *to = global_number > 100 ? FIRST : FOURTH; break;
	case THIRD: *to = SECOND; break;
	case FOURTH: break;
	case FIFTH: *to = THIRD; break;
	}
}

static OUTLINE void add(int a, int b, int *sum) { *sum = a + 2 + b; }

static OUTLINE void follow(struct record **at)
{
	if (*at)
		*at = (*at)->other;
	add(10, global_number, &one.number);
}

static OUTLINE void assign(struct record *from)
{
	struct record *to = from->other;

	*from->other = one;
	from->number = 5;
	to->number = from->number;
	to->other = from->other;
	follow(&to->other);
	if (to->kind == FIRST) {
		to->number = 6;
		choose(from->next_kind, &to->next_kind);
		to->other = one.other;
		add(to->number, 10, &to->number);
	} else {
		*from = *from->other;
	}
}

static OUTLINE void arrays(int row[50], int rows[50][50], int a, int b)
{
	int at = a + 5;

	row[at] = b;
	row[at + 1] = row[at];
	row[at + 30] = at;
	for (int i = at; i <= at + 1; i++)
		rows[at][i] = at;
	rows[at][at - 1]++;
	rows[at + 20][at] = row[at];
	global_number = 5;
}

static OUTLINE void letters(void)
{
	global_truth = (other_letter == 'A') | global_truth;
	other_letter = 'B';
}

int main(void)
{
	u64 n = rounds, sum = 0;
	char first[32], second[32];

	one.other = &two;
	one.kind = FIRST;
	one.next_kind = THIRD;
	one.number = 40;
	copy(one.text, "PROCEDURES, THE THIRD OF MANY");
	copy(first, "PROCEDURES, THE FIRST OF MANY");
	for (u64 round = 0; round < n; round++) {
		int a = 2, b = 3, c = 0;
		enum kind kind = SECOND;

		other_letter = 'A';
		letters();
		copy(second, "PROCEDURES, THE SECOND OF ALL");
		global_truth = !text_order(first, second);
		while (a < b) {
			c = 5 * a - b;
			add(a, b, &c);
			a++;
		}
		arrays(table, square, a, c);
		two.kind = (enum kind) (round % 2);
		assign(&one);
		one.other = &two;
		for (char letter = 'A'; letter <= other_letter; letter++)
			if (kind == (enum kind) letters_differ(letter, 'C')) {
				choose(FIRST, &kind);
				copy(second, "PROCEDURES, THE OTHER OF MANY");
				b = (int) round;
			}
		b = b * a;
		a = b / c;
		b = 7 * (b - c) - a;
		sum = sum * 31 + (u64) (a + b + c + one.number + two.number + (int) two.next_kind + global_number);
	}
	report("calls", sum);
	return 0;
}
