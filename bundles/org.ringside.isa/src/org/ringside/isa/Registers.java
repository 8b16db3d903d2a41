/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Names of the integer and floating-point registers in the standard calling convention (RISC-V psABI). */
public final class Registers {

	private static final List<String> X = List.of("zero", "ra", "sp", "gp", "tp", "t0", "t1", "t2", "s0", "s1", "a0", "a1", "a2",
			"a3", "a4", "a5", "a6", "a7", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "t3", "t4", "t5", "t6");
	private static final List<String> F = List.of("ft0", "ft1", "ft2", "ft3", "ft4", "ft5", "ft6", "ft7", "fs0", "fs1", "fa0", "fa1",
			"fa2", "fa3", "fa4", "fa5", "fa6", "fa7", "fs2", "fs3", "fs4", "fs5", "fs6", "fs7", "fs8", "fs9", "fs10", "fs11", "ft8",
			"ft9", "ft10", "ft11");
	private static final List<String> V = IntStream.range(0, 32).mapToObj(i -> "v" + i).toList();
	private static final Map<String, Integer> X_NUMBERS = index(X, "x");
	private static final Map<String, Integer> F_NUMBERS = index(F, "f");
	private static final Map<String, Integer> V_NUMBERS = index(V, "v");

	static {
		X_NUMBERS.put("fp", 8);
	}

	private Registers() {
	}

	private static Map<String, Integer> index(List<String> names, String letter) {
		Map<String, Integer> map = new HashMap<>();
		for (int i = 0; i < names.size(); i++) {
			map.put(names.get(i), i);
			map.put(letter + i, i);
		}
		return map;
	}

	/** The calling-convention name of integer register {@code number}, 0 to 31. */
	public static String x(int number) {
		return X.get(number);
	}

	/** The calling-convention name of floating-point register {@code number}, 0 to 31. */
	public static String f(int number) {
		return F.get(number);
	}

	/** The name of vector register {@code number}, 0 to 31. */
	public static String v(int number) {
		return V.get(number);
	}

	/** All vector register names by number. */
	public static List<String> vNames() {
		return V;
	}

	/** The number of a vector register named {@code v8}. */
	public static OptionalInt vNumber(String name) {
		Integer number = V_NUMBERS.get(name);
		return number == null ? OptionalInt.empty() : OptionalInt.of(number);
	}

	/** All integer register names by number. */
	public static List<String> xNames() {
		return X;
	}

	/** All floating-point register names by number. */
	public static List<String> fNames() {
		return F;
	}

	/** Whether a jump that writes this integer register is a call by the calling convention. */
	public static boolean isLink(int number) {
		return number == 1 || number == 5;
	}

	/** The number of an integer register named {@code x8}, {@code s0} or {@code fp}. */
	public static OptionalInt xNumber(String name) {
		Integer number = X_NUMBERS.get(name);
		return number == null ? OptionalInt.empty() : OptionalInt.of(number);
	}

	/** The number of a floating-point register named {@code f8} or {@code fs0}. */
	public static OptionalInt fNumber(String name) {
		Integer number = F_NUMBERS.get(name);
		return number == null ? OptionalInt.empty() : OptionalInt.of(number);
	}
}
