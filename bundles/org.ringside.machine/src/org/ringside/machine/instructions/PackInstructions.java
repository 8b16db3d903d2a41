/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

/** Zbkb and Zbkx: packing, bit reversal and table look-up in registers. */
public final class PackInstructions {

	private PackInstructions() {
	}

	public static long pack(long a, long b) {
		return a & 0xffff_ffffL | b << 32;
	}

	public static long packh(long a, long b) {
		return a & 0xff | (b & 0xff) << 8;
	}

	public static long packw(long a, long b) {
		return (int) (a & 0xffff | b << 16);
	}

	public static long brev8(long a) {
		return Long.reverseBytes(Long.reverse(a));
	}

	public static long xperm4(long a, long b) {
		return permute(a, b, 4);
	}

	public static long xperm8(long a, long b) {
		return permute(a, b, 8);
	}

	/** Each element of the result is the element of {@code a} with the index that {@code b} holds there, or 0. */
	private static long permute(long a, long b, int width) {
		long mask = (1L << width) - 1;
		long result = 0;
		for (int at = 0; at < 64; at += width) {
			long from = (b >>> at & mask) * width;
			result |= (from < 64 ? a >>> from & mask : 0) << at;
		}
		return result;
	}
}
