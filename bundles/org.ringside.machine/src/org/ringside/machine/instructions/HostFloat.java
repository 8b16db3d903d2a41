/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

/**
 * Floating-point operations done by the host where that gives the same bits and could raise no new flag: to nearest even,
 * with inexact raised already, and with a result far from overflow, underflow and NaN. All else is for {@link FloatFormat}.
 */
public final class HostFloat {

	private static final long INFINITY = 0x7ff0_0000_0000_0000L;

	private HostFloat() {
	}

	private static boolean likeHost(int rm, FloatFlags flags) {
		return rm == RoundingMode.NEAREST_EVEN && (flags.flags & FloatFlags.INEXACT) != 0;
	}

	/** Whether the exponent is that of a finite number beyond twice the least normal one, which rounding cannot have reached from below. */
	public static boolean ordinary(long bits) {
		return ((bits >>> 52) - 2 & 0x7ff) < 0x7fd;
	}

	private static boolean ordinary(int bits) {
		return ((bits >>> 23) - 2 & 0xff) < 0xfd;
	}

	private static boolean isZero(long bits) {
		return bits << 1 == 0;
	}

	private static boolean isZero(int bits) {
		return bits << 1 == 0;
	}

	private static boolean isNan(long bits) {
		return (bits & Long.MAX_VALUE) > INFINITY;
	}

	public static long addDouble(long a, long b, int rm, FloatFlags flags) {
		if (likeHost(rm, flags)) {
			long r = Double.doubleToRawLongBits(Double.longBitsToDouble(a) + Double.longBitsToDouble(b));
			if (ordinary(r) || isZero(r)) {
				return r;
			}
		}
		return FloatFormat.DOUBLE.add(a, b, rm, flags);
	}

	public static long subtractDouble(long a, long b, int rm, FloatFlags flags) {
		if (likeHost(rm, flags)) {
			long r = Double.doubleToRawLongBits(Double.longBitsToDouble(a) - Double.longBitsToDouble(b));
			if (ordinary(r) || isZero(r)) {
				return r;
			}
		}
		return FloatFormat.DOUBLE.subtract(a, b, rm, flags);
	}

	public static long multiplyDouble(long a, long b, int rm, FloatFlags flags) {
		if (likeHost(rm, flags)) {
			long r = Double.doubleToRawLongBits(Double.longBitsToDouble(a) * Double.longBitsToDouble(b));
			if (ordinary(r) || isZero(r) && (isZero(a) || isZero(b))) {
				return r;
			}
		}
		return FloatFormat.DOUBLE.multiply(a, b, rm, flags);
	}

	public static long divideDouble(long a, long b, int rm, FloatFlags flags) {
		if (likeHost(rm, flags)) {
			long r = Double.doubleToRawLongBits(Double.longBitsToDouble(a) / Double.longBitsToDouble(b));
			if (ordinary(r) || isZero(r) && isZero(a)) {
				return r;
			}
		}
		return FloatFormat.DOUBLE.divide(a, b, rm, flags);
	}

	public static long addSingle(long a, long b, int rm, FloatFlags flags) {
		int x = (int) FloatInstructions.single(a);
		int y = (int) FloatInstructions.single(b);
		if (likeHost(rm, flags)) {
			int r = Float.floatToRawIntBits(Float.intBitsToFloat(x) + Float.intBitsToFloat(y));
			if (ordinary(r) || isZero(r)) {
				return FloatInstructions.box(Integer.toUnsignedLong(r));
			}
		}
		return FloatInstructions.box(FloatFormat.SINGLE.add(Integer.toUnsignedLong(x), Integer.toUnsignedLong(y), rm, flags));
	}

	public static long subtractSingle(long a, long b, int rm, FloatFlags flags) {
		int x = (int) FloatInstructions.single(a);
		int y = (int) FloatInstructions.single(b);
		if (likeHost(rm, flags)) {
			int r = Float.floatToRawIntBits(Float.intBitsToFloat(x) - Float.intBitsToFloat(y));
			if (ordinary(r) || isZero(r)) {
				return FloatInstructions.box(Integer.toUnsignedLong(r));
			}
		}
		return FloatInstructions.box(FloatFormat.SINGLE.subtract(Integer.toUnsignedLong(x), Integer.toUnsignedLong(y), rm, flags));
	}

	public static long multiplySingle(long a, long b, int rm, FloatFlags flags) {
		int x = (int) FloatInstructions.single(a);
		int y = (int) FloatInstructions.single(b);
		if (likeHost(rm, flags)) {
			int r = Float.floatToRawIntBits(Float.intBitsToFloat(x) * Float.intBitsToFloat(y));
			if (ordinary(r) || isZero(r) && (isZero(x) || isZero(y))) {
				return FloatInstructions.box(Integer.toUnsignedLong(r));
			}
		}
		return FloatInstructions.box(FloatFormat.SINGLE.multiply(Integer.toUnsignedLong(x), Integer.toUnsignedLong(y), rm, flags));
	}

	public static long divideSingle(long a, long b, int rm, FloatFlags flags) {
		int x = (int) FloatInstructions.single(a);
		int y = (int) FloatInstructions.single(b);
		if (likeHost(rm, flags)) {
			int r = Float.floatToRawIntBits(Float.intBitsToFloat(x) / Float.intBitsToFloat(y));
			if (ordinary(r) || isZero(r) && isZero(x)) {
				return FloatInstructions.box(Integer.toUnsignedLong(r));
			}
		}
		return FloatInstructions.box(FloatFormat.SINGLE.divide(Integer.toUnsignedLong(x), Integer.toUnsignedLong(y), rm, flags));
	}

