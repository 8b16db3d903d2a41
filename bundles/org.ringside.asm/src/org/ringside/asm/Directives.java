/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.Map;
import java.util.TreeMap;

/** The directives that people write, with a sentence each: what the assembler suggests and an editor explains. */
public final class Directives {
	private static final Map<String, String> ALL = directives();

	private Directives() {
	}

	/** All of them by name with the dot; each text begins with the form and a colon. */
	public static Map<String, String> all() {
		return ALL;
	}

	private static Map<String, String> directives() {
		Map<String, String> all = new TreeMap<>();
		String[] lines = """
				.align N: Aligns to 2 to the power of N bytes; in code with no-operations.
				.ascii "…": The characters of strings, without a zero at the end.
				.asciz "…": The characters of strings, each with a zero at the end.
				.balign N: Aligns to N bytes, a power of two.
				.bss: What follows lies in .bss: memory that starts as zeros.
				.byte N, …: Values of 8 bits.
				.comm NAME, SIZE: A symbol in .bss that several files may declare.
				.data: What follows lies in .data: memory that can be written.
				.double N, …: Floating-point values of 64 bits.
				.dword N, …: Values of 64 bits.
				.else: The other case of .if.
				.elseif CONDITION: Another case of .if.
				.endif: Ends .if.
				.endm: Ends a macro.
				.endr: Ends .rept or .irp.
				.equ NAME, VALUE: Gives a name to a value; it can be given again.
				.equiv NAME, VALUE: Gives a name to a value, once.
				.error "…": Stops with an error of your own.
				.exitm: Leaves the expansion of a macro.
				.fill COUNT, SIZE, VALUE: The same value several times.
				.float N, …: Floating-point values of 32 bits.
				.global NAME: Lets other files use the symbol.
				.globl NAME: Lets other files use the symbol.
				.half N, …: Values of 16 bits.
				.hidden NAME: The symbol is used within the linked program only.
				.if CONDITION: Assembles what follows if the condition is not zero.
				.ifdef NAME: Assembles what follows if the symbol is defined.
				.ifndef NAME: Assembles what follows if the symbol is not defined.
				.incbin "FILE": The bytes of a file.
				.include "FILE": Goes on with the lines of another file.
				.insn …: An instruction given by its format or its bits.
				.irp NAME, VALUES…: The lines up to .endr once for each value.
				.local NAME: Keeps the symbol within this file.
				.macro NAME PARAMETERS…: Defines a macro up to .endm.
				.option NAME: Options of the assembler: rvc, norvc, push, pop, arch, relax, norelax.
				.org N: Goes on at this offset of the section.
				.p2align N: Aligns to 2 to the power of N bytes.
				.popsection: Goes back to the section before .pushsection.
				.previous: Goes back to the section before this one.
				.pushsection NAME: Changes the section and remembers the present one.
				.quad N, …: Values of 64 bits.
				.rept COUNT: The lines up to .endr several times.
				.rodata: What follows lies in .rodata: constants.
				.section NAME: What follows lies in a section of that name.
				.set NAME, VALUE: Gives a name to a value; it can be given again.
				.size NAME, SIZE: The size of a symbol, for debuggers.
				.skip COUNT: Leaves room, filled with zeros.
				.space COUNT: Leaves room, filled with zeros.
				.string "…": The characters of strings, each with a zero at the end.
				.text: What follows lies in .text: code.
				.type NAME, @function: Whether a symbol is a function or an object.
				.warning "…": Shows a warning of your own.
				.weak NAME: A symbol that another one of the same name replaces.
				.word N, …: Values of 32 bits.
				.zero COUNT: Leaves room, filled with zeros.
				""".strip().split("\n");
		for (String line : lines) {
			int space = line.indexOf(' ');
			int colon = line.indexOf(':');
			String name = line.substring(0, space < 0 || colon < space ? colon : space);
			all.put(name, line);
		}
		return java.util.Collections.unmodifiableMap(all);
	}
}
