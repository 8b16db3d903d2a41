/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What scripts of kernels say comes to the same image, and the same symbols, as with GNU ld. */
class LinkerScriptsAgainstGnuTest {

	private static final String[] SOURCES = {"""
			        .section .text.boot, "ax"
			        .globl  _start
			_start: call    main
			        la      a0, message
			        la      a1, counter
			        .text
			        .balign 16
			        .globl  main
			main:   ret
			        .section .rodata.str, "a"
			message: .asciz "message"
			        .section .text.zeta, "ax"
			        .word   0x11
			        .section .text.alpha, "ax"
			        .balign 8
			        .word   0x22
			        .data
			        .balign 8
			counter: .dword 1
			        .section .data.b, "aw"
			        .word   2
			        .section .data.a, "aw"
			        .word   3
			        .bss
			        .balign 8
			        .zero   24
			        .section .init_array.00010, "aw"
			        .dword  main
			        .section .init_array, "aw"
			        .dword  _start
			        .section .keep, "a"
			        .word   0x1234
			        .section .junk, "a"
			        .word   0xdead
			        .section .stack, "aw", @nobits
			        .zero   256
			""", """
			        .text
			        .globl  second
			second: ret
			        .section .text.alpha, "ax"
			        .word   0x33
			        .section .rodata, "a"
			        .balign 16
			        .word   4
			        .data
			        .byte   5
			        .section .data.a, "aw"
			        .balign 4
			        .word   6
			        .section .init_array.00005, "aw"
			        .dword  second
			        .comm   shared, 16, 16
			        .bss
			        .zero   3
			        .section .odd, "aw"
			        .word   7
			"""};

	/** Answers the messages of our linker; the image is compared if GNU ld makes one. */
	private static List<String> compare(String script) throws Exception {
		try (GnuTools gnu = new GnuTools()) {
			Files.writeString(gnu.folder.resolve("l.ld"), script);
			List<LinkInput> inputs = new ArrayList<>();
			List<String> command = new ArrayList<>(List.of("ld", "--no-relax", "--no-warn-rwx-segments", "-z", "max-page-size=4096", "-T", "l.ld", "-o", "gnu.elf"));
			for (int i = 0; i < SOURCES.length; i++) {
				String name = i == 0 ? "boot" : "second";
				assertEquals("", gnu.assemble(SOURCES[i], name + ".o"));
				command.add(name + ".o");
				inputs.add(LinkInput.read(name + ".o", Files.readAllBytes(gnu.folder.resolve(name + ".o"))));
			}
			String messages = gnu.run(command.toArray(String[]::new));
			LinkResult linked = Linker.linkInputs(inputs, "l.ld", script, false);
			Path theirs = gnu.folder.resolve("gnu.elf");
			if (!Files.exists(theirs)) {
				assertTrue(linked.toElf().isEmpty(), () -> "refused by GNU ld: " + messages);
				return linked.messages();
			}
			assertEquals(List.of(), linked.messages(), script);
			Path ours = Files.write(gnu.folder.resolve("ours.elf"), linked.toElf().orElseThrow());
			try {
				assertTrue(LoadedBytes.assertSame(theirs, ours) > 0);
				assertEquals(symbols(theirs), symbols(ours));
			} catch (AssertionError e) {
				throw new AssertionError(script + e.getMessage(), e);
			}
			return List.of();
		}
	}

	/** Names and values; not the homes, since GNU ld finds other ones for numbers of scripts. */
	private static Map<String, String> symbols(Path elf) throws Exception {
		Map<String, String> all = new TreeMap<>();
		for (String line : ObjectDump.of(Files.readAllBytes(elf)).get("symbols")) {
			if (!line.startsWith(" ") && !line.contains(" file ") && !line.startsWith("$")) {
				all.put(line.substring(0, line.indexOf(' ')), line.replaceFirst("^[^:]*:([0-9a-f]+) .*$", "$1"));
			}
		}
		return all;
	}

