/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.ringside.isa.Instruction;

/**
 * Every floating-point instruction in every rounding mode computes and raises what {@link FloatReference} says, over hard
 * operands. The system property {@code ringside.float.cases} sets how many of each (default 1000), {@code ringside.float.seed}
 * the seed.
 */
class FloatReferenceTest {

	private static final int CASES = Integer.getInteger("ringside.float.cases", 1000);
	private static final long SEED = Long.getLong("ringside.float.seed", 1);

	@TestFactory
	Stream<DynamicTest> agreesWithTheReference() {
		return FloatCases.rows().stream().map(row -> DynamicTest.dynamicTest(row.mnemonic(), () -> check(row)));
	}

	private static void check(Instruction row) {
		try (FloatCases cases = new FloatCases(SEED + row.mnemonic().hashCode())) {
			for (int i = 0; i < CASES; i++) {
				for (int mode = 0; mode < 5; mode++) {
					assertEquals("", cases.check(row, mode), "seed " + SEED + " case " + i);
				}
			}
		}
	}

	@Test
	void knowsEveryRow() {
		assertEquals(109, FloatCases.rows().size());
	}
}
