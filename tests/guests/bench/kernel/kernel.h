/* What the kernels among the benchmark programs share: Sv39 tables, traps and programs in U-mode. */
#ifndef KERNEL_H
#define KERNEL_H

#include "../runtime.h"

#define PAGE 4096ul
#define PTE_V 1ul
#define PTE_R 2ul
#define PTE_W 4ul
#define PTE_X 8ul
#define PTE_U 16ul
#define PTE_AD 192ul
#define CAUSE_ECALL_U 8
#define CAUSE_LOAD_PAGE 13
#define CAUSE_STORE_PAGE 15

typedef u64 table[512] __attribute__((aligned(4096)));

/* Registers of an interrupted program: pc, x1 to x31. */
struct frame {
	u64 pc;
	u64 x[31];
};

#define A0 9
#define A7 16

#define write_csr(name, value) __asm__ volatile("csrw " #name ", %0" : : "r"(value) : "memory")
#define read_csr(name) ({ u64 csr_value; __asm__ volatile("csrr %0, " #name : "=r"(csr_value)); csr_value; })

static inline void fence_all(void) { __asm__ volatile("sfence.vma" : : : "memory"); }
static inline void fence_page(u64 address) { __asm__ volatile("sfence.vma %0" : : "r"(address) : "memory"); }

static inline u64 entry(const void *frame, u64 bits) { return (u64) frame >> 12 << 10 | bits; }

static inline void use(const table root, u64 asid)
{
	write_csr(satp, 8ul << 60 | asid << 44 | (u64) root >> 12);
	fence_all();
}

/* Maps devices and RAM where they are, by gigapages, for S-mode alone. */
static inline void map_machine(table root)
{
	root[0] = PTE_V | PTE_R | PTE_W | PTE_AD;
	root[2] = 0x80000000ul >> 2 | PTE_V | PTE_R | PTE_W | PTE_X | PTE_AD;
}

/* Called by the trap vector; the program goes on with what stands in the frame that is returned. */
struct frame *trap(struct frame *frame, u64 cause, u64 value);

/* Starts a program in U-mode or goes on with it; never returns. */
void enter(struct frame *frame) __attribute__((noreturn));

extern char trap_vector[];

/* The end: back to start.s with the verdict. */
void finish(int verdict) __attribute__((noreturn));

#endif
