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
				.2byte N, …: Values of 16 bits, aligned or not.
				.4byte N, …: Values of 32 bits, aligned or not.
				.8byte N, …: Values of 64 bits, aligned or not.
				.align N: Aligns to 2 to the power of N bytes; in code with no-operations.
				.altmacro: Macros with parameters without backslash, local names and arguments in angle brackets.
				.ascii "…": The characters of strings, without a zero at the end.
				.asciz "…": The characters of strings, each with a zero at the end.
				.attribute TAG, VALUE: What the object says of itself: arch, stack_align, unaligned_access, priv_spec.
				.balign N: Aligns to N bytes, a power of two.
				.bss: What follows lies in .bss: memory that starts as zeros.
				.byte N, …: Values of 8 bits.
				.cfi_endproc: Ends what is said of a function's call frame.
				.cfi_startproc: Begins what is said of a function's call frame, for debuggers.
				.comm NAME, SIZE: A symbol in .bss that several files may declare.
				.data: What follows lies in .data: memory that can be written.
				.double N, …: Floating-point values of 64 bits.
				.dtpreldword NAME: The offset of thread-local data in its block, 64 bits.
				.dtprelword NAME: The offset of thread-local data in its block, 32 bits.
				.dword N, …: Values of 64 bits.
				.else: The other case of .if.
				.elseif CONDITION: Another case of .if.
				.end: Ends the source.
				.endif: Ends .if.
				.endm: Ends a macro.
				.endr: Ends .rept or .irp.
				.equ NAME, VALUE: Gives a name to a value; it can be given again.
				.equiv NAME, VALUE: Gives a name to a value, once.
				.eqv NAME, VALUE: Gives a name to a value.
				.err: Stops with an error.
				.error "…": Stops with an error of your own.
				.exitm: Leaves the expansion of a macro.
				.file "NAME": The name of the source that code comes from.
				.fill COUNT, SIZE, VALUE: The same value several times.
				.float N, …: Floating-point values of 32 bits.
				.float16 N, …: Floating-point values of 16 bits.
				.global NAME: Lets other files use the symbol.
				.globl NAME: Lets other files use the symbol.
				.half N, …: Values of 16 bits.
				.hidden NAME: The symbol is used within the linked program only.
				.ident "…": Notes who made the file, in .comment.
				.if CONDITION: Assembles what follows if the condition is not zero.
				.ifb TEXT: Assembles what follows if there is no text, such as an argument left away.
				.ifc A, B: Assembles what follows if two texts are the same.
				.ifdef NAME: Assembles what follows if the symbol is defined.
				.ifeq N: Assembles what follows if the value is zero.
				.ifeqs "A", "B": Assembles what follows if two strings are the same.
				.ifge N: Assembles what follows if the value is at least zero.
				.ifgt N: Assembles what follows if the value is more than zero.
				.ifle N: Assembles what follows if the value is at most zero.
				.iflt N: Assembles what follows if the value is less than zero.
				.ifnb TEXT: Assembles what follows if there is a text.
				.ifnc A, B: Assembles what follows if two texts are not the same.
				.ifndef NAME: Assembles what follows if the symbol is not defined.
				.ifne N: Assembles what follows if the value is not zero.
				.ifnes "A", "B": Assembles what follows if two strings are not the same.
				.incbin "FILE": The bytes of a file.
				.include "FILE": Goes on with the lines of another file.
				.insn …: An instruction given by its format or its bits.
				.internal NAME: The symbol is used within the linked program only.
				.irp NAME, VALUES…: The lines up to .endr once for each value.
				.irpc NAME, TEXT: The lines up to .endr once for each character.
				.lcomm NAME, SIZE: Room in .bss for a symbol of this file.
				.loc FILE LINE: Which line of a source the next instruction comes from.
				.local NAME: Keeps the symbol within this file.
				.long N, …: Values of 32 bits.
				.macro NAME PARAMETERS…: Defines a macro up to .endm.
				.noaltmacro: Ends .altmacro.
				.octa N, …: Values of 128 bits.
				.option NAME: Options of the assembler: rvc, norvc, push, pop, arch, relax, norelax.
				.org N: Goes on at this offset of the section.
				.p2align N: Aligns to 2 to the power of N bytes.
				.popsection: Goes back to the section before .pushsection.
				.previous: Goes back to the section before this one.
				.print "…": Shows a text while assembling.
				.protected NAME: The symbol is used by others, but not replaced by theirs.
				.purgem NAME: Takes a macro away.
				.pushsection NAME: Changes the section and remembers the present one.
				.quad N, …: Values of 64 bits.
				.reloc PLACE, NAME, VALUE: A relocation by its name.
				.rept COUNT: The lines up to .endr several times.
				.rodata: What follows lies in .rodata: constants.
				.section NAME: What follows lies in a section of that name.
				.set NAME, VALUE: Gives a name to a value; it can be given again.
				.short N, …: Values of 16 bits.
				.size NAME, SIZE: The size of a symbol, for debuggers.
				.skip COUNT: Leaves room, filled with zeros.
				.sleb128 N: A signed value in as few bytes as it needs.
				.space COUNT: Leaves room, filled with zeros.
				.string "…": The characters of strings, each with a zero at the end.
				.string16 "…": Characters of 16 bits, with a zero at the end.
				.string32 "…": Characters of 32 bits, with a zero at the end.
				.struct N: What follows counts offsets from N, for the fields of a structure.
				.subsection N: Goes on in a numbered part of the section; the parts follow one another by their numbers.
				.text: What follows lies in .text: code.
				.type NAME, @function: Whether a symbol is a function or an object.
				.uleb128 N: A value in as few bytes as it needs.
				.warning "…": Shows a warning of your own.
				.weak NAME: A symbol that another one of the same name replaces.
				.weakref NAME, TARGET: A name for a symbol of another file that need not be defined.
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
