/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

/**
 * The estimates to seven bits of {@code vfrec7} and {@code vfrsqrt7} (Unprivileged, V: Vector Floating-Point Reciprocal Estimate
 * Instruction). The specification's tables hold, for each interval of significands, the fraction of the result at its middle,
 * rounded to nearest.
 */
public final class FloatEstimates {

	private static final int BITS = 7;
	private static final int ENTRIES = 1 << BITS;
	private static final int[] RECIPROCAL = new int[ENTRIES];
	/** Indexed by the lowest bit of the exponent and six bits of the significand. */
	private static final int[] ROOT = new int[ENTRIES];

	static {
		for (int i = 0; i < ENTRIES; i++) {
			RECIPROCAL[i] = fraction(2 / (1 + (i + 0.5) / ENTRIES));
			double significand = 1 + (i % 64 + 0.5) / 64;
			ROOT[i] = fraction(2 / Math.sqrt(i < 64 ? 2 * significand : significand));
		}
	}

	private FloatEstimates() {
	}

	private static int fraction(double value) {
		return (int) Math.round((value - 1) * ENTRIES);
	}

	/** About 1 / a. */
	public static long reciprocal(FloatFormat f, long a, int mode, FloatFlags flags) {
		if (f.isNan(a)) {
			return f.nanOf(a, a, flags);
		}
		boolean negative = f.isNegative(a);
		if (f.isInfinite(a)) {
			return f.zero(negative);
		}
		if (f.isZero(a)) {
			flags.raise(FloatFlags.DIVISION_BY_ZERO);
			return f.infinity(negative);
		}
		// -1 for the subnormal numbers of half the least normal one and more, whose reciprocal still fits.
		int exponent = biased(f, a);
		if (exponent < -1) {
			flags.raise(FloatFlags.INEXACT | FloatFlags.OVERFLOW);
			boolean finite = mode == RoundingMode.TOWARDS_ZERO || mode == (negative ? RoundingMode.UP : RoundingMode.DOWN);
			return f.infinity(negative) - (finite ? 1 : 0);
		}
		long result = (long) RECIPROCAL[(int) (f.significand(a) >>> 62 - BITS) & ENTRIES - 1] << f.fractionBits - BITS;
		int target = 2 * f.bias - 1 - exponent;
		if (target <= 0) {
			// A subnormal result: the leading one becomes visible.
			result = (result | 1L << f.fractionBits) >>> 1 - target;
			target = 0;
		}
		return f.zero(negative) | (long) target << f.fractionBits | result;
	}

	/** About 1 / √a. */
	public static long reciprocalRoot(FloatFormat f, long a, FloatFlags flags) {
		if (f.isNan(a)) {
			return f.nanOf(a, a, flags);
		}
		if (f.isZero(a)) {
			flags.raise(FloatFlags.DIVISION_BY_ZERO);
			return f.infinity(f.isNegative(a));
		}
		if (f.isNegative(a)) {
			return f.invalid(flags);
		}
		if (f.isInfinite(a)) {
			return 0;
		}
		int exponent = biased(f, a);
		int index = (exponent & 1) << 6 | (int) (f.significand(a) >>> 62 - 6) & 63;
		long target = 3 * f.bias - 1 - exponent >> 1;
		return target << f.fractionBits | (long) ROOT[index] << f.fractionBits - BITS;
	}

	/** The biased exponent that the number would have if there were no least one. */
	private static int biased(FloatFormat f, long a) {
		return f.exponent(a) + f.bias;
	}
}
