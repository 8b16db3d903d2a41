/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

import java.math.BigInteger;

import org.ringside.isa.FloatConstants;

/**
 * IEEE 754 arithmetic on a binary interchange format, in integers: exact results, all rounding modes, all flags, tininess
 * detected after rounding, and the canonical NaN as the result of every invalid operation (Unprivileged, chapter "F").
 *
 * <p>A finite number is taken apart into sign, exponent and a significand with its leading one at bit 62, so that its
 * value is significand × 2<sup>exponent − 62</sup>. What does not fit below is kept as a sticky lowest bit.
 */
public final class FloatFormat {

	public static final FloatFormat HALF = new FloatFormat(5, 10);
	/** BF16, the upper half of single precision. */
	public static final FloatFormat BRAIN = new FloatFormat(8, 7);
	public static final FloatFormat SINGLE = new FloatFormat(8, 23);
	public static final FloatFormat DOUBLE = new FloatFormat(11, 52);

	private static final int TOP = 62;

	final int fractionBits;
	final int bias;
	private final int maxExponent;
	private final long fractionMask;
	private final long signBit;
	private final long infinity;
	private final long quietBit;
	/** The NaN that operations give. */
	public final long nan;

	private FloatFormat(int exponentBits, int fractionBits) {
		this.fractionBits = fractionBits;
		bias = (1 << exponentBits - 1) - 1;
		maxExponent = (1 << exponentBits) - 1;
		fractionMask = (1L << fractionBits) - 1;
		signBit = 1L << exponentBits + fractionBits;
		infinity = (long) maxExponent << fractionBits;
		quietBit = 1L << fractionBits - 1;
		nan = infinity | quietBit;
	}

	// ---- what a number is

	public boolean isNan(long a) {
		return (a & ~signBit) > infinity;
	}

	public boolean isSignaling(long a) {
		return isNan(a) && (a & quietBit) == 0;
	}

	boolean isInfinite(long a) {
		return (a & ~signBit) == infinity;
	}

	boolean isZero(long a) {
		return (a & ~signBit) == 0;
	}

	boolean isNegative(long a) {
		return (a & signBit) != 0;
	}

	/** The exponent of a finite number other than zero. */
	int exponent(long a) {
		int biased = (int) (a >>> fractionBits) & maxExponent;
		long fraction = a & fractionMask;
		return biased != 0 ? biased - bias : 64 - Long.numberOfLeadingZeros(fraction) - bias - fractionBits;
	}

	/** The significand of a finite number other than zero, leading one at bit 62. */
	long significand(long a) {
		long fraction = a & fractionMask;
		if (((a >>> fractionBits) & maxExponent) != 0) {
			return (fraction | fractionMask + 1) << TOP - fractionBits;
		}
		return fraction << Long.numberOfLeadingZeros(fraction) - 1;
	}

	long zero(boolean negative) {
		return negative ? signBit : 0;
	}

	long infinity(boolean negative) {
		return zero(negative) | infinity;
	}

	long invalid(FloatFlags flags) {
		flags.raise(FloatFlags.INVALID);
		return nan;
	}

	long nanOf(long a, long b, FloatFlags flags) {
		return isSignaling(a) || isSignaling(b) ? invalid(flags) : nan;
	}

	// ---- rounding

