/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

/** Zbb, Zbs and Zicond: logic, counting, rotation, single bits and conditional zeros. */
public final class BitInstructions {

	private BitInstructions() {
	}

	public static long andn(long a, long b) {
		return a & ~b;
	}

	public static long orn(long a, long b) {
		return a | ~b;
	}

	public static long xnor(long a, long b) {
		return ~(a ^ b);
	}

	public static long clz(long a) {
		return Long.numberOfLeadingZeros(a);
	}

	public static long ctz(long a) {
		return Long.numberOfTrailingZeros(a);
	}

	public static long cpop(long a) {
		return Long.bitCount(a);
	}

	public static long clzw(long a) {
		return Integer.numberOfLeadingZeros((int) a);
	}

	public static long ctzw(long a) {
		return Integer.numberOfTrailingZeros((int) a);
	}

	public static long cpopw(long a) {
		return Integer.bitCount((int) a);
	}

	public static long maxu(long a, long b) {
		return Long.compareUnsigned(a, b) >= 0 ? a : b;
	}

	public static long minu(long a, long b) {
		return Long.compareUnsigned(a, b) <= 0 ? a : b;
	}

	public static long sextB(long a) {
		return (byte) a;
	}

	public static long sextH(long a) {
		return (short) a;
	}

	public static long zextH(long a) {
		return a & 0xffff;
	}

	public static long rol(long a, long b) {
		return Long.rotateLeft(a, (int) b);
	}

	public static long ror(long a, long b) {
		return Long.rotateRight(a, (int) b);
	}

	public static long rolw(long a, long b) {
		return Integer.rotateLeft((int) a, (int) b);
	}

	public static long rorw(long a, long b) {
		return Integer.rotateRight((int) a, (int) b);
	}

	public static long rev8(long a) {
		return Long.reverseBytes(a);
	}

	public static long bclr(long a, long b) {
		return a & ~(1L << b);
	}

	public static long bext(long a, long b) {
		return a >>> b & 1;
	}

	public static long binv(long a, long b) {
		return a ^ 1L << b;
	}

	public static long bset(long a, long b) {
		return a | 1L << b;
	}

	public static long czeroEqz(long a, long b) {
		return b == 0 ? 0 : a;
	}

	public static long czeroNez(long a, long b) {
		return b != 0 ? 0 : a;
	}

	/** Each byte that is not zero becomes 0xff: its highest bit is gathered from all its bits and spread. */
	public static long orcB(long a) {
		long low = 0x7f7f_7f7f_7f7f_7f7fL;
		long high = ((a & low) + low | a) & ~low;
		return (high >>> 7) * 0xff;
	}
}
