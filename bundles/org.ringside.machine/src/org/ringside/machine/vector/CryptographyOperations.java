/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.vector;

import java.util.Arrays;

import org.ringside.machine.instructions.CipherInstructions;
import org.ringside.machine.instructions.HashInstructions;

/** What the instructions of vector cryptography compute from groups of elements. */
final class CryptographyOperations {

	private static final long WORD = 0xffff_ffffL;

	private CryptographyOperations() {
	}

	/** A group from those of vd, vs2 and vs1, with the field where vs1 or the immediate lies and the width of elements. */
	@FunctionalInterface
	interface Kernel {
		long[] apply(long[] d, long[] a, long[] b, int field, int width);
	}

	static Kernel of(String stem) {
		return switch (stem) {
			case "vaesz" -> (d, a, b, field, width) -> columns(low(d) ^ low(a), high(d) ^ high(a));
			case "vaesem" -> (d, a, b, field, width) -> columns(CipherInstructions.aes64esm(low(d), high(d)) ^ low(a),
					CipherInstructions.aes64esm(high(d), low(d)) ^ high(a));
			case "vaesef" -> (d, a, b, field, width) -> columns(CipherInstructions.aes64es(low(d), high(d)) ^ low(a),
					CipherInstructions.aes64es(high(d), low(d)) ^ high(a));
			case "vaesdm" -> (d, a, b, field, width) -> columns(
					CipherInstructions.aes64im(CipherInstructions.aes64ds(low(d), high(d)) ^ low(a)),
					CipherInstructions.aes64im(CipherInstructions.aes64ds(high(d), low(d)) ^ high(a)));
			case "vaesdf" -> (d, a, b, field, width) -> columns(CipherInstructions.aes64ds(low(d), high(d)) ^ low(a),
					CipherInstructions.aes64ds(high(d), low(d)) ^ high(a));
			case "vaeskf1" -> (d, a, b, field, width) -> {
				int round = inRange(field & 15, 1, 10);
				return chain(a, CipherInstructions.aes64ks1i(a[3] << 32, round - 1L));
			};
			case "vaeskf2" -> (d, a, b, field, width) -> {
				int round = inRange(field & 15, 2, 14);
				return chain(d, CipherInstructions.aes64ks1i(a[3] << 32, (round & 1) != 0 ? CipherInstructions.LAST_ROUND : (round >> 1) - 1));
			};
			case "vghsh" -> (d, a, b, field, width) -> product(low(d) ^ low(b), high(d) ^ high(b), low(a), high(a));
			case "vgmul" -> (d, a, b, field, width) -> product(low(d), high(d), low(a), high(a));
			case "vsha2ms" -> (d, a, b, field, width) -> schedule(d, a, b, width);
			case "vsha2ch" -> (d, a, b, field, width) -> compress(d, a, b[2], b[3], width);
			case "vsha2cl" -> (d, a, b, field, width) -> compress(d, a, b[0], b[1], width);
			case "vsm4k" -> (d, a, b, field, width) -> sm4Keys(a, field & 7);
			case "vsm4r" -> (d, a, b, field, width) -> sm4Rounds(d, a);
			case "vsm3me" -> (d, a, b, field, width) -> sm3Message(a, b);
			case "vsm3c" -> (d, a, b, field, width) -> sm3Rounds(d, a, 2 * field);
			default -> throw new IllegalArgumentException("no operation of " + stem);
		};
	}

	private static long low(long[] words) {
		return words[0] | words[1] << 32;
	}

	private static long high(long[] words) {
		return words[2] | words[3] << 32;
	}

	private static long[] columns(long low, long high) {
		return new long[] {low & WORD, low >>> 32, high & WORD, high >>> 32};
	}

	/** A round number; one that is out of range has its bit 3 inverted. */
	private static int inRange(int round, int least, int most) {
		return round < least || round > most ? round ^ 8 : round;
	}

	/** Adds to each word the one that came out before it. */
	private static long[] chain(long[] words, long first) {
		long[] result = new long[4];
		long before = first & WORD;
		for (int i = 0; i < 4; i++) {
			before ^= words[i];
			result[i] = before;
		}
		return result;
	}

	private static long reverseInBytes(long bits) {
		return Long.reverseBytes(Long.reverse(bits));
	}

	/** The product modulo x<sup>128</sup> + x<sup>7</sup> + x<sup>2</sup> + x + 1, where the first bit of a byte is its lowest coefficient. */
	private static long[] product(long yLow, long yHigh, long hLow, long hHigh) {
		long[] y = {reverseInBytes(yLow), reverseInBytes(yHigh)};
		long low = reverseInBytes(hLow);
		long high = reverseInBytes(hHigh);
		long sumLow = 0;
		long sumHigh = 0;
		for (int i = 0; i < 128; i++) {
			if ((y[i >> 6] >>> i & 1) != 0) {
				sumLow ^= low;
				sumHigh ^= high;
			}
			long reduce = high >> 63 & 0x87;
			high = high << 1 | low >>> 63;
			low = low << 1 ^ reduce;
		}
		return columns(reverseInBytes(sumLow), reverseInBytes(sumHigh));
	}

