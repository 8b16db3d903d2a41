/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

/** Zbc: products of polynomials over GF(2). */
public final class CarrylessInstructions {

	private CarrylessInstructions() {
	}

	/** Lower half. */
	public static long clmul(long a, long b) {
		long product = 0;
		for (int i = 0; i < 64; i++) {
			product ^= a << i & -(b >>> i & 1);
		}
		return product;
	}

	/** Upper half. */
	public static long clmulh(long a, long b) {
		long product = 0;
		for (int i = 1; i < 64; i++) {
			product ^= a >>> 64 - i & -(b >>> i & 1);
		}
		return product;
	}

	/** Bits 126 to 63: the product of the mirrored operands, mirrored. */
	public static long clmulr(long a, long b) {
		return clmulh(a, b) << 1 | clmul(a, b) >>> 63;
	}
}