	/** Rounds and packs; the significand has its leading one at bit 62 and a sticky lowest bit. */
	private long pack(boolean negative, int exponent, long significand, int mode, FloatFlags flags) {
		int lost = TOP - fractionBits;
		int biased = exponent + bias;
		long kept = significand;
		boolean tiny = false;
		if (biased <= 0) {
			// Tiny unless rounding to full precision would reach the least normal number.
			tiny = biased < 0 || !reachesNext(kept, lost, negative, mode);
			kept = shiftSticky(kept, 1 - biased);
			biased = 0;
		}
		long rest = kept & (1L << lost) - 1;
		boolean half = (rest >>> lost - 1) != 0;
		boolean more = (rest & (1L << lost - 1) - 1) != 0;
		long result = kept >>> lost;
		if (RoundingMode.roundsUp(mode, negative, (result & 1) != 0, half, more)) {
			result++;
		}
		if (rest != 0) {
			flags.raise(tiny ? FloatFlags.INEXACT | FloatFlags.UNDERFLOW : FloatFlags.INEXACT);
		}
		// The leading one, where there is one, adds to the exponent; so does a carry.
		result += (long) (biased == 0 ? 0 : biased - 1) << fractionBits;
		if (biased >= maxExponent || result >= infinity) {
			flags.raise(FloatFlags.INEXACT | FloatFlags.OVERFLOW);
			boolean toInfinity = mode == RoundingMode.NEAREST_EVEN || mode == RoundingMode.NEAREST_MAX_MAGNITUDE
					|| mode == (negative ? RoundingMode.DOWN : RoundingMode.UP);
			return zero(negative) | (toInfinity ? infinity : infinity - 1);
		}
		return zero(negative) | result;
	}

	private boolean reachesNext(long significand, int lost, boolean negative, int mode) {
		long rest = significand & (1L << lost) - 1;
		long result = significand >>> lost;
		boolean up = RoundingMode.roundsUp(mode, negative, (result & 1) != 0, rest >>> lost - 1 != 0, (rest & (1L << lost - 1) - 1) != 0);
		return up && result == fractionMask + 1 + fractionMask;
	}

	private static long shiftSticky(long value, int distance) {
		if (distance == 0) {
			return value;
		}
		return distance < 63 ? value >>> distance | (value << -distance != 0 ? 1 : 0) : value != 0 ? 1 : 0;
	}

	/** Packs an exact magnitude × 2^scale. */
	private long pack(boolean negative, BigInteger magnitude, int scale, int mode, FloatFlags flags) {
		int shift = magnitude.bitLength() - 1 - TOP;
		long significand;
		if (shift <= 0) {
			significand = magnitude.longValue() << -shift;
		} else {
			significand = magnitude.shiftRight(shift).longValue() | (magnitude.getLowestSetBit() < shift ? 1 : 0);
		}
		return pack(negative, scale + shift + TOP, significand, mode, flags);
	}

	// ---- the host's arithmetic, where it tells all that is needed

	// ---- arithmetic

	public long add(long a, long b, int mode, FloatFlags flags) {
		if (isNan(a) || isNan(b)) {
			return nanOf(a, b, flags);
		}
		boolean subtract = isNegative(a) != isNegative(b);
		if (isInfinite(a)) {
			return isInfinite(b) && subtract ? invalid(flags) : a;
		}
		if (isInfinite(b)) {
			return b;
		}
		if (isZero(a) || isZero(b)) {
			return isZero(a) && isZero(b) ? subtract ? zero(mode == RoundingMode.DOWN) : a : isZero(a) ? b : a;
		}
		if (Long.compare(a & ~signBit, b & ~signBit) < 0) {
			long swap = a;
			a = b;
			b = swap;
		}
		int exponent = exponent(a);
		long x = significand(a);
		long y = shiftSticky(significand(b), exponent - exponent(b));
		boolean negative = isNegative(a);
		if (!subtract) {
			long sum = x + y;
			return sum < 0 ? pack(negative, exponent + 1, sum >>> 1 | sum & 1, mode, flags) : pack(negative, exponent, sum, mode, flags);
		}
		long difference = x - y;
		if (difference == 0) {
			return zero(mode == RoundingMode.DOWN);
		}
		int up = Long.numberOfLeadingZeros(difference) - 1;
		return pack(negative, exponent - up, difference << up, mode, flags);
	}

	public long subtract(long a, long b, int mode, FloatFlags flags) {
		return add(a, isNan(b) ? b : b ^ signBit, mode, flags);
	}

