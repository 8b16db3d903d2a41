/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

import java.math.BigInteger;

/**
 * What IEEE 754 and the chapters "F", "D", "Zfh" and "Zfa" say that an instruction computes, by exact arithmetic with
 * integers of any size, and one rounding. It shares nothing with the machine but the numbers of modes and flags.
 */
final class FloatReference {

	/** A format by the widths of its fields. */
	enum Format {
		H(5, 10), S(8, 23), D(11, 52);

		final int exponentBits;
		final int fractionBits;
		final int bias;
		final int width;
		final long nan;
		final long infinity;

		Format(int exponentBits, int fractionBits) {
			this.exponentBits = exponentBits;
			this.fractionBits = fractionBits;
			bias = (1 << exponentBits - 1) - 1;
			width = 1 + exponentBits + fractionBits;
			infinity = (1L << exponentBits) - 1 << fractionBits;
			nan = infinity | 1L << fractionBits - 1;
		}

		int lowest() {
			return 1 - bias - fractionBits;
		}

		long sign() {
			return 1L << width - 1;
		}

		/** The value of a register: one that is not boxed rightly is the canonical NaN. */
		long unbox(long register) {
			long box = width == 64 ? 0 : -1L << width;
			return (register & box) == box ? register & ~box : nan;
		}

		long box(long bits) {
			return width == 64 ? bits : -1L << width | bits;
		}
	}

	/** Bits of the destination register, and flags. */
	record Result(long bits, int flags) {
	}

	static final int NX = 1;
	static final int UF = 2;
	static final int OF = 4;
	static final int DZ = 8;
	static final int NV = 16;
	private static final int RTZ = 1;
	private static final int RDN = 2;
	private static final int RUP = 3;
	private static final int RMM = 4;

	/** A number that is no NaN: sign × magnitude × 2^exponent, or infinite. */
	record Number(boolean negative, BigInteger magnitude, int exponent, boolean infinite) {
		boolean isZero() {
			return !infinite && magnitude.signum() == 0;
		}

		Number negate(boolean really) {
			return new Number(negative ^ really, magnitude, exponent, infinite);
		}

		BigInteger signed(int unit) {
			BigInteger value = magnitude.shiftLeft(exponent - unit);
			return negative ? value.negate() : value;
		}

		int compare(Number other) {
			if (infinite || other.infinite) {
				return Integer.compare(infinite ? negative ? -1 : 1 : 0, other.infinite ? other.negative ? -1 : 1 : 0);
			}
			int unit = Math.min(exponent, other.exponent);
			return signed(unit).compareTo(other.signed(unit));
		}
	}

	private int flags;
	private final int mode;

	FloatReference(int mode) {
		this.mode = mode;
	}

	int flags() {
		return flags;
	}

	static boolean isNan(Format f, long bits) {
		return (bits & ~f.sign()) > f.infinity;
	}

	static boolean isSignaling(Format f, long bits) {
		return isNan(f, bits) && (bits & f.nan ^ f.nan) != 0;
	}

	static Number number(Format f, long bits) {
		boolean negative = (bits & f.sign()) != 0;
		long exponent = bits >>> f.fractionBits & (1L << f.exponentBits) - 1;
		long fraction = bits & (1L << f.fractionBits) - 1;
		if (exponent == (1L << f.exponentBits) - 1) {
			return new Number(negative, BigInteger.ZERO, 0, true);
		}
		return exponent == 0 ? new Number(negative, BigInteger.valueOf(fraction), f.lowest(), false)
				: new Number(negative, BigInteger.valueOf(fraction | 1L << f.fractionBits), (int) exponent - 1 + f.lowest(), false);
	}

	/** The multiple of 2^unit next to a magnitude to which something smaller than its last place may be added; raises nothing. */
	private BigInteger nearest(boolean negative, BigInteger magnitude, int exponent, boolean more, int unit, boolean[] inexact) {
		int shift = unit - exponent;
		BigInteger whole = magnitude.shiftRight(shift);
		BigInteger rest = shift > 0 ? magnitude.subtract(whole.shiftLeft(shift)) : BigInteger.ZERO;
		int half = shift > 0 ? rest.shiftLeft(1).compareTo(BigInteger.ONE.shiftLeft(shift)) : -1;
		if (half == 0 && more) {
			half = 1;
		}
		inexact[0] = rest.signum() != 0 || more;
		boolean up = inexact[0] && switch (mode) {
			case RTZ -> false;
			case RDN -> negative;
			case RUP -> !negative;
			case RMM -> half >= 0;
			default -> half > 0 || half == 0 && whole.testBit(0);
		};
		return up ? whole.add(BigInteger.ONE) : whole;
	}

