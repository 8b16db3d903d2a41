/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

/**
 * What an expression comes to: a number, or a number relative to a symbol, or to the distance of two symbols.
 *
 * @param plus the symbol that is added; null if there is none
 * @param minus the symbol that is subtracted; null if there is none
 * @param number the number
 */
record Value(AsmSymbol plus, AsmSymbol minus, long number) {

	static Value of(long number) {
		return new Value(null, null, number);
	}

	boolean isNumber() {
		return plus == null && minus == null;
	}

	/** A symbol and a number, which a relocation can hold. */
	boolean isRelative() {
		return plus != null && minus == null;
	}
}
