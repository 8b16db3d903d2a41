/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.elf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.ringside.image.ExternalTool;

/** A small program, assembled and linked by GNU binutils. */
public final class SampleProgram {

	private static final String SOURCE = """
				.section .text.start,"ax"
				.globl	_start
				.type	_start, @function
			_start:
				la	sp, stack_top
			local_loop:
				addi	a0, a0, 1
				bnez	a0, local_loop
				call	work
			1:	j	1b
				.size	_start, . - _start
				.balign	64
				.globl	work
				.type	work, @function
			work:
				li	a1, 0x12345678
				la	a2, counter
				sd	a1, 0(a2)
				ret
				.size	work, . - work
			plain_label:
				nop
				nop
				.equ	magic, 0x5555
				.globl	magic
				.data
				.globl	counter
				.type	counter, @object
				.size	counter, 8
			counter:	.dword	7
				.bss
				.balign	16
			stack:	.space	4096
			stack_top:
			""";

	private SampleProgram() {
	}

	/** Builds the program with debug information of a DWARF version; skips the test where there is no assembler. */
	public static Path build(Path folder, int dwarf) throws IOException, InterruptedException {
		ExternalTool as = ExternalTool.require("riscv64-unknown-elf-as");
		ExternalTool ld = ExternalTool.require("riscv64-unknown-elf-ld");
		Files.writeString(folder.resolve("sample.S"), SOURCE);
		as.run(folder, "-march=rv64gc", "-mabi=lp64d", "--gdwarf-" + dwarf, "-o", "sample.o", "sample.S");
		ld.run(folder, "-Ttext=0x80000000", "--no-relax", "-o", "sample.elf", "sample.o");
		return folder.resolve("sample.elf");
	}
}
