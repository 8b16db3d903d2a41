/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.ringside.isa.Zfa;

/** Zfa, which the QEMU of the other tests does not have, against decimal arithmetic. */
class AdditionalFloatTest {

	private static final Map<Integer, RoundingMode> MODES = Map.of(0, RoundingMode.HALF_EVEN, 1, RoundingMode.DOWN, 2, RoundingMode.FLOOR, 3,
			RoundingMode.CEILING, 4, RoundingMode.HALF_UP);
	private static final long NAN = 0x7ff8_0000_0000_0000L;
	private static final long SIGNALING = 0x7ff0_0000_0000_0001L;

	private final FloatFlags flags = new FloatFlags();

	private long apply(Zfa instruction, long a, long b, int rm) {
		flags.flags = 0;
		return AdditionalFloatInstructions.operation(instruction, 0).apply(a, b, 0, rm, flags);
	}

	private static double value(Random random) {
		return switch (random.nextInt(4)) {
			case 0 -> random.nextInt(40) / 2.0 - 10;
			case 1 -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(70));
			case 2 -> Double.longBitsToDouble(random.nextLong() & ~(0x400L << 52));
			default -> random.nextLong() / 4.0;
		};
	}

	@Test
	void roundingToIntegralValues() {
		Random random = new Random(1);
		for (int i = 0; i < 100_000; i++) {
			double x = value(random);
			int mode = random.nextInt(5);
			BigDecimal rounded = new BigDecimal(x).setScale(0, MODES.get(mode));
			double expected = Math.copySign(rounded.doubleValue(), x);
			long bits = Double.doubleToRawLongBits(x);
			assertEquals(Double.doubleToRawLongBits(expected), apply(Zfa.FROUNDNX_D, bits, 0, mode), () -> x + " mode " + mode);
			assertEquals(expected == x ? 0 : FloatFlags.INEXACT, flags.flags);
			assertEquals(Double.doubleToRawLongBits(expected), apply(Zfa.FROUND_D, bits, 0, mode));
			assertEquals(0, flags.flags);
		}
	}

	@Test
	void modularConversionKeepsTheLowestBits() {
		Random random = new Random(2);
		for (int i = 0; i < 100_000; i++) {
			double x = i % 3 == 0 ? Math.scalb(random.nextDouble() - 0.5, random.nextInt(140)) : value(random);
			BigDecimal exact = new BigDecimal(x);
			long expected = exact.toBigInteger().intValue();
			assertEquals(expected, apply(Zfa.FCVTMOD_W_D, Double.doubleToRawLongBits(x), 0, 1), () -> "" + x);
			boolean fits = exact.toBigInteger().bitLength() <= 31;
			boolean whole = exact.stripTrailingZeros().scale() <= 0;
			assertEquals(!fits ? FloatFlags.INVALID : whole ? 0 : FloatFlags.INEXACT, flags.flags, () -> "" + x);
		}
		assertEquals(0, apply(Zfa.FCVTMOD_W_D, NAN, 0, 1));
		assertEquals(FloatFlags.INVALID, flags.flags);
		assertEquals(0, apply(Zfa.FCVTMOD_W_D, Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY), 0, 1));
		assertEquals(FloatFlags.INVALID, flags.flags);
	}

	@Test
	void quietComparisonsRaiseForSignalingNansOnly() {
		long one = Double.doubleToRawLongBits(1);
		long two = Double.doubleToRawLongBits(2);
		assertEquals(1, apply(Zfa.FLTQ_D, one, two, 0));
		assertEquals(0, apply(Zfa.FLTQ_D, one, one, 0));
		assertEquals(1, apply(Zfa.FLEQ_D, one, one, 0));
		assertEquals(0, apply(Zfa.FLEQ_D, NAN, one, 0));
		assertEquals(0, flags.flags);
		assertEquals(0, apply(Zfa.FLEQ_D, one, SIGNALING, 0));
		assertEquals(FloatFlags.INVALID, flags.flags);
	}

	@Test
	void minimaKeepNans() {
		long zero = 0;
		long minusZero = Double.doubleToRawLongBits(-0.0);
		assertEquals(minusZero, apply(Zfa.FMINM_D, zero, minusZero, 0));
		assertEquals(zero, apply(Zfa.FMAXM_D, zero, minusZero, 0));
		assertEquals(NAN, apply(Zfa.FMAXM_D, zero, NAN, 0));
		assertEquals(0, flags.flags);
		assertEquals(NAN, apply(Zfa.FMINM_D, SIGNALING, zero, 0));
		assertEquals(FloatFlags.INVALID, flags.flags);
	}

	@Test
	void constantsAreThoseOfTheTable() {
		double[] expected = {-1, Double.MIN_NORMAL, 0x1p-16, 0x1p-15, 0x1p-8, 0x1p-7, 0.0625, 0.125, 0.25, 0.3125, 0.375, 0.4375, 0.5, 0.625, 0.75,
				0.875, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 8, 16, 128, 256, 32768, 65536, Double.POSITIVE_INFINITY, Double.NaN};
		for (int i = 0; i < 32; i++) {
			assertEquals(Double.doubleToLongBits(expected[i]), AdditionalFloatInstructions.operation(Zfa.FLI_D, i).apply(0, 0, 0, 0, flags));
			float narrow = i == 1 ? Float.MIN_NORMAL : (float) expected[i];
			assertEquals(0xffff_ffffL << 32 | Float.floatToIntBits(narrow),
					AdditionalFloatInstructions.operation(Zfa.FLI_S, i).apply(0, 0, 0, 0, flags));
		}
		assertEquals(-1L << 16 | 0x7c00, AdditionalFloatInstructions.operation(Zfa.FLI_H, 29).apply(0, 0, 0, 0, flags), "65536 is infinite here");
		assertEquals(-1L << 16 | 0x0400, AdditionalFloatInstructions.operation(Zfa.FLI_H, 1).apply(0, 0, 0, 0, flags));
		assertEquals(0, flags.flags);
	}
}