	public long multiply(long a, long b, int mode, FloatFlags flags) {
		if (isNan(a) || isNan(b)) {
			return nanOf(a, b, flags);
		}
		boolean negative = isNegative(a) != isNegative(b);
		if (isInfinite(a) || isInfinite(b)) {
			return isZero(a) || isZero(b) ? invalid(flags) : infinity(negative);
		}
		if (isZero(a) || isZero(b)) {
			return zero(negative);
		}
		long x = significand(a);
		long y = significand(b);
		int exponent = exponent(a) + exponent(b);
		long high = Math.multiplyHigh(x, y);
		long low = x * y;
		// The product of two numbers with 62 binary places has 124, and is below 4.
		if (high >>> 61 != 0) {
			return pack(negative, exponent + 1, high << 1 | low >>> 63 | (low << 1 != 0 ? 1 : 0), mode, flags);
		}
		return pack(negative, exponent, high << 2 | low >>> 62 | (low << 2 != 0 ? 1 : 0), mode, flags);
	}

	public long divide(long a, long b, int mode, FloatFlags flags) {
		if (isNan(a) || isNan(b)) {
			return nanOf(a, b, flags);
		}
		boolean negative = isNegative(a) != isNegative(b);
		if (isInfinite(a)) {
			return isInfinite(b) ? invalid(flags) : infinity(negative);
		}
		if (isInfinite(b)) {
			return zero(negative);
		}
		if (isZero(b)) {
			if (isZero(a)) {
				return invalid(flags);
			}
			flags.raise(FloatFlags.DIVISION_BY_ZERO);
			return infinity(negative);
		}
		if (isZero(a)) {
			return zero(negative);
		}
		long remainder = significand(a);
		long divisor = significand(b);
		int exponent = exponent(a) - exponent(b);
		if (remainder < divisor) {
			remainder <<= 1;
			exponent--;
		}
		long quotient = 0;
		for (int i = 0; i <= TOP; i++) {
			quotient <<= 1;
			if (Long.compareUnsigned(remainder, divisor) >= 0) {
				remainder -= divisor;
				quotient |= 1;
			}
			remainder <<= 1;
		}
		return pack(negative, exponent, quotient | (remainder != 0 ? 1 : 0), mode, flags);
	}

	public long squareRoot(long a, int mode, FloatFlags flags) {
		if (isNan(a)) {
			return nanOf(a, a, flags);
		}
		if (isZero(a)) {
			return a;
		}
		if (isNegative(a)) {
			return invalid(flags);
		}
		if (isInfinite(a)) {
			return a;
		}
		int exponent = exponent(a);
		int even = exponent & 1;
		BigInteger radicand = BigInteger.valueOf(significand(a)).shiftLeft(TOP + even);
		BigInteger[] root = radicand.sqrtAndRemainder();
		return pack(false, exponent - even >> 1, root[0].longValue() | (root[1].signum() != 0 ? 1 : 0), mode, flags);
	}

	/** a × b + c with one rounding. */
	public long fusedMultiplyAdd(long a, long b, long c, int mode, FloatFlags flags) {
		boolean impossible = isInfinite(a) && isZero(b) || isZero(a) && isInfinite(b);
		if (impossible || isSignaling(a) || isSignaling(b) || isSignaling(c)) {
			return invalid(flags); // even where c is a quiet NaN
		}
		if (isNan(a) || isNan(b) || isNan(c)) {
			return nan;
		}
		boolean negative = isNegative(a) != isNegative(b);
		if (isInfinite(a) || isInfinite(b)) {
			return isInfinite(c) && isNegative(c) != negative ? invalid(flags) : infinity(negative);
		}
		if (isInfinite(c)) {
			return c;
		}
		if (isZero(a) || isZero(b)) {
			return isZero(c) ? isNegative(c) == negative ? c : zero(mode == RoundingMode.DOWN) : c;
		}
		if (isZero(c)) {
			return multiply(a, b, mode, flags);
		}
		BigInteger product = BigInteger.valueOf(significand(a)).multiply(BigInteger.valueOf(significand(b)));
		int productScale = exponent(a) + exponent(b) - 2 * TOP;
		BigInteger addend = BigInteger.valueOf(significand(c));
		int addendScale = exponent(c) - TOP;
		// Bits further apart than any rounding looks are replaced by a sticky one.
		int far = 300;
		if (productScale - addendScale > far) {
			addendScale = productScale - far;
			addend = BigInteger.ONE;
		} else if (addendScale - productScale > far) {
			productScale = addendScale - far;
			product = BigInteger.ONE;
		}
		int scale = Math.min(productScale, addendScale);
		BigInteger sum = signed(product.shiftLeft(productScale - scale), negative).add(signed(addend.shiftLeft(addendScale - scale), isNegative(c)));
		if (sum.signum() == 0) {
			return zero(mode == RoundingMode.DOWN);
		}
		return pack(sum.signum() < 0, sum.abs(), scale, mode, flags);
	}

