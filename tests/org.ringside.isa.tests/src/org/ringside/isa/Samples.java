/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Operand values for tests: the edges of every operand and random ones between. */
final class Samples {

	private Samples() {
	}

	/** Several encodings of a row: all operands low, all high, and random ones. */
	static List<long[]> of(Instruction instruction, int count, Random random) {
		List<long[]> samples = new ArrayList<>();
		List<Operand> operands = instruction.operands();
		for (int i = 0; i < count; i++) {
			long[] values = new long[operands.size()];
			for (int k = 0; k < values.length; k++) {
				values[k] = value(operands.get(k), i, random);
			}
			samples.add(values);
			if (values.length == 0) {
				break;
			}
		}
		return samples;
	}

	private static long value(Operand operand, int turn, Random random) {
		if (turn == 0 && operand.check(operand.minimum()).isEmpty()) {
			return operand.minimum();
		}
		if (turn == 1) {
			return operand.maximum();
		}
		if (turn == 2 && operand.check(0).isEmpty()) {
			return 0;
		}
		while (true) {
			long span = (operand.maximum() - operand.minimum()) / operand.alignment() + 1;
			long value = operand.minimum() + Math.floorMod(random.nextLong(), span) * operand.alignment();
			if (operand.check(value).isEmpty()) {
				return value;
			}
		}
	}
}
