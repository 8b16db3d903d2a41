/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.ringside.asm.AssemblyResult;
import org.ringside.asm.Assembler;
import org.ringside.asm.AssemblerOptions;
import org.ringside.asm.LinkResult;
import org.ringside.asm.Linker;

/** Programs for Linux of one file that stands beside the kernel of the tests. */
final class LinuxProgram {

	/** Sections on pages of their own, since Linux maps them with different permissions. */
	private static final String LAYOUT = """
			ENTRY(_start)
			SECTIONS {
				. = 0x10000;
				.text : { *(.text) }
				. = ALIGN(4096);
				.rodata : { *(.rodata) }
				. = ALIGN(4096);
				.data : { *(.data) }
				.bss : { *(.bss) }
			}
			""";

	private LinuxProgram() {
	}

	/** The ELF file of a source. */
	static byte[] of(String source) throws Exception {
		AssemblyResult object = Assembler.assemble(source, Files.readString(Path.of("..", "linux", source)), AssemblerOptions.DEFAULT);
		assertEquals(List.of(), object.problems());
		LinkResult program = Linker.link(List.of(object), source + ".ld", LAYOUT);
		assertEquals(List.of(), program.messages());
		return program.toElf().orElseThrow();
	}
}
