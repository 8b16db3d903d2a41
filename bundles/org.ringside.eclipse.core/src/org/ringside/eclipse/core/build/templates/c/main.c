/* A kernel in C: it says hello, counts, and switches the machine off. */
#include "sbi.h"

static void print(const char *text)
{
	unsigned long length = 0;
	while (text[length] != 0) {
		length++;
	}
	sbi_write(text, length);
}

static void print_hex(unsigned long value)
{
	char text[] = "0x0000000000000000";
	for (int i = 17; i > 1; i--) {
		text[i] = "0123456789abcdef"[value & 15];
		value >>= 4;
	}
	print(text);
}

/* Called once by start.S, with what the firmware tells. */
void kernel_main(unsigned long hart, void *device_tree)
{
	print("Hello from C on hart ");
	print_hex(hart);
	print("\nThe device tree lies at ");
	print_hex((unsigned long)device_tree);
	print("\n");
	sbi_shutdown();
}

/* Called by start.S for each trap; this kernel expects none. */
void kernel_trap(unsigned long cause, unsigned long value, unsigned long pc)
{
	print("Trap: scause ");
	print_hex(cause);
	print(", stval ");
	print_hex(value);
	print(", sepc ");
	print_hex(pc);
	print("\n");
	sbi_shutdown();
}
