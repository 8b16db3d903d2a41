/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import org.ringside.isa.Operand;

/** The 16-bit formats of {@code .insn} (Unprivileged, "Compressed Instruction Formats"); immediates go in as they are numbered there. */
final class CompressedFormats {

	private final Assembly assembly;

	CompressedFormats(Assembly assembly) {
		this.assembly = assembly;
	}

	void emit(String format, TokenStream tokens) {
		int word = (int) InsnDirective.field(tokens, 2, "an opcode of 2 bits");
		switch (format) {
			case "cr" -> {
				word |= number(tokens, 4) << 12;
				word |= register(tokens) << 7;
				word |= register(tokens) << 2;
			}
			case "ci" -> {
				word |= number(tokens, 3) << 13;
				word |= register(tokens) << 7;
				tokens.expect(",");
				int column = tokens.peek().column();
				long value = tokens.number("a number from -32 to 31");
				if (value < -32 || value > 31) {
					throw new AssemblyException("The value " + value + " is out of range: -32 to 31.", column);
				}
				word = Operand.C_IMM.insert(word, value);
			}
			case "ciw" -> {
				word |= number(tokens, 3) << 13;
				word |= popular(tokens) << 2;
				word |= number(tokens, 8) << 5;
			}
			case "css" -> {
				word |= number(tokens, 3) << 13;
				word |= register(tokens) << 2;
				word |= number(tokens, 6) << 7;
			}
			case "cl", "cs" -> {
				word |= number(tokens, 3) << 13;
				word |= popular(tokens) << 2;
				int offset = number(tokens, 5);
				word |= offset >> 2 << 10 | (offset & 3) << 5;
				tokens.expect("(");
				word |= eighth(tokens) << 7;
				tokens.expect(")");
			}
			case "ca" -> {
				word |= number(tokens, 6) << 10;
				word |= number(tokens, 2) << 5;
				word |= popular(tokens) << 7;
				word |= popular(tokens) << 2;
			}
			case "cb" -> {
				word |= number(tokens, 3) << 13;
				word |= popular(tokens) << 7;
				target(tokens, word, Relocation.RVC_BRANCH);
				return;
			}
			case "cj" -> {
				word |= number(tokens, 3) << 13;
				target(tokens, word, Relocation.RVC_JUMP);
				return;
			}
			default -> throw new AssemblyException("There is no instruction format '" + format + "': expected cr, ci, ciw, css, cl, cs, ca, cb or cj.");
		}
		assembly.section.emit(word, 2);
	}

	private void target(TokenStream tokens, int word, Relocation kind) {
		tokens.expect(",");
		assembly.section.emit(word, 2, kind, tokens.expression(), assembly.location);
	}

	private static int number(TokenStream tokens, int bits) {
		tokens.expect(",");
		return (int) InsnDirective.field(tokens, bits, "a number of " + bits + " bits");
	}

	private static int register(TokenStream tokens) {
		tokens.expect(",");
		return InsnDirective.register(tokens);
	}

	private static int popular(TokenStream tokens) {
		tokens.expect(",");
		return eighth(tokens);
	}

	/** One of the registers x8 to x15 or f8 to f15, which three bits name. */
	private static int eighth(TokenStream tokens) {
		AsmToken token = tokens.peek();
		int register = InsnDirective.register(tokens);
		if (register < 8 || register > 15) {
			throw new AssemblyException("Expected a register from x8 to x15, but found " + token.quoted() + ".", token.column());
		}
		return register - 8;
	}
}
