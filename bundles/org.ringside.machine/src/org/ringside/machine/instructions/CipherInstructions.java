/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

/**
 * Zknd, Zkne and Zksed: rounds of AES (FIPS 197) and SM4. The substitution boxes are computed from their definitions: inverses
 * in GF(2<sup>8</sup>) between affine maps.
 */
public final class CipherInstructions {

	private static final int AES_POLYNOMIAL = 0x11b;
	private static final int SM4_POLYNOMIAL = 0x1f5;
	/** The last round number of {@code aes64ks1i}, which uses no constant and does not rotate. */
	public static final int LAST_ROUND = 10;

	private static final byte[] AES = new byte[256];
	private static final byte[] AES_INVERSE = new byte[256];
	private static final byte[] SM4 = new byte[256];

	static {
		for (int x = 0; x < 256; x++) {
			int inverse = inverse(x, AES_POLYNOMIAL);
			int substituted = inverse ^ rotate8(inverse, 1) ^ rotate8(inverse, 2) ^ rotate8(inverse, 3) ^ rotate8(inverse, 4) ^ 0x63;
			AES[x] = (byte) substituted;
			AES_INVERSE[substituted] = (byte) x;
			SM4[x] = (byte) sm4Affine(inverse(sm4Affine(x), SM4_POLYNOMIAL));
		}
	}

	private CipherInstructions() {
	}

	private static int rotate8(int x, int by) {
		return (x << by | x >>> 8 - by) & 0xff;
	}

	private static int multiply(int a, int b, int polynomial) {
		int product = 0;
		for (int i = 0; i < 8; i++) {
			product ^= (b >>> i & 1) != 0 ? a : 0;
			a <<= 1;
			a ^= (a & 0x100) != 0 ? polynomial : 0;
		}
		return product;
	}

	/** The 254th power; 0 for 0. */
	private static int inverse(int x, int polynomial) {
		int power = x;
		int result = 1;
		for (int i = 1; i < 8; i++) {
			power = multiply(power, power, polynomial);
			result = multiply(result, power, polynomial);
		}
		return result;
	}

	/** Bit i of the result is the parity of x under the mask 0xa7 rotated left by i, and 0xd3 is added. */
	private static int sm4Affine(int x) {
		int result = 0;
		for (int i = 0; i < 8; i++) {
			result |= (Integer.bitCount(x & rotate8(0xa7, i)) & 1) << i;
		}
		return result ^ 0xd3;
	}

	private static int at(long a, long b, int index) {
		return (int) ((index < 8 ? a : b) >>> 8 * (index & 7)) & 0xff;
	}

	/** Shifts rows by {@code direction} columns each, substitutes, and gives the first two columns. */
	private static long shiftAndSubstitute(long a, long b, int direction, byte[] box) {
		long result = 0;
		for (int column = 0; column < 2; column++) {
			for (int row = 0; row < 4; row++) {
				int from = (column + direction * row & 3) * 4 + row;
				result |= (box[at(a, b, from)] & 0xffL) << 8 * (column * 4 + row);
			}
		}
		return result;
	}

	/** Multiplies both columns by the circulant matrix with this first row. */
	private static long mixColumns(long state, int... factors) {
		long result = 0;
		for (int i = 0; i < 8; i++) {
			int sum = 0;
			for (int k = 0; k < 4; k++) {
				sum ^= multiply((int) (state >>> 8 * (i & 4 | i + k & 3)) & 0xff, factors[k], AES_POLYNOMIAL);
			}
			result |= (long) sum << 8 * i;
		}
		return result;
	}

	public static long aes64es(long a, long b) {
		return shiftAndSubstitute(a, b, 1, AES);
	}

	public static long aes64esm(long a, long b) {
		return mixColumns(aes64es(a, b), 2, 3, 1, 1);
	}

	public static long aes64ds(long a, long b) {
		return shiftAndSubstitute(a, b, -1, AES_INVERSE);
	}

	public static long aes64dsm(long a, long b) {
		return aes64im(aes64ds(a, b));
	}

	public static long aes64im(long a) {
		return mixColumns(a, 14, 11, 13, 9);
	}

	/** @param round 0 to {@link #LAST_ROUND} */
	public static long aes64ks1i(long a, long round) {
		int word = (int) (a >>> 32);
		int rotated = round == LAST_ROUND ? word : Integer.rotateRight(word, 8);
		int constant = round == LAST_ROUND ? 0 : 1;
		for (int i = 0; i < round && round < LAST_ROUND; i++) {
			constant = multiply(constant, 2, AES_POLYNOMIAL);
		}
		long result = (substitute(rotated) ^ constant) & 0xffff_ffffL;
		return result << 32 | result;
	}

	private static int substitute(int word) {
		int result = 0;
		for (int i = 0; i < 32; i += 8) {
			result |= (AES[word >>> i & 0xff] & 0xff) << i;
		}
		return result;
	}

	public static long aes64ks2(long a, long b) {
		long low = (a >>> 32 ^ b) & 0xffff_ffffL;
		return (low ^ b >>> 32) << 32 | low;
	}

	/** @param select which byte of b is used */
	public static long sm4ed(long a, long b, int select) {
		int x = SM4[(int) b >>> 8 * select & 0xff] & 0xff;
		int y = x ^ x << 8 ^ x << 2 ^ x << 18 ^ (x & 0x3f) << 26 ^ (x & 0xc0) << 10;
		return Integer.rotateLeft(y, 8 * select) ^ (int) a;
	}

	/** @param select which byte of b is used */
	public static long sm4ks(long a, long b, int select) {
		int x = SM4[(int) b >>> 8 * select & 0xff] & 0xff;
		int y = x ^ (x & 7) << 29 ^ (x & 0xfe) << 7 ^ (x & 1) << 23 ^ (x & 0xf8) << 13;
		return Integer.rotateLeft(y, 8 * select) ^ (int) a;
	}
}
