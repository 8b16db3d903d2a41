/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

/**
 * A named field of a register with its present value.
 *
 * @param name as the specification writes it, for example {@code MPP}
 * @param high most significant bit
 * @param low least significant bit
 * @param value right-aligned
 * @param meaning the value in words, or the empty string where the value speaks for itself
 */
public record RegisterField(String name, int high, int low, long value, String meaning) {

	/** The field as one line: {@code MPP[12:11] = 1 (S)}. */
	public String text() {
		String bits = high == low ? Integer.toString(high) : high + ":" + low;
		String number = Long.compareUnsigned(value, 9) > 0 ? "0x" + Long.toHexString(value) : Long.toString(value);
		return name + "[" + bits + "] = " + number + (meaning.isEmpty() ? "" : " (" + meaning + ")");
	}
}
