/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What GCC writes for the assembler, with jump tables, anchors, commons and debug information, links to the same bytes. */
class CompilerOutputTest {

	private static final String SOURCE = """
			extern int printf(const char *, ...);
			static const char *names[] = {"a", "b", "c"};
			static int counter;
			int table[100];
			double d = 1.5;
			float f[3] = {1, 2, 3};
			struct node { struct node *next; unsigned long key; };
			unsigned long hash(const unsigned char *p, unsigned n) {
				unsigned long h = 0xcbf29ce484222325UL;
				while (n--) { h ^= *p++; h *= 0x100000001b3UL; }
				return h;
			}
			int choose(int x) {
				switch (x) {
				case 1: return 10;
				case 2: return 7;
				case 3: return printf("x%d\\n", x);
				case 4: return 99;
				case 5: return table[x];
				case 6: return -3;
				case 7: return 12345678;
				default: return names[x % 3][0];
				}
			}
			struct node *insert(struct node *l, struct node *n) {
				struct node **p = &l;
				while (*p && (*p)->key < n->key) p = &(*p)->next;
				n->next = *p; *p = n; counter++;
				return l;
			}
			double poly(double x, int n) { double r = 0; for (int i = 0; i < n; i++) r = r * x + f[i % 3]; return r * d; }
			int atomics(int *p) {
				__sync_fetch_and_add(p, 1);
				return __sync_bool_compare_and_swap(p, 1, 2) + __atomic_exchange_n(p, 5, __ATOMIC_ACQUIRE);
			}
			long csr(void) {
				long v;
				__asm__ volatile("csrr %0, mstatus\\n csrw mscratch, %0\\n 1: beqz %0, 1b\\n li %0, 0x123456789abc" : "=r"(v));
				return v;
			}
			""";
	private static final String SCRIPT = """
			SECTIONS {
				. = 0x10000;
				.text : { *(.text .text.*) }
				.rodata : { *(.rodata .rodata.* .srodata .srodata.*) }
				.data : { *(.data .data.* .sdata .sdata.*) }
				.bss : { *(.sbss .sbss.* .bss .bss.*) *(COMMON) }
				printf = 0x10000;
			}
			""";

	@Test
	void linksToTheSameBytes() throws Exception {
		try (GnuTools gnu = new GnuTools()) {
			boolean found = Stream.of(System.getenv("PATH").split(":"))
					.anyMatch(place -> Files.isExecutable(Path.of(place, "riscv64-unknown-elf-gcc")));
			assumeTrue(found, "needs riscv64-unknown-elf-gcc (Debian: gcc-riscv64-unknown-elf)");
			Files.writeString(gnu.folder.resolve("a.c"), SOURCE);
			Files.writeString(gnu.folder.resolve("l.ld"), SCRIPT);
			for (String options : List.of("-O0", "-O2", "-Os -g", "-O3 -mcmodel=medlow -g", "-O1 -ffunction-sections -fdata-sections")) {
				List<String> command = new ArrayList<>(List.of("gcc", "-march=rv64gc", "-mabi=lp64d", "-mcmodel=medany", "-mno-relax", "-ffreestanding"));
				command.addAll(List.of(options.split(" ")));
				command.addAll(List.of("-S", "-o", "a.s", "a.c"));
				assertEquals("", gnu.run(command.toArray(String[]::new)));
				String source = Files.readString(gnu.folder.resolve("a.s"));
				assertEquals("", gnu.assemble(source, "gnu.o"));
				AssemblyResult result = Assembler.assemble("a.s", source, AssemblerOptions.DEFAULT);
				assertEquals(List.of(), result.problems(), options);
				Files.write(gnu.folder.resolve("ours.o"), result.toElf().orElseThrow());
				for (String object : List.of("gnu", "ours")) {
					assertEquals("", gnu.run("ld", "--no-relax", "--no-warn-rwx-segments", "-T", "l.ld", "-o", object + ".elf", object + ".o"));
				}
				LinkResult linked = Linker.link(List.of(result), "l.ld", SCRIPT);
				assertEquals(List.of(), linked.messages());
				Files.write(gnu.folder.resolve("linked.elf"), linked.toElf().orElseThrow());
				for (String section : List.of(".text", ".rodata", ".data")) {
					byte[] expected = gnu.section("gnu.elf", section);
					assertTrue(expected.length > 0);
					assertArrayEquals(expected, gnu.section("ours.elf", section), options + " " + section);
					assertArrayEquals(expected, gnu.section("linked.elf", section), options + " " + section + " linked by Ringside");
				}
			}
		}
	}
}
