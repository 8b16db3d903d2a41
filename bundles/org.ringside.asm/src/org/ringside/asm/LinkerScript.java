/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.List;

/**
 * A linker script, of which the parts are kept that decide about a bare-metal image.
 *
 * @param entry the name of the entry symbol; empty if the script tells none
 * @param regions the memory regions
 * @param headers the program headers; none if the linker is to choose
 * @param commands the contents of SECTIONS
 */
record LinkerScript(String entry, List<Region> regions, List<Header> headers, List<Command> commands) {

	/** A memory region. */
	record Region(String name, ScriptExpression origin, ScriptExpression length) {
	}

	/** A program header; flags are -1 if they follow from the sections. */
	record Header(String name, boolean load, int flags) {
	}

	/** A line of SECTIONS or of an output section. */
	sealed interface Command permits Assignment, Assertion, Output, Input, Fill, Number {
	}

	/** A symbol or the location counter gets a value. */
	record Assignment(String name, ScriptExpression value, boolean provide) implements Command {
	}

	/** Something that must be true. */
	record Assertion(ScriptExpression condition, String message) implements Command {
	}

	/** An output section; the fill pattern is empty if gaps are zeros. */
	record Output(String name, ScriptExpression address, ScriptExpression loadAddress, ScriptExpression align, ScriptExpression subalign,
			List<Command> contents, List<String> headers, String region, String loadRegion, boolean noLoad, byte[] fill) implements Command {

		/** What follows at the end for sections that no pattern takes. */
		static Output orphan(String name, ScriptExpression address) {
			Pattern all = new Pattern(name, List.of(), List.of());
			return new Output(name, address, null, null, null, List.of(new Input("*", false, List.of(), List.of(all))), List.of(), "", "", false, new byte[0]);
		}
	}

	/** Input sections by patterns: those of files whose names fit, sorted by these names if that is asked for. */
	record Input(String file, boolean sortedFiles, List<String> excludedFiles, List<Pattern> sections) implements Command {
	}

	/** Names of input sections, how they are sorted (outermost first), and files that are left out. */
	record Pattern(String name, List<Sort> sorts, List<String> excludedFiles) {
	}

	/** How input sections are sorted. */
	enum Sort {
		/** By their names. */
		NAME,
		/** The largest alignment first. */
		ALIGNMENT,
		/** By the number at the end of their names; those without one last. */
		PRIORITY
	}

	/** What gaps that follow are filled with. */
	record Fill(byte[] pattern) implements Command {
	}

	/** BYTE, SHORT, LONG and QUAD. */
	record Number(int size, ScriptExpression value) implements Command {
	}

	/** The layout that serves where there is no script: everything from one address on, code first. */
	static String simple(long address) {
		return """
				ENTRY(_start)
				SECTIONS
				{
					. = 0x%x;
					.text : { *(.text.boot .text.boot.* .text.init .text.entry) *(.text .text.*) }
					.rodata : { *(.rodata .rodata.* .srodata .srodata.*) }
					.data : { *(.data .data.* .sdata .sdata.*) }
					.bss : { *(.sbss .sbss.* .bss .bss.* COMMON) }
				}
				""".formatted(address);
	}
}
