/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.OptionalInt;

import org.ringside.isa.Registers;
import org.ringside.isa.VectorType;

/** Reads the operands that only vector instructions have. */
final class VectorOperands {

	private VectorOperands() {
	}

	/** Reads {@code v0} to {@code v31}. */
	static int register(TokenStream tokens, String label) {
		AsmToken token = tokens.peek();
		OptionalInt number = token.kind() == AsmToken.Kind.NAME ? Registers.vNumber(token.text()) : OptionalInt.empty();
		int value = number.orElseThrow(() -> tokens.expected("a vector register for " + label));
		tokens.next();
		return value;
	}

	/** Reads {@code v0.t}, the only mask; 0, as it is encoded. */
	static int mask(TokenStream tokens) {
		if (tokens.peek().kind() != AsmToken.Kind.NAME || !tokens.peek().text().equals("v0.t")) {
			throw tokens.expected("v0.t");
		}
		tokens.next();
		return 0;
	}

	/** Reads {@code e32, m1, ta, ma}, of which any part may be left away, or the bits as a number. */
	static long type(TokenStream tokens) {
		int read = 0;
		int sew = 0;
		int lmul = 0;
		boolean tail = false;
		boolean masked = false;
		while (read < 4 && tokens.peek().kind() == AsmToken.Kind.NAME) {
			String word = tokens.peek().text();
			int part = word.equals("ta") || word.equals("tu") ? 3 : word.equals("ma") || word.equals("mu") ? 4
					: VectorType.width(word) >= 0 ? 1 : VectorType.group(word) > -4 ? 2 : 0;
			if (part <= read) {
				break;
			}
			read = part;
			switch (part) {
				case 1 -> sew = VectorType.width(word);
				case 2 -> lmul = VectorType.group(word);
				case 3 -> tail = word.equals("ta");
				default -> masked = word.equals("ma");
			}
			tokens.next();
			if (!tokens.take(",")) {
				return new VectorType(sew, lmul, tail, masked).bits();
			}
		}
		if (read > 0) {
			throw tokens.expected("one of e8 to e64, mf8 to m8, ta or tu, ma or mu in this order");
		}
		return tokens.number("a vector type such as e32, m1, ta, ma");
	}
}