	private static BigInteger signed(BigInteger magnitude, boolean negative) {
		return negative ? magnitude.negate() : magnitude;
	}

	public long negate(long a) {
		return a ^ signBit;
	}

	// ---- comparison

	private boolean below(long a, long b, boolean orEqual) {
		if (isZero(a) && isZero(b)) {
			return orEqual;
		}
		if (a == b) {
			return orEqual;
		}
		if (isNegative(a) != isNegative(b)) {
			return isNegative(a);
		}
		return (a & ~signBit) < (b & ~signBit) != isNegative(a);
	}

	/** Quiet: only signaling NaNs are invalid. */
	public boolean equal(long a, long b, FloatFlags flags) {
		if (isNan(a) || isNan(b)) {
			nanOf(a, b, flags);
			return false;
		}
		return a == b || isZero(a) && isZero(b);
	}

	/** Signaling: any NaN is invalid. */
	public boolean less(long a, long b, boolean orEqual, FloatFlags flags) {
		if (isNan(a) || isNan(b)) {
			invalid(flags);
			return false;
		}
		return below(a, b, orEqual);
	}

	/** The lesser or greater; −0 is less than +0, and a number wins against a NaN. */
	public long minimum(long a, long b, boolean greater, FloatFlags flags) {
		if (isSignaling(a) || isSignaling(b)) {
			invalid(flags);
		}
		if (isNan(a)) {
			return isNan(b) ? nan : b;
		}
		if (isNan(b)) {
			return a;
		}
		boolean aBelow = isZero(a) && isZero(b) ? isNegative(a) : below(a, b, false);
		return aBelow != greater ? a : b;
	}

	/** One bit that tells the class (Unprivileged, table of fclass). */
	public long classify(long a) {
		boolean negative = isNegative(a);
		if (isNan(a)) {
			return isSignaling(a) ? 1 << 8 : 1 << 9;
		}
		if (isInfinite(a)) {
			return negative ? 1 : 1 << 7;
		}
		if (isZero(a)) {
			return negative ? 1 << 3 : 1 << 4;
		}
		boolean normal = (a & infinity) != 0;
		return negative ? normal ? 1 << 1 : 1 << 2 : normal ? 1 << 6 : 1 << 5;
	}

	/** The magnitude of the first with a sign made of both. */
	public long injectSign(long a, long b, boolean negate, boolean exclusiveOr) {
		long sign = exclusiveOr ? (a ^ b) & signBit : negate ? ~b & signBit : b & signBit;
		return a & ~signBit | sign;
	}

	// ---- conversion

	/** From an integer. */
	public long fromInteger(long value, boolean unsigned, int mode, FloatFlags flags) {
		if (value == 0) {
			return 0;
		}
		boolean negative = !unsigned && value < 0;
		long magnitude = negative ? -value : value;
		int zeros = Long.numberOfLeadingZeros(magnitude);
		long significand = zeros == 0 ? magnitude >>> 1 | magnitude & 1 : magnitude << zeros - 1;
		return pack(negative, 63 - zeros, significand, mode, flags);
	}

