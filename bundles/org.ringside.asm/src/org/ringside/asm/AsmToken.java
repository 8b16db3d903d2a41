/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

/**
 * A token of a statement.
 *
 * @param kind what it is
 * @param text its characters; of a string, what it stands for
 * @param value the value of a number
 * @param column columns from the start of the statement
 */
record AsmToken(Kind kind, String text, long value, int column) {

	enum Kind {
		/** A mnemonic, register, symbol or directive. */
		NAME,
		/** A number or character constant. */
		NUMBER,
		/** An integer of more than 64 bits. */
		LARGE,
		/** A floating-point number. */
		REAL,
		/** {@code 1f} or {@code 1b}. */
		LOCAL,
		/** A string, escapes resolved. */
		STRING,
		/** An operator or separator. */
		PUNCTUATION,
		/** After the last token. */
		END
	}

	boolean is(String punctuation) {
		return kind == Kind.PUNCTUATION && text.equals(punctuation);
	}

	/** For messages. */
	String quoted() {
		return kind == Kind.END ? "the end of the statement" : "'" + text + "'";
	}
}