	/** Rounds once; tininess is detected after rounding (Unprivileged, chapter "F"). */
	private long round(Format f, boolean negative, BigInteger given, int givenExponent, boolean more) {
		long sign = negative ? f.sign() : 0;
		if (given.signum() == 0) {
			return sign;
		}
		int room = Math.max(0, f.fractionBits + 4 - given.bitLength());
		BigInteger magnitude = given.shiftLeft(room);
		int exponent = givenExponent - room;
		int precision = f.fractionBits + 1;
		int unbounded = exponent + magnitude.bitLength() - precision;
		boolean[] inexact = new boolean[1];
		BigInteger free = nearest(negative, magnitude, exponent, more, unbounded, inexact);
		boolean tiny = free.bitLength() - 1 + unbounded < 1 - f.bias;
		int unit = Math.max(unbounded, f.lowest());
		BigInteger rounded = nearest(negative, magnitude, exponent, more, unit, inexact);
		if (rounded.bitLength() - 1 + unit > f.bias) {
			flags |= OF | NX;
			boolean finite = mode == RTZ || mode == RDN && !negative || mode == RUP && negative;
			return sign | (finite ? f.infinity - 1 : f.infinity);
		}
		if (inexact[0]) {
			flags |= NX | (tiny ? UF : 0);
		}
		if (rounded.bitLength() > precision) {
			rounded = rounded.shiftRight(1);
			unit++;
		}
		long bits = rounded.longValueExact();
		return rounded.bitLength() < precision ? sign | bits
				: sign | (long) (unit - f.lowest() + 1) << f.fractionBits | bits & (1L << f.fractionBits) - 1;
	}

	private long invalid(Format f) {
		flags |= NV;
		return f.nan;
	}

	private void signal(Format f, long... operands) {
		for (long operand : operands) {
			if (isSignaling(f, operand)) {
				flags |= NV;
			}
		}
	}

	private static boolean anyNan(Format f, long... operands) {
		for (long operand : operands) {
			if (isNan(f, operand)) {
				return true;
			}
		}
		return false;
	}

	/** a × b + c, with one rounding; addition and multiplication are made of it where that is the same. */
	long multiplyAdd(Format f, long a, long b, long c, boolean negateProduct, boolean negateAddend) {
		Number x = anyNan(f, a) ? null : number(f, a);
		Number y = anyNan(f, b) ? null : number(f, b);
		signal(f, a, b, c);
		if (x != null && y != null && (x.infinite && y.isZero() || x.isZero() && y.infinite)) {
			return invalid(f);
		}
		if (anyNan(f, a, b, c)) {
			return f.nan;
		}
		boolean sign = x.negative ^ y.negative ^ negateProduct;
		Number product = new Number(sign, x.magnitude.multiply(y.magnitude), x.exponent + y.exponent, x.infinite || y.infinite);
		return sum(f, product, number(f, c).negate(negateAddend));
	}

	private long sum(Format f, Number x, Number y) {
		if (x.infinite || y.infinite) {
			if (x.infinite && y.infinite && x.negative != y.negative) {
				return invalid(f);
			}
			return ((x.infinite ? x : y).negative ? f.sign() : 0) | f.infinity;
		}
		int unit = Math.min(x.exponent, y.exponent);
		BigInteger sum = x.signed(unit).add(y.signed(unit));
		if (sum.signum() == 0) {
			boolean negative = x.isZero() && y.isZero() && x.negative == y.negative ? x.negative : mode == RDN;
			return negative ? f.sign() : 0;
		}
		return round(f, sum.signum() < 0, sum.abs(), unit, false);
	}

	long add(Format f, long a, long b, boolean subtract) {
		signal(f, a, b);
		return anyNan(f, a, b) ? f.nan : sum(f, number(f, a), number(f, b).negate(subtract));
	}

	long multiply(Format f, long a, long b) {
		signal(f, a, b);
		if (anyNan(f, a, b)) {
			return f.nan;
		}
		Number x = number(f, a);
		Number y = number(f, b);
		boolean sign = x.negative ^ y.negative;
		if (x.infinite || y.infinite) {
			return x.isZero() || y.isZero() ? invalid(f) : (sign ? f.sign() : 0) | f.infinity;
		}
		return round(f, sign, x.magnitude.multiply(y.magnitude), x.exponent + y.exponent, false);
	}

	long divide(Format f, long a, long b) {
		signal(f, a, b);
		if (anyNan(f, a, b)) {
			return f.nan;
		}
		Number x = number(f, a);
		Number y = number(f, b);
		long sign = x.negative ^ y.negative ? f.sign() : 0;
		if (x.infinite || y.infinite) {
			return x.infinite && y.infinite ? invalid(f) : sign | (x.infinite ? f.infinity : 0);
		}
		if (y.isZero()) {
			if (x.isZero()) {
				return invalid(f);
			}
			flags |= DZ;
			return sign | f.infinity;
		}
		if (x.isZero()) {
			return sign;
		}
		int shift = y.magnitude.bitLength() + f.fractionBits + 5;
		BigInteger[] parts = x.magnitude.shiftLeft(shift).divideAndRemainder(y.magnitude);
		return round(f, sign != 0, parts[0], x.exponent - shift - y.exponent, parts[1].signum() != 0);
	}

	long squareRoot(Format f, long a) {
		signal(f, a);
		if (isNan(f, a)) {
			return f.nan;
		}
		Number x = number(f, a);
		if (x.isZero()) {
			return a;
		}
		if (x.negative) {
			return invalid(f);
		}
		if (x.infinite) {
			return a;
		}
		int shift = 2 * (f.fractionBits + 5) + (x.exponent & 1);
		BigInteger[] parts = x.magnitude.shiftLeft(shift).sqrtAndRemainder();
		return round(f, false, parts[0], (x.exponent - shift) / 2, parts[1].signum() != 0);
	}