	public static long squareRootDouble(long a, int rm, FloatFlags flags) {
		if (likeHost(rm, flags)) {
			long r = Double.doubleToRawLongBits(Math.sqrt(Double.longBitsToDouble(a)));
			if (ordinary(r)) {
				return r;
			}
		}
		return FloatFormat.DOUBLE.squareRoot(a, rm, flags);
	}

	public static long squareRootSingle(long a, int rm, FloatFlags flags) {
		int x = (int) FloatInstructions.single(a);
		if (likeHost(rm, flags)) {
			int r = Float.floatToRawIntBits((float) Math.sqrt(Float.intBitsToFloat(x)));
			if (ordinary(r)) {
				return FloatInstructions.box(Integer.toUnsignedLong(r));
			}
		}
		return FloatInstructions.box(FloatFormat.SINGLE.squareRoot(Integer.toUnsignedLong(x), rm, flags));
	}

	public static long fusedMultiplyAddDouble(long a, long b, long c, int rm, FloatFlags flags) {
		if (likeHost(rm, flags)) {
			long r = Double.doubleToRawLongBits(Math.fma(Double.longBitsToDouble(a), Double.longBitsToDouble(b), Double.longBitsToDouble(c)));
			if (ordinary(r)) {
				return r;
			}
		}
		return FloatFormat.DOUBLE.fusedMultiplyAdd(a, b, c, rm, flags);
	}

	public static long fusedMultiplyAddSingle(long a, long b, long c, int rm, FloatFlags flags) {
		int x = (int) FloatInstructions.single(a);
		int y = (int) FloatInstructions.single(b);
		int z = (int) FloatInstructions.single(c);
		if (likeHost(rm, flags)) {
			int r = Float.floatToRawIntBits(Math.fma(Float.intBitsToFloat(x), Float.intBitsToFloat(y), Float.intBitsToFloat(z)));
			if (ordinary(r)) {
				return FloatInstructions.box(Integer.toUnsignedLong(r));
			}
		}
		return FloatInstructions.box(FloatFormat.SINGLE.fusedMultiplyAdd(Integer.toUnsignedLong(x), Integer.toUnsignedLong(y), Integer.toUnsignedLong(z), rm, flags));
	}

	/** The number with its sign inverted; a NaN too, which an operation then makes canonical. */
	public static long negateDouble(long a) {
		return a ^ Long.MIN_VALUE;
	}

	/** The same of a single-precision value in a register; what is not boxed stays so. */
	public static long negateSingle(long a) {
		return a ^ 1L << 31;
	}

	public static long equalDouble(long a, long b, FloatFlags flags) {
		return isNan(a) || isNan(b) ? FloatFormat.DOUBLE.equal(a, b, flags) ? 1 : 0
				: Double.longBitsToDouble(a) == Double.longBitsToDouble(b) ? 1 : 0;
	}

	public static long lessDouble(long a, long b, FloatFlags flags) {
		return isNan(a) || isNan(b) ? FloatFormat.DOUBLE.less(a, b, false, flags) ? 1 : 0
				: Double.longBitsToDouble(a) < Double.longBitsToDouble(b) ? 1 : 0;
	}

	public static long lessOrEqualDouble(long a, long b, FloatFlags flags) {
		return isNan(a) || isNan(b) ? FloatFormat.DOUBLE.less(a, b, true, flags) ? 1 : 0
				: Double.longBitsToDouble(a) <= Double.longBitsToDouble(b) ? 1 : 0;
	}

	/** Any word is a double: nothing is rounded. */
	public static long wordToDouble(long a) {
		return Double.doubleToRawLongBits((int) a);
	}

	public static long longToDouble(long a, int rm, FloatFlags flags) {
		return likeHost(rm, flags) ? Double.doubleToRawLongBits(a) : FloatFormat.DOUBLE.fromInteger(a, false, rm, flags);
	}

	public static long doubleToWord(long a, int rm, FloatFlags flags) {
		double number = Double.longBitsToDouble(a);
		return rm == RoundingMode.TOWARDS_ZERO && (flags.flags & FloatFlags.INEXACT) != 0 && Math.abs(number) < 0x1p31 ? (int) number
				: FloatFormat.DOUBLE.toInteger(a, false, Integer.SIZE, rm, flags);
	}

	public static long doubleToLong(long a, int rm, FloatFlags flags) {
		double number = Double.longBitsToDouble(a);
		return rm == RoundingMode.TOWARDS_ZERO && (flags.flags & FloatFlags.INEXACT) != 0 && Math.abs(number) < 0x1p63 ? (long) number
				: FloatFormat.DOUBLE.toInteger(a, false, Long.SIZE, rm, flags);
	}

	public static long singleToDouble(long a, int rm, FloatFlags flags) {
		int x = (int) FloatInstructions.single(a);
		return ordinary(x) || isZero(x) ? Double.doubleToRawLongBits(Float.intBitsToFloat(x))
				: FloatFormat.SINGLE.convert(Integer.toUnsignedLong(x), FloatFormat.DOUBLE, rm, flags);
	}

	public static long doubleToSingle(long a, int rm, FloatFlags flags) {
		if (likeHost(rm, flags)) {
			int r = Float.floatToRawIntBits((float) Double.longBitsToDouble(a));
			if (ordinary(r) || isZero(a)) {
				return FloatInstructions.box(Integer.toUnsignedLong(r));
			}
		}
		return FloatInstructions.box(FloatFormat.DOUBLE.convert(a, FloatFormat.SINGLE, rm, flags));
	}
}
