/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

/** Zba: sums of shifted indices and bases. */
public final class AddressInstructions {

	private AddressInstructions() {
	}

	public static long addUw(long a, long b) {
		return (a & 0xffff_ffffL) + b;
	}

	public static long sh1add(long a, long b) {
		return (a << 1) + b;
	}

	public static long sh2add(long a, long b) {
		return (a << 2) + b;
	}

	public static long sh3add(long a, long b) {
		return (a << 3) + b;
	}

	public static long sh1addUw(long a, long b) {
		return ((a & 0xffff_ffffL) << 1) + b;
	}

	public static long sh2addUw(long a, long b) {
		return ((a & 0xffff_ffffL) << 2) + b;
	}

	public static long sh3addUw(long a, long b) {
		return ((a & 0xffff_ffffL) << 3) + b;
	}

	public static long slliUw(long a, long b) {
		return (a & 0xffff_ffffL) << b;
	}
}