	/** Minimum or maximum; where {@code keepsNan} a NaN wins, otherwise a number does. */
	long extreme(Format f, long a, long b, boolean maximum, boolean keepsNan) {
		signal(f, a, b);
		if (anyNan(f, a, b)) {
			return keepsNan || isNan(f, a) && isNan(f, b) ? f.nan : isNan(f, a) ? b : a;
		}
		Number x = number(f, a);
		Number y = number(f, b);
		int order = x.compare(y);
		if (order == 0) {
			order = Boolean.compare(y.negative, x.negative);
		}
		return order < 0 ^ maximum ? a : b;
	}

	/** 1 if a is less than b, or at most b; a quiet comparison raises for signaling NaNs only. */
	long less(Format f, long a, long b, boolean orEqual, boolean quiet) {
		if (anyNan(f, a, b)) {
			signal(f, a, b);
			flags |= quiet ? 0 : NV;
			return 0;
		}
		int order = number(f, a).compare(number(f, b));
		return order < 0 || order == 0 && orEqual ? 1 : 0;
	}

	long equal(Format f, long a, long b) {
		signal(f, a, b);
		return !anyNan(f, a, b) && number(f, a).compare(number(f, b)) == 0 ? 1 : 0;
	}

	static long classify(Format f, long a) {
		boolean negative = (a & f.sign()) != 0;
		long magnitude = a & ~f.sign();
		if (isNan(f, a)) {
			return isSignaling(f, a) ? 1 << 8 : 1 << 9;
		}
		int kind = magnitude == f.infinity ? 0 : magnitude == 0 ? 3 : magnitude >>> f.fractionBits == 0 ? 2 : 1;
		return 1L << (negative ? kind : 7 - kind);
	}

	/** To an integer of some bits; out of range is invalid and nothing else (Unprivileged, table of chapter "F"). */
	long toInteger(Format f, long a, int bits, boolean signed) {
		BigInteger least = signed ? BigInteger.ONE.shiftLeft(bits - 1).negate() : BigInteger.ZERO;
		BigInteger most = BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits).subtract(BigInteger.ONE);
		boolean nan = isNan(f, a);
		Number x = nan ? null : number(f, a);
		BigInteger value;
		boolean[] inexact = new boolean[1];
		if (nan || x.infinite) {
			value = nan || !x.negative ? most.add(BigInteger.ONE) : least.subtract(BigInteger.ONE);
		} else {
			BigInteger magnitude = nearest(x.negative, x.magnitude, x.exponent, false, 0, inexact);
			value = x.negative ? magnitude.negate() : magnitude;
		}
		if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
			flags |= NV;
			value = value.signum() < 0 ? least : most;
		} else if (inexact[0]) {
			flags |= NX;
		}
		return bits == 32 ? value.intValue() : value.longValue();
	}

	long fromInteger(Format f, long x, int bits, boolean signed) {
		BigInteger value = BigInteger.valueOf(bits == 32 ? signed ? (int) x : x & 0xffff_ffffL : x);
		if (!signed && value.signum() < 0) {
			value = value.add(BigInteger.ONE.shiftLeft(64));
		}
		return round(f, value.signum() < 0, value.abs(), 0, false);
	}

	long convert(Format from, Format to, long a) {
		signal(from, a);
		if (isNan(from, a)) {
			return to.nan;
		}
		Number x = number(from, a);
		return x.infinite ? (x.negative ? to.sign() : 0) | to.infinity : round(to, x.negative, x.magnitude, x.exponent, false);
	}

	/** To an integral value in the same format (Zfa). */
	long toIntegral(Format f, long a, boolean tellsInexact) {
		signal(f, a);
		if (isNan(f, a)) {
			return f.nan;
		}
		Number x = number(f, a);
		if (x.infinite) {
			return a;
		}
		boolean[] inexact = new boolean[1];
		BigInteger magnitude = x.exponent >= 0 ? x.magnitude.shiftLeft(x.exponent) : nearest(x.negative, x.magnitude, x.exponent, false, 0, inexact);
		long bits = round(f, x.negative, magnitude, 0, false);
		flags |= tellsInexact && inexact[0] ? NX : 0;
		return bits;
	}

	/** The lowest 32 bits of the integer towards zero (Zfa, fcvtmod.w.d). */
	long toIntegerModular(long a) {
		Format f = Format.D;
		if (isNan(f, a) || number(f, a).infinite) {
			flags |= NV;
			return 0;
		}
		Number x = number(f, a);
		BigInteger whole = x.magnitude.shiftLeft(x.exponent);
		boolean inexact = x.exponent < 0 && !whole.shiftLeft(-x.exponent).equals(x.magnitude);
		BigInteger value = x.negative ? whole.negate() : whole;
		flags |= value.bitLength() > 31 ? NV : inexact ? NX : 0;
		return value.intValue();
	}
}
