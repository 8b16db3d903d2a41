/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.Locale;

/** Reads floating-point numbers of directives, in the format that is asked for. */
final class RealNumbers {

	private RealNumbers() {
	}

	/** The next number in 2, 4 or 8 bytes (IEEE 754). */
	static long read(TokenStream tokens, int bytes) {
		boolean negative = tokens.take("-");
		if (!negative) {
			tokens.take("+");
		}
		AsmToken token = tokens.next();
		String text = (negative ? "-" : "") + switch (token.kind()) {
			case NUMBER, REAL -> plain(token.text());
			case NAME -> named(token);
			default -> throw problem(token);
		};
		if (text.endsWith("NaN")) {
			// The one that GNU as has.
			return (1L << 8 * bytes - 1) - 1 | (text.startsWith("-") ? 1L << 8 * bytes - 1 : 0);
		}
		try {
			return switch (bytes) {
				case 2 -> Short.toUnsignedLong(Float.floatToFloat16(Float.parseFloat(text)));
				case 4 -> Integer.toUnsignedLong(Float.floatToRawIntBits(Float.parseFloat(text)));
				default -> Double.doubleToRawLongBits(Double.parseDouble(text));
			};
		} catch (NumberFormatException notANumber) {
			throw problem(token);
		}
	}

	private static AssemblyException problem(AsmToken token) {
		return new AssemblyException("Expected a floating-point number, but found " + token.quoted() + ".", token.column());
	}

	/** Without the letter that may say that it is one: {@code 0f1.5}. */
	private static String plain(String text) {
		boolean marked = text.length() > 2 && text.charAt(0) == '0' && "fFdDrRsS".indexOf(text.charAt(1)) >= 0;
		return marked ? text.substring(2) : text;
	}

	private static String named(AsmToken token) {
		return switch (token.text().toLowerCase(Locale.ROOT)) {
			case "inf", "infinity" -> "Infinity";
			case "nan" -> "NaN";
			default -> throw problem(token);
		};
	}
}
