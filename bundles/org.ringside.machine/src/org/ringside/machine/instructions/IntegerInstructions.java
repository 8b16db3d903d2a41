/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

/** RV64I: the results of the integer instructions. An immediate takes the place of the second operand. */
public final class IntegerInstructions {

	private IntegerInstructions() {
	}

	public static long add(long a, long b) {
		return a + b;
	}

	public static long sub(long a, long b) {
		return a - b;
	}

	public static long sll(long a, long b) {
		return a << b;
	}

	public static long slt(long a, long b) {
		return a < b ? 1 : 0;
	}

	public static long sltu(long a, long b) {
		return Long.compareUnsigned(a, b) < 0 ? 1 : 0;
	}

	public static long xor(long a, long b) {
		return a ^ b;
	}

	public static long srl(long a, long b) {
		return a >>> b;
	}

	public static long sra(long a, long b) {
		return a >> b;
	}

	public static long or(long a, long b) {
		return a | b;
	}

	public static long and(long a, long b) {
		return a & b;
	}

	public static long addw(long a, long b) {
		return (int) (a + b);
	}

	public static long subw(long a, long b) {
		return (int) (a - b);
	}

	public static long sllw(long a, long b) {
		return (int) a << b;
	}

	public static long srlw(long a, long b) {
		return (int) a >>> b;
	}

	public static long sraw(long a, long b) {
		return (int) a >> b;
	}

	public static boolean beq(long a, long b) {
		return a == b;
	}

	public static boolean bne(long a, long b) {
		return a != b;
	}

	public static boolean blt(long a, long b) {
		return a < b;
	}

	public static boolean bge(long a, long b) {
		return a >= b;
	}

	public static boolean bltu(long a, long b) {
		return Long.compareUnsigned(a, b) < 0;
	}

	public static boolean bgeu(long a, long b) {
		return Long.compareUnsigned(a, b) >= 0;
	}
}