	@Test
	void scriptsOfKernels() throws Exception {
		String discard = "/DISCARD/ : { *(.junk) *(.comment) *(.note*) *(.riscv.attributes) }\n";
		String rest = ".keep : { *(.keep) } .init_array : { *(.init_array*) } .odd : { *(.odd) } .stack : { *(.stack) }\n" + discard;
		compare("""
				OUTPUT_ARCH( "riscv" )
				ENTRY( _start )
				SECTIONS
				{
				  . = 0x80000000;
				  .text : { *(.text.boot) *(.text .text.*) . = ALIGN(0x1000); _trampoline = .; *(trampsec) . = ALIGN(0x1000);
				    ASSERT(. - _trampoline == 0, "error: trampoline larger than one page"); PROVIDE(etext = .); }
				  .rodata : { . = ALIGN(16); *(.srodata .srodata.*) . = ALIGN(16); *(.rodata .rodata.*) }
				  .data : { . = ALIGN(16); *(.sdata .sdata.*) . = ALIGN(16); *(.data .data.*) }
				  .bss : { . = ALIGN(16); *(.sbss .sbss.*) . = ALIGN(16); *(.bss .bss.*) *(COMMON) }
				  PROVIDE(end = .);
				""" + rest + "}\n");
		compare("""
				MEMORY { rom (rx) : ORIGIN = 0x20000000, LENGTH = 64K  ram (wx!r) : org = 0x80000000, len = 1M }
				STACK = 0x100;
				SECTIONS {
				  .text : ALIGN(8) { KEEP(*(.text.boot)) *(SORT(.text.*)) *(.text) } > rom
				  .rodata : { *(.rodata*) KEEP(*(SORT_BY_INIT_PRIORITY(.init_array.*))) KEEP(*(.init_array)) . = ALIGN(8); } > rom
				  _data_load = LOADADDR(.data);
				  .data : { _data = .; *(SORT_BY_ALIGNMENT(.data*)) . = ALIGN(8); _edata = .; } > ram AT > rom
				  .bss (NOLOAD) : { _bss = .; *(.bss*) *(COMMON) _ebss = ABSOLUTE(.); } > ram
				  _size = SIZEOF(.data) + SIZEOF(.bss);
				  _top = ORIGIN(ram) + LENGTH(ram);
				  .stack (NOLOAD) : { . = . + STACK; *(.stack) } > ram
				""" + ".keep : { *(.keep) } > rom .odd : { *(.odd) } > ram AT > rom\n" + discard + "}\nENTRY(_start)\n");
		compare("""
				BASE = DEFINED(OTHER) ? OTHER : 0x40000000;
				SECTIONS {
				  . = BASE;
				  .text BASE + 0x1000 : AT(0x90000000) { *second.o(.text) *(EXCLUDE_FILE(*second.o) .text.*) *(.text.*) *(.text) LONG(0x12345678) BYTE(1) FILL(0xff) . = ALIGN(16); QUAD(main) } =0x11
				  .rodata : SUBALIGN(4) { *(.rodata .rodata.*) }
				  . = ALIGN(CONSTANT(MAXPAGESIZE));
				  HIDDEN(inside = .);
				  .data : { *(.data) *(.data.a) *(.data.b) . += 8; SHORT(3) }
				  .bss : { *(.bss) *(COMMON) }
				  _end = . ; PROVIDE_HIDDEN(last = MAX(_end, 5) & ~(4 - 1));
				  ASSERT(_end > BASE && 1 != 2, "never")
				""" + rest + "}\nextra = main + 4;\n");
		compare("""
				PHDRS { text PT_LOAD FLAGS(5); data PT_LOAD FLAGS(6); }
				SECTIONS {
				  . = 0xffffffc000000000;
				  .text : AT(ADDR(.text) - 0xffffffc000000000 + 0x80200000) { *(.text.boot) *(.text*) } :text
				  .rodata : AT(ADDR(.rodata) - 0xffffffc000000000 + 0x80200000) { *(.rodata*) *(.keep) *(.init_array*) } :text
				  . = ALIGN(4096);
				  .data : AT(ADDR(.data) - 0xffffffc000000000 + 0x80200000) { *(.data*) *(.odd) } :data
				  .bss : AT(ADDR(.bss) - 0xffffffc000000000 + 0x80200000) { *(.bss*) *(COMMON) *(.stack) } :data
				""" + discard + "}\n");
	}

	@Test
	void whatNoPatternTakesGoesWhereGnuLdPutsIt() throws Exception {
		compare("""
				SECTIONS {
				  . = 0x80000000;
				  .text : { *(.text.boot) *(.text*) }
				  .rodata : { *(.rodata*) }
				  .data : { *(.data*) }
				  .bss : { *(.bss*) *(COMMON) }
				  /DISCARD/ : { *(.comment) }
				}
				""");
	}

	@Test
	void bothRefuseWhatIsWrong() throws Exception {
		assertEquals(List.of("l.ld: error: too large"), compare("SECTIONS { .text : { *(.text*) } ASSERT(SIZEOF(.text) < 4, \"too large\") }\n"));
		List<String> overflow = compare("MEMORY { tiny : ORIGIN = 0, LENGTH = 8 }\nSECTIONS { .text : { *(.text*) } > tiny .data : { *(.data*) } > tiny }\n");
		assertFalse(overflow.isEmpty());
		assertTrue(overflow.get(0).contains("does not fit in the region tiny"), overflow::toString);
		assertFalse(compare("SECTIONS { .text : { *(.text*) } x = nowhere; }\n").isEmpty());
		assertFalse(compare("SECTIONS { .text : { *(.text*) ").isEmpty());
	}
}
