/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.nio.charset.StandardCharsets;
import org.ringside.image.elf.ElfSection;
import org.ringside.isa.Extension;

/** The directives that put data or space into a section. */
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
			case ".byte" -> numbers(tokens, 1);
			case ".half", ".short", ".2byte", ".hword" -> numbers(tokens, 2);
			case ".word", ".long", ".int", ".4byte" -> numbers(tokens, 4);
			case ".dword", ".quad", ".8byte" -> numbers(tokens, 8);
			case ".float", ".single" -> reals(tokens, false);
			case ".double" -> reals(tokens, true);
			case ".ascii" -> strings(tokens, false);
			case ".asciz", ".string" -> strings(tokens, true);
			case ".skip", ".space", ".zero" -> space(tokens);
			case ".fill" -> fill(tokens);
			case ".align", ".p2align", ".p2alignw", ".p2alignl" -> align(tokens, true, name);
			case ".balign", ".balignw", ".balignl" -> align(tokens, false, name);
			case ".org" -> org(tokens);
			case ".uleb128", ".sleb128" -> leb(tokens, name.equals(".sleb128"));
			default -> {
				return false;
			}
		}
		tokens.expectEnd();
		return true;
	}

	private void numbers(TokenStream tokens, int size) {
		if (tokens.atEnd()) {
			return;
		}
		do {
			Expression expression = tokens.expression();
			Value value = Evaluator.evaluate(expression, false);
			if (value.isNumber() && fits(value.number(), size)) {
				assembly.section.emit(value.number(), size);
			} else if (value.isNumber()) {
				assembly.warning(assembly.location, "The value 0x" + Long.toHexString(value.number()) + " is cut to " + 8 * size + " bits.");
				assembly.section.emit(value.number(), size);
			} else {
				assembly.section.emit(0, size, Relocation.data(size), expression, assembly.location);
			}
		} while (tokens.take(","));
	}

	private static boolean fits(long value, int size) {
		int bits = 8 * size;
		return bits == 64 || value >> bits == 0 || value >> bits - 1 == -1;
	}

	private void reals(TokenStream tokens, boolean wide) {
		do {
			boolean negative = tokens.take("-");
			if (!negative) {
				tokens.take("+");
			}
			AsmToken token = tokens.next();
			double value;
			try {
				value = switch (token.kind()) {
					case NUMBER -> token.value();
					case REAL -> Double.parseDouble(token.text());
					case NAME -> named(token);
					default -> throw new NumberFormatException();
				};
			} catch (NumberFormatException notANumber) {
				throw new AssemblyException("Expected a floating-point number, but found " + token.quoted() + ".", token.column());
			}
			value = negative ? -value : value;
			assembly.section.emit(wide ? Double.doubleToRawLongBits(value)
					: Float.floatToRawIntBits(token.kind() == AsmToken.Kind.REAL ? Float.parseFloat((negative ? "-" : "") + token.text()) : (float) value),
					wide ? 8 : 4);
		} while (tokens.take(","));
	}

	private static double named(AsmToken token) {
		return switch (token.text().toLowerCase()) {
			case "inf", "infinity" -> Double.POSITIVE_INFINITY;
			case "nan" -> Double.NaN;
			default -> throw new NumberFormatException();
		};
	}

	private void strings(TokenStream tokens, boolean terminated) {
		if (tokens.atEnd()) {
			return;
		}
		do {
			do {
				for (byte b : tokens.string().getBytes(StandardCharsets.ISO_8859_1)) {
					assembly.section.emit(b, 1);
				}
			} while (tokens.peek().kind() == AsmToken.Kind.STRING);
			if (terminated) {
				assembly.section.emit(0, 1);
			}
		} while (tokens.take(","));
	}

	private void space(TokenStream tokens) {
		Expression count = tokens.expression();
		long value = tokens.take(",") ? tokens.number("a fill value") : 0;
		assembly.section.add(new Fragment.Fill(constant(count), false, value, 1, assembly.location));
	}

	private void fill(TokenStream tokens) {
		Expression count = tokens.expression();
		long unit = tokens.take(",") ? tokens.number("a size") : 1;
		long value = tokens.take(",") ? tokens.number("a value") : 0;
		if (unit < 1 || unit > 8) {
			throw new AssemblyException("The size of .fill is " + unit + ", but must be from 1 to 8.");
		}
		assembly.section.add(new Fragment.Fill(constant(count), false, value, (int) unit, assembly.location));
	}

	private static Expression constant(Expression expression) {
		Value value = Evaluator.evaluate(expression, false);
		if (value.isNumber() && value.number() < 0) {
			throw new AssemblyException("A space of " + value.number() + " bytes is negative.");
		}
		return value.isNumber() ? new Expression.Number(value.number()) : expression;
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

	private void org(TokenStream tokens) {
		Expression target = tokens.expression();
		long value = tokens.take(",") ? tokens.number("a fill value") : 0;
		assembly.section.add(new Fragment.Fill(target, true, value, 1, assembly.location));
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
