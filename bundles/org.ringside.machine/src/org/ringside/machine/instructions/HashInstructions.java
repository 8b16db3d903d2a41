/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

/** Zknh and Zksh: the bit-mixing functions of SHA-256, SHA-512 (FIPS 180-4) and SM3. */
public final class HashInstructions {

	private HashInstructions() {
	}

	public static long sha256sig0(long a) {
		return Integer.rotateRight((int) a, 7) ^ Integer.rotateRight((int) a, 18) ^ ((int) a >>> 3);
	}

	public static long sha256sig1(long a) {
		return Integer.rotateRight((int) a, 17) ^ Integer.rotateRight((int) a, 19) ^ ((int) a >>> 10);
	}

	public static long sha256sum0(long a) {
		return Integer.rotateRight((int) a, 2) ^ Integer.rotateRight((int) a, 13) ^ Integer.rotateRight((int) a, 22);
	}

	public static long sha256sum1(long a) {
		return Integer.rotateRight((int) a, 6) ^ Integer.rotateRight((int) a, 11) ^ Integer.rotateRight((int) a, 25);
	}

	public static long sha512sig0(long a) {
		return Long.rotateRight(a, 1) ^ Long.rotateRight(a, 8) ^ (a >>> 7);
	}

	public static long sha512sig1(long a) {
		return Long.rotateRight(a, 19) ^ Long.rotateRight(a, 61) ^ (a >>> 6);
	}

	public static long sha512sum0(long a) {
		return Long.rotateRight(a, 28) ^ Long.rotateRight(a, 34) ^ Long.rotateRight(a, 39);
	}

	public static long sha512sum1(long a) {
		return Long.rotateRight(a, 14) ^ Long.rotateRight(a, 18) ^ Long.rotateRight(a, 41);
	}

	public static long sm3p0(long a) {
		return (int) a ^ Integer.rotateLeft((int) a, 9) ^ Integer.rotateLeft((int) a, 17);
	}

	public static long sm3p1(long a) {
		return (int) a ^ Integer.rotateLeft((int) a, 15) ^ Integer.rotateLeft((int) a, 23);
	}
}
