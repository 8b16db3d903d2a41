/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.model;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

import org.eclipse.debug.core.DebugException;
import org.ringside.eclipse.core.GuestFault;

/** Reads the number that a user typed for a register or a field. */
final class RegisterNumber {

	private RegisterNumber() {
	}

	/** The value, zero-extended from {@code bits}. */
	static long parse(String text, String name, int bits) throws DebugException {
		Optional<String> problem = problem(text, name, bits);
		if (problem.isPresent()) {
			throw GuestFault.VALUE.because(problem.get());
		}
		long value = number(text).longValue();
		return bits == 64 ? value : value & (1L << bits) - 1;
	}

	/** The sentence that says why {@code text} is no value of {@code bits} bits, or empty if it is one. */
	static Optional<String> problem(String text, String name, int bits) {
		BigInteger value;
		try {
			value = number(text);
		} catch (NumberFormatException e) {
			return Optional.of("\"" + text.strip() + "\" is no value for " + name
					+ "; expected is a number such as 42, -1, 0x2a or 0b101010.");
		}
		// A negative number must fit as a signed one, any other as an unsigned one; one bit has no sign.
		boolean fits = value.signum() >= 0 ? value.bitLength() <= bits : bits > 1 && value.bitLength() < bits;
		return fits ? Optional.empty() : Optional.of(text.strip() + " does not fit into the " + bits + (bits == 1 ? " bit of " : " bits of ") + name + ".");
	}

	private static BigInteger number(String text) {
		String plain = text.strip().replace("_", "").toLowerCase(Locale.ROOT);
		// A register is shown with its symbol or meaning behind the number; a user who edits may leave that in place.
		int blank = plain.indexOf(' ');
		plain = blank < 0 ? plain : plain.substring(0, blank);
		boolean negative = plain.startsWith("-");
		String digits = negative ? plain.substring(1) : plain;
		BigInteger value;
		if (digits.startsWith("0x")) {
			value = new BigInteger(digits.substring(2), 16);
		} else if (digits.startsWith("0b")) {
			value = new BigInteger(digits.substring(2), 2);
		} else {
			value = new BigInteger(digits);
		}
		return negative ? value.negate() : value;
	}
}
