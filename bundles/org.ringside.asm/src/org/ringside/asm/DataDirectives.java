/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.math.BigInteger;
import org.ringside.image.elf.ElfSection;
import org.ringside.isa.Extension;

/** The directives that put numbers into a section, or align it. */
final class DataDirectives {

	private static final int NOP = 0x13;
	private static final int C_NOP = 0x0001;

	private final Assembly assembly;

	DataDirectives(Assembly assembly) {
		this.assembly = assembly;
	}

	/** Carries out a directive; false if it is none of these. */
	boolean run(String name, TokenStream tokens) {
		switch (name) {
			case ".byte", ".dc.b" -> numbers(tokens, 1);
			case ".half", ".short", ".2byte", ".hword", ".dc", ".dc.w" -> numbers(tokens, 2);
			case ".word", ".long", ".int", ".4byte", ".dc.l" -> numbers(tokens, 4);
			case ".dword", ".quad", ".8byte", ".dc.a" -> numbers(tokens, 8);
			case ".octa" -> octa(tokens);
			case ".float16" -> reals(tokens, 2);
			case ".float", ".single", ".dc.s" -> reals(tokens, 4);
			case ".double", ".dc.d" -> reals(tokens, 8);
			case ".dtprelword" -> threadOffsets(tokens, Relocation.DTPREL32);
			case ".dtpreldword" -> threadOffsets(tokens, Relocation.DTPREL64);
			case ".align", ".p2align", ".p2alignw", ".p2alignl" -> align(tokens, true, name);
			case ".balign", ".balignw", ".balignl" -> align(tokens, false, name);
			case ".uleb128", ".sleb128" -> leb(tokens, name.equals(".sleb128"));
			case ".nop" -> instructionNop();
			default -> {
				return false;
			}
		}
		tokens.expectEnd();
		return true;
	}

	private void instructionNop() {
		boolean compressed = assembly.isa.has(Extension.C);
		assembly.section.emit(compressed ? C_NOP : NOP, compressed ? 2 : 4);
	}

	private void numbers(TokenStream tokens, int size) {
		if (tokens.atEnd()) {
			return;
		}
		do {
			Expression expression = tokens.expression();
			Value value = Evaluator.isCodeDistance(expression) ? null : valueNow(expression);
			if (value == null || !value.isNumber()) {
				assembly.section.emit(0, size, Relocation.data(size), expression, assembly.location);
			} else {
				if (!fits(value.number(), size)) {
					assembly.warning(assembly.location, "The value 0x" + Long.toHexString(value.number()) + " is cut to " + 8 * size + " bits.");
				}
				assembly.section.emit(value.number(), size);
			}
		} while (tokens.take(","));
	}

	/** The value if it can be worked out by now; else null. */
	private static Value valueNow(Expression expression) {
		try {
			return Evaluator.evaluate(expression, false);
		} catch (AssemblyException unknownYet) {
			return null;
		}
	}

	private void octa(TokenStream tokens) {
		do {
			boolean negative = tokens.take("-");
			BigInteger value = tokens.largeNumber();
			value = negative ? value.negate() : value;
			assembly.section.emit(value.longValue(), 8);
			assembly.section.emit(value.shiftRight(64).longValue(), 8);
		} while (tokens.take(","));
	}

	private void threadOffsets(TokenStream tokens, Relocation kind) {
		do {
			Expression expression = tokens.expression();
			Value value = Evaluator.evaluate(expression, false);
			if (!value.isRelative()) {
				throw new AssemblyException("Expected a symbol of thread-local data.");
			}
			value.plus().threadLocal = true;
			assembly.section.emit(0, kind.size(), kind, expression, assembly.location);
		} while (tokens.take(","));
	}

	private static boolean fits(long value, int size) {
		int bits = 8 * size;
		return bits == 64 || value >> bits == 0 || value >> bits - 1 == -1;
	}

	private void reals(TokenStream tokens, int bytes) {
		do {
			assembly.section.emit(RealNumbers.read(tokens, bytes), bytes);
		} while (tokens.take(","));
	}

	private void align(TokenStream tokens, boolean power, String name) {
		long argument = tokens.atEnd() ? 0 : tokens.number("an alignment");
		if (power ? argument < 0 || argument > 30 : argument < 0 || argument > 1 << 30 || argument != 0 && Long.bitCount(argument) != 1) {
			throw new AssemblyException(power ? "The alignment 2^" + argument + " is out of range: 0 to 30."
					: "The alignment " + argument + " is not a power of two.");
		}
		long alignment = power ? 1L << argument : Math.max(argument, 1);
		boolean given = false;
		long pattern = 0;
		long limit = 0;
		if (tokens.take(",")) {
			if (!tokens.peek().is(",") && !tokens.atEnd()) {
				pattern = tokens.number("a fill value");
				given = true;
			}
			limit = tokens.take(",") ? tokens.number("a limit") : 0;
		}
		boolean code = !given && (assembly.section.flags & ElfSection.EXECUTE) != 0;
		int patternSize = name.endsWith("w") ? 2 : name.endsWith("l") ? 4 : 1;
		assembly.section.alignment = Math.max(assembly.section.alignment, alignment);
		if (code && assembly.relax) {
			relaxed(alignment);
		} else {
			assembly.section.add(new Fragment.Align(alignment, (int) pattern, patternSize, limit, code));
		}
	}

	/** Puts so many no-operations there that the linker can take away what is too much, wherever the code comes to lie. */
	private void relaxed(long alignment) {
		int instruction = assembly.isa.has(Extension.C) ? 2 : 4;
		long most = alignment - instruction;
		if (most <= 0) {
			return;
		}
		if (most > 1 << 20) {
			throw new AssemblyException("The alignment " + alignment + " is too large for code that the linker may move: the limit is 1 MiB.");
		}
		assembly.section.fixup(Relocation.ALIGN, new Expression.Number(most), assembly.location, false);
		if ((most & 2) != 0) {
			assembly.section.emit(C_NOP, 2);
		}
		for (long i = most & 2; i < most; i += 4) {
			assembly.section.emit(NOP, 4);
		}
		assembly.section.cut(true);
	}

	private void leb(TokenStream tokens, boolean signed) {
		do {
			Expression expression = tokens.expression();
			Value value = Evaluator.evaluate(expression, false);
			if (value.isNumber()) {
				assembly.section.data().bytes.writeBytes(Fragment.Leb.encode(value.number(), signed, 1));
			} else {
				assembly.section.add(new Fragment.Leb(expression, signed, assembly.location));
			}
		} while (tokens.take(","));
	}
}
