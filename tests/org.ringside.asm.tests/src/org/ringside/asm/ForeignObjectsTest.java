/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Objects and archives of GCC and GNU as, linked with our own: the image is that of GNU ld. */
class ForeignObjectsTest {

	private static final String START = """
			        .globl  _start
			_start: .option push
			        .option norelax
			        la      gp, __global_pointer$
			        .option pop
			        la      sp, stack_top
			        call    kernel
			1:      wfi
			        j       1b
			        .section .bss
			        .balign 16
			        .zero   4096
			stack_top:
			        .weak   hook
			        .text
			        .globl  call_hook
			call_hook:
			        la      a0, hook
			        beqz    a0, 2f
			        call    hook
			2:      ret
			""";
	private static final String KERNEL = """
			extern void call_hook(void);
			extern long helper(long, const long *);
			extern int optional(void) __attribute__((weak));
			static long table[] = {1, 2, 3};
			long counter = 5;
			long zeroed[40];
			struct pair { long a, b; };
			long divide(long a, long b);
			static long pick(int n) {
				switch (n) { case 0: return 7; case 1: return 11; case 2: return 13; case 3: return 99; case 4: return -5; case 5: return 1; }
				return helper(n, table);
			}
			void kernel(int n) {
				call_hook();
				if (optional) counter += optional();
				for (int i = 0; i < n; i++) { zeroed[i % 40] += pick(i) + table[i % 3]; counter += divide(zeroed[i % 40], i + 1); }
			}
			""";
	private static final String LIBRARY = """
			long helper(long n, const long *t) { return n * t[1] + 1; }
			""";
	private static final String UNUSED = "int never_needed(void) { return 1; }\n";
	private static final String SCRIPT = """
			ENTRY(_start)
			MEMORY { ram (rwx) : ORIGIN = 0x80000000, LENGTH = 16M }
			SECTIONS {
				.text : { *(.text .text.*) } > ram
				.rodata : { *(.rodata .rodata.*) *(.srodata .srodata.*) } > ram
				.data : { *(.data .data.*) __global_pointer$ = . + 0x800; *(.sdata .sdata.*) } > ram
				.bss : { *(.sbss .sbss.*) *(.bss .bss.*) *(COMMON) } > ram
				/DISCARD/ : { *(.comment) *(.eh_frame) *(.note.*) }
			}
			""";

	private static void needsCompiler() {
		boolean found = Stream.of(System.getenv("PATH").split(":")).anyMatch(place -> Files.isExecutable(Path.of(place, "riscv64-unknown-elf-gcc")));
		assumeTrue(found, "needs riscv64-unknown-elf-gcc (Debian: gcc-riscv64-unknown-elf)");
	}

	private static LinkInput read(GnuTools gnu, String name) throws Exception {
		return LinkInput.read(name, Files.readAllBytes(gnu.folder.resolve(name)));
	}

	private static void compile(GnuTools gnu, String name, String source, String options) throws Exception {
		Files.writeString(gnu.folder.resolve(name + ".c"), source);
		List<String> command = new ArrayList<>(List.of("gcc", "-march=rv64imac_zicsr", "-mabi=lp64", "-mcmodel=medany", "-ffreestanding", "-nostdlib"));
		command.addAll(List.of(options.split(" ")));
		command.addAll(List.of("-c", "-o", name + ".o", name + ".c"));
		assertEquals("", gnu.run(command.toArray(String[]::new)));
	}

	@Test
	void areLinkedAsGnuLdDoes() throws Exception {
		needsCompiler();
		try (GnuTools gnu = new GnuTools()) {
			Files.writeString(gnu.folder.resolve("l.ld"), SCRIPT);
			AssemblyResult start = Assembler.assemble("start.s", START,
					new AssemblerOptions(org.ringside.isa.IsaProfile.parse("rv64imac_zicsr"), List.of(), java.util.Map.of()).withRelax(true));
			assertEquals(List.of(), start.problems());
			Files.write(gnu.folder.resolve("start.o"), start.toElf().orElseThrow());
			String divide = "long divide(long a, long b) { return a / b; }\n";
			for (String options : List.of("-O2", "-O0", "-Os -g", "-O2 -ffunction-sections -fdata-sections", "-O2 -mno-relax", "-O1 -march=rv64ia_zicsr")) {
				compile(gnu, "kernel", KERNEL, options);
				compile(gnu, "library", LIBRARY, options);
				compile(gnu, "unused", UNUSED, options);
				compile(gnu, "divide", divide, options);
				Files.deleteIfExists(gnu.folder.resolve("libk.a"));
				assertTrue(gnu.run("ar", "rc", "libk.a", "unused.o", "library.o", "divide.o").isEmpty());
				String libgcc = gnu.run("gcc", "-march=rv64imac", "-mabi=lp64", "-print-libgcc-file-name").strip();
				for (boolean relax : new boolean[] {false, true}) {
					assertEquals("", gnu.run("ld", relax ? "--relax" : "--no-relax", "--no-warn-rwx-segments", "-z", "max-page-size=4096", "-T", "l.ld", "-o",
							"gnu.elf", "start.o", "kernel.o", "libk.a", libgcc));
					LinkResult linked = Linker.linkInputs(List.of(LinkInput.of(start), read(gnu, "kernel.o"), read(gnu, "libk.a"),
							LinkInput.read("libgcc.a", Files.readAllBytes(Path.of(libgcc)))), "l.ld", SCRIPT, relax);
					assertEquals(List.of(), linked.messages(), options);
					Files.write(gnu.folder.resolve("ours.elf"), linked.toElf().orElseThrow());
					try {
						assertTrue(LoadedBytes.assertSame(gnu.folder.resolve("gnu.elf"), gnu.folder.resolve("ours.elf")) > 0, options);
					} catch (AssertionError e) {
						throw new AssertionError(options + (relax ? ", relaxed: " : ": ") + e.getMessage(), e);
					}
				}
			}
		}
	}

	@Test
	void damagedFilesAreTold() throws Exception {
		byte[] good = Assembler.assemble("start.s", START, AssemblerOptions.DEFAULT.withRelax(true)).toElf().orElseThrow();
		String what = assertThrows(IllegalArgumentException.class, () -> LinkInput.read("x.o", new byte[] {0x7f, 'E', 'L', 'F', 2, 1})).getMessage();
		assertEquals("The file x.o is no relocatable ELF file for 64-bit RISC-V.", what);
		byte[] archive = "!<arch>\nx.o/            0           0     0     644     999       `\n".getBytes(StandardCharsets.ISO_8859_1);
		assertEquals("The archive x.a is damaged: the member 'x.o/' reaches beyond its end.",
				assertThrows(IllegalArgumentException.class, () -> LinkInput.read("x.a", archive)).getMessage());
		Random random = new Random(21);
		int linked = 0;
		for (int i = 0; i < 3000; i++) {
			byte[] bad = good.clone();
			for (int k = random.nextInt(6); k >= 0; k--) {
				bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
			}
			try {
				LinkInput input = LinkInput.read("x.o", random.nextInt(10) == 0 ? java.util.Arrays.copyOf(bad, random.nextInt(bad.length)) : bad);
				Linker.linkInputs(List.of(input), 0x80000000L, i % 2 == 0);
				linked++;
			} catch (IllegalArgumentException told) {
				assertTrue(told.getMessage().contains("x.o"), told::getMessage);
			}
		}
		assertTrue(linked > 100, "only " + linked + " could be read at all");
	}
}