	/** To an integer of 8 to 64 bits; what does not fit is invalid and becomes the nearest end of the range, a NaN the upper one. */
	public long toInteger(long a, boolean unsigned, int bits, int mode, FloatFlags flags) {
		long max = unsigned ? bits == 64 ? -1 : (1L << bits) - 1 : (1L << bits - 1) - 1;
		long min = unsigned ? 0 : -1L << bits - 1;
		boolean negative = isNegative(a) && !isNan(a);
		if (isNan(a) || isInfinite(a) || !isZero(a) && exponent(a) > 63) {
			flags.raise(FloatFlags.INVALID);
			return negative ? min : max;
		}
		if (isZero(a)) {
			return 0;
		}
		int shift = TOP - exponent(a);
		long significand = significand(a);
		long whole = shift <= 0 ? significand << -shift : shift < 64 ? significand >>> shift : 0;
		long fraction = shift <= 0 ? 0 : shift < 64 ? significand << -shift : shift == 64 ? significand : 1;
		boolean up = RoundingMode.roundsUp(mode, negative, (whole & 1) != 0, fraction < 0, fraction << 1 != 0);
		boolean carry = up && ++whole == 0;
		// The greatest magnitude that fits on this side.
		long limit = negative ? unsigned ? 0 : 1L << bits - 1 : max;
		if (carry || Long.compareUnsigned(whole, limit) > 0) {
			flags.raise(FloatFlags.INVALID);
			return negative ? min : max;
		}
		if (fraction != 0) {
			flags.raise(FloatFlags.INEXACT);
		}
		return negative ? -whole : whole;
	}

	/** To another format. */
	public long convert(long a, FloatFormat target, int mode, FloatFlags flags) {
		if (isNan(a)) {
			if (isSignaling(a)) {
				flags.raise(FloatFlags.INVALID);
			}
			return target.nan;
		}
		boolean negative = isNegative(a);
		if (isInfinite(a)) {
			return target.infinity(negative);
		}
		return isZero(a) ? target.zero(negative) : target.pack(negative, exponent(a), significand(a), mode, flags);
	}

	// ---- Zfa

	/** To an integer in this format; {@code tells} says whether a change raises inexact. */
	public long roundToIntegral(long a, boolean tells, int mode, FloatFlags flags) {
		if (isNan(a)) {
			return nanOf(a, a, flags);
		}
		if (isInfinite(a) || isZero(a) || exponent(a) >= fractionBits) {
			return a;
		}
		int shift = TOP - exponent(a);
		long significand = significand(a);
		long whole = shift < 64 ? significand >>> shift : 0;
		long fraction = shift < 64 ? significand << -shift : shift == 64 ? significand : 1;
		if (RoundingMode.roundsUp(mode, isNegative(a), (whole & 1) != 0, fraction < 0, fraction << 1 != 0)) {
			whole++;
		}
		if (fraction != 0 && tells) {
			flags.raise(FloatFlags.INEXACT);
		}
		return zero(isNegative(a)) | fromInteger(whole, true, mode, flags);
	}

	/** Quiet: only signaling NaNs are invalid. */
	public boolean lessQuietly(long a, long b, boolean orEqual, FloatFlags flags) {
		if (isNan(a) || isNan(b)) {
			nanOf(a, b, flags);
			return false;
		}
		return below(a, b, orEqual);
	}

	/** The lesser or greater, or NaN if either is. */
	public long minimumOrNan(long a, long b, boolean greater, FloatFlags flags) {
		return isNan(a) || isNan(b) ? nanOf(a, b, flags) : minimum(a, b, greater, flags);
	}

	/** The integer part modulo 2^32, sign-extended; 0 for infinities and NaNs; flags as of a conversion to 32 bits. */
	public long toIntegerModulo(long a, FloatFlags flags) {
		toInteger(a, false, 32, RoundingMode.TOWARDS_ZERO, flags);
		if (isNan(a) || isInfinite(a) || isZero(a)) {
			return 0;
		}
		int shift = TOP - exponent(a);
		long whole = shift >= 64 || shift <= -64 ? 0 : shift > 0 ? significand(a) >>> shift : significand(a) << -shift;
		return (int) (isNegative(a) ? -whole : whole);
	}

	/** A constant of {@code fli}. */
	public long constant(int index) {
		double value = FloatConstants.value(index, Double.longBitsToDouble(1023L + 1 - bias << 52));
		return Double.isNaN(value) ? nan : DOUBLE.convert(Double.doubleToRawLongBits(value), this, RoundingMode.NEAREST_EVEN, new FloatFlags());
	}
}