	/** vd has words 0 to 3 of the schedule, vs2 4 and 9 to 11, vs1 12 to 15; the result is 16 to 19. */
	private static long[] schedule(long[] d, long[] a, long[] b, int width) {
		long[] result = new long[4];
		long[] next = {d[1], d[2], d[3], a[0]};
		for (int i = 0; i < 4; i++) {
			long back2 = i < 2 ? b[2 + i] : result[i - 2];
			long back7 = i < 3 ? a[1 + i] : b[0];
			long lower = width == 3 ? HashInstructions.sha512sig0(next[i]) : HashInstructions.sha256sig0(next[i]);
			long upper = width == 3 ? HashInstructions.sha512sig1(back2) : HashInstructions.sha256sig1(back2);
			result[i] = upper + back7 + lower + d[i];
		}
		return result;
	}

	/** vs2 has f, e, b, a and vd h, g, d, c from the lowest element up; the result is what f, e, b, a are two rounds later. */
	private static long[] compress(long[] last, long[] first, long word0, long word1, int width) {
		long f = first[0];
		long e = first[1];
		long b = first[2];
		long a = first[3];
		long h = last[0];
		long g = last[1];
		long d = last[2];
		long c = last[3];
		for (int i = 0; i < 2; i++) {
			long sum1 = width == 3 ? HashInstructions.sha512sum1(e) : HashInstructions.sha256sum1(e);
			long sum0 = width == 3 ? HashInstructions.sha512sum0(a) : HashInstructions.sha256sum0(a);
			long t1 = h + sum1 + (e & f ^ ~e & g) + (i == 0 ? word0 : word1);
			long t2 = sum0 + (a & b ^ a & c ^ b & c);
			h = g;
			g = f;
			f = e;
			e = d + t1;
			d = c;
			c = b;
			b = a;
			a = t1 + t2;
		}
		return new long[] {f, e, b, a};
	}

	/** The scalar instructions of SM4 have the first byte lowest, those of vectors highest. */
	private static long[] swapped(long[] words) {
		return Arrays.stream(words).map(word -> Integer.reverseBytes((int) word)).toArray();
	}

	private static long[] sm4Keys(long[] keys, int group) {
		long[] k = Arrays.copyOf(swapped(keys), 8);
		for (int i = 0; i < 4; i++) {
			int constant = 0;
			for (int octet = 0; octet < 4; octet++) {
				constant |= ((4 * (4 * group + i) + octet) * 7 & 0xff) << 8 * octet;
			}
			k[4 + i] = k[i];
			for (int octet = 0; octet < 4; octet++) {
				k[4 + i] = CipherInstructions.sm4ks(k[4 + i], k[i + 1] ^ k[i + 2] ^ k[i + 3] ^ constant, octet);
			}
		}
		return swapped(Arrays.copyOfRange(k, 4, 8));
	}

	private static long[] sm4Rounds(long[] block, long[] keys) {
		long[] x = Arrays.copyOf(swapped(block), 8);
		long[] k = swapped(keys);
		for (int i = 0; i < 4; i++) {
			x[4 + i] = x[i];
			for (int octet = 0; octet < 4; octet++) {
				x[4 + i] = CipherInstructions.sm4ed(x[4 + i], x[i + 1] ^ x[i + 2] ^ x[i + 3] ^ k[i], octet);
			}
		}
		return swapped(Arrays.copyOfRange(x, 4, 8));
	}

	private static int word(long[] group, int index) {
		return Integer.reverseBytes((int) group[index]);
	}

	private static long[] sm3Message(long[] upper, long[] lower) {
		int[] w = new int[24];
		long[] result = new long[8];
		for (int i = 0; i < 8; i++) {
			w[i] = word(lower, i);
			w[8 + i] = word(upper, i);
		}
		for (int i = 16; i < 24; i++) {
			w[i] = (int) HashInstructions.sm3p1(w[i - 16] ^ w[i - 9] ^ Integer.rotateLeft(w[i - 3], 15)) ^ Integer.rotateLeft(w[i - 13], 7) ^ w[i - 6];
			result[i - 16] = Integer.reverseBytes(w[i]);
		}
		return result;
	}

	/** Elements from the lowest up are a to h of the state, each with its most significant byte first. */
	private static long[] sm3Rounds(long[] state, long[] message, int first) {
		int[] s = new int[8];
		for (int i = 0; i < 8; i++) {
			s[i] = word(state, i);
		}
		for (int i = 0; i < 2; i++) {
			int round = first + i;
			int constant = Integer.rotateLeft(round < 16 ? 0x79cc4519 : 0x7a879d8a, round);
			int ss1 = Integer.rotateLeft(Integer.rotateLeft(s[0], 12) + s[4] + constant, 7);
			int ss2 = ss1 ^ Integer.rotateLeft(s[0], 12);
			int ff = round < 16 ? s[0] ^ s[1] ^ s[2] : s[0] & s[1] | s[0] & s[2] | s[1] & s[2];
			int gg = round < 16 ? s[4] ^ s[5] ^ s[6] : s[4] & s[5] | ~s[4] & s[6];
			int tt1 = ff + s[3] + ss2 + (word(message, i) ^ word(message, i + 4));
			int tt2 = gg + s[7] + ss1 + word(message, i);
			s = new int[] {tt1, s[0], Integer.rotateLeft(s[1], 9), s[2], (int) HashInstructions.sm3p0(tt2), s[4], Integer.rotateLeft(s[5], 19), s[6]};
		}
		long[] result = new long[8];
		for (int i = 0; i < 8; i++) {
			result[i] = Integer.reverseBytes(s[i]);
		}
		return result;
	}
}
