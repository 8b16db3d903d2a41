/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

/**
 * RV64M: products, quotients and remainders. Division by zero gives all ones and the dividend; the one signed overflow
 * gives the dividend and 0, which is what Java's operators do (Unprivileged, chapter "M").
 */
public final class MultiplyInstructions {

	private MultiplyInstructions() {
	}

	public static long mul(long a, long b) {
		return a * b;
	}

	public static long mulh(long a, long b) {
		return Math.multiplyHigh(a, b);
	}

	public static long mulhsu(long a, long b) {
		return Math.multiplyHigh(a, b) + (b >> 63 & a);
	}

	public static long mulhu(long a, long b) {
		return Math.unsignedMultiplyHigh(a, b);
	}

	public static long div(long a, long b) {
		return b == 0 ? -1 : a / b;
	}

	public static long divu(long a, long b) {
		return b == 0 ? -1 : Long.divideUnsigned(a, b);
	}

	public static long rem(long a, long b) {
		return b == 0 ? a : a % b;
	}

	public static long remu(long a, long b) {
		return b == 0 ? a : Long.remainderUnsigned(a, b);
	}

	public static long mulw(long a, long b) {
		return (int) a * (int) b;
	}

	public static long divw(long a, long b) {
		return (int) b == 0 ? -1 : (int) a / (int) b;
	}

	public static long divuw(long a, long b) {
		return (int) b == 0 ? -1 : Integer.divideUnsigned((int) a, (int) b);
	}

	public static long remw(long a, long b) {
		return (int) b == 0 ? (int) a : (int) a % (int) b;
	}

	public static long remuw(long a, long b) {
		return (int) b == 0 ? (int) a : Integer.remainderUnsigned((int) a, (int) b);
	}
}
