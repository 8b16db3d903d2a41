/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.debug.core.DebugException;
import org.junit.jupiter.api.Test;

/** Numbers as users type them into a register or a field. */
class RegisterNumberTest {

	@Test
	void theUsualNotations() throws DebugException {
		assertEquals(42, RegisterNumber.parse("42", "a0", 64));
		assertEquals(42, RegisterNumber.parse(" 0x2A ", "a0", 64));
		assertEquals(42, RegisterNumber.parse("0b10_1010", "a0", 64));
		assertEquals(-1, RegisterNumber.parse("-1", "a0", 64));
		assertEquals(-1, RegisterNumber.parse("0xffffffffffffffff", "a0", 64));
		assertEquals(0xffffffffL, RegisterNumber.parse("-1", "x", 32));
		assertEquals(1, RegisterNumber.parse("1 (S)", "SPP", 1));
	}

	@Test
	void whatDoesNotFitIsRefusedByName() {
		for (String[] wrong : new String[][] { { "2", "1" }, { "-1", "1" }, { "4", "2" }, { "-3", "2" }, { "0x10000000000000000", "64" },
				{ "-9223372036854775809", "64" }, { "", "64" }, { "soup", "64" }, { "0xg", "64" } }) {
			String problem = RegisterNumber.problem(wrong[0], "SPP", Integer.parseInt(wrong[1])).orElse("");
			assertTrue(problem.contains("SPP"), wrong[0] + ": " + problem);
		}
	}

	@Test
	void theLargestAndSmallestFit() {
		assertTrue(RegisterNumber.problem("-9223372036854775808", "a0", 64).isEmpty());
		assertTrue(RegisterNumber.problem("-2", "field", 2).isEmpty());
		assertTrue(RegisterNumber.problem("3", "field", 2).isEmpty());
	}
}
