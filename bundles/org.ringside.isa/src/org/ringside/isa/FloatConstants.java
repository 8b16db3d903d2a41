/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import java.util.List;
import java.util.OptionalInt;

/** The 32 constants that {@code fli} loads (Unprivileged, chapter "Zfa"), by index. */
public final class FloatConstants {

	private static final List<String> NAMES = List.of("-1.0", "min", "1.52587890625e-05", "3.0517578125e-05", "0.00390625", "0.0078125",
			"0.0625", "0.125", "0.25", "0.3125", "0.375", "0.4375", "0.5", "0.625", "0.75", "0.875", "1.0", "1.25", "1.5", "1.75",
			"2.0", "2.5", "3.0", "4.0", "8.0", "16.0", "128.0", "256.0", "32768.0", "65536.0", "inf", "nan");

	private FloatConstants() {
	}

	/** How constant {@code index} is written. */
	public static String name(int index) {
		return NAMES.get(index);
	}

	/**
	 * The value of constant {@code index}.
	 *
	 * @param leastNormal the least positive normal number of the format, which is constant 1
	 */
	public static double value(int index, double leastNormal) {
		return switch (index) {
			case 1 -> leastNormal;
			case 30 -> Double.POSITIVE_INFINITY;
			case 31 -> Double.NaN;
			default -> Double.parseDouble(NAMES.get(index));
		};
	}

	/** The index of a constant that is written in any way that denotes the same number. */
	public static OptionalInt index(String text) {
		for (int i = 0; i < NAMES.size(); i++) {
			if (NAMES.get(i).equals(text)) {
				return OptionalInt.of(i);
			}
		}
		double wanted;
		try {
			wanted = Double.parseDouble(text);
		} catch (NumberFormatException notANumber) {
			return OptionalInt.empty();
		}
		for (int i = 0; i < NAMES.size(); i++) {
			if (i != 1 && i < 30 && Double.parseDouble(NAMES.get(i)) == wanted) {
				return OptionalInt.of(i);
			}
		}
		return OptionalInt.empty();
	}
}
