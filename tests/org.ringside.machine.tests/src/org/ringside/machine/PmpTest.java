/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Physical memory protection as Privileged 3.7.1 has it. */
class PmpTest {

	private static final int R = 1;
	private static final int W = 2;
	private static final int X = 4;
	private static final int TOR = 1 << 3;
	private static final int NA4 = 2 << 3;
	private static final int NAPOT = 3 << 3;
	private static final int L = 0x80;

	@Test
	void withoutAMatchOnlyMachineModePasses() {
		Pmp pmp = new Pmp(16);
		assertTrue(pmp.allows(0x1000, 4, Access.READ, 3));
		assertFalse(pmp.allows(0x1000, 4, Access.READ, 1));
		assertFalse(pmp.allows(0x1000, 4, Access.EXECUTE, 0));
		assertTrue(new Pmp(0).allows(0x1000, 4, Access.READ, 0));
	}

	@Test
	void theFirstMatchingEntryDecides() {
		Pmp pmp = new Pmp(16);
		pmp.writeAddress(0, 0x1000 >>> 2);
		pmp.writeAddress(1, 0x3000 >>> 2 | 0x1ff); // 4 KiB
		pmp.writeAddress(2, -1);
		pmp.writeConfig(0, NA4 | R | (long) (NAPOT | R | W) << 8 | (long) (NAPOT | X) << 16);
		assertTrue(pmp.allows(0x1000, 4, Access.READ, 1));
		assertFalse(pmp.allows(0x1000, 4, Access.EXECUTE, 1));
		assertTrue(pmp.allows(0x1004, 4, Access.EXECUTE, 1));
		assertTrue(pmp.allows(0x3ff8, 8, Access.WRITE, 0));
		assertFalse(pmp.allows(0x4000, 8, Access.WRITE, 0));
	}

	@Test
	void anAccessThatIsCoveredInPartFails() {
		Pmp pmp = new Pmp(16);
		pmp.writeAddress(0, 0x1000 >>> 2);
		pmp.writeAddress(1, -1);
		pmp.writeConfig(0, NA4 | R | (long) (NAPOT | R) << 8);
		assertFalse(pmp.allows(0x1000, 8, Access.READ, 1));
		assertTrue(pmp.allows(0x1000, 8, Access.READ, 3));
		assertFalse(pmp.uniform(0x1000, 1));
		assertTrue(pmp.uniform(0x2000, 1));
	}

	@Test
	void topOfRangeBeginsAtTheEntryBefore() {
		Pmp pmp = new Pmp(16);
		pmp.writeAddress(0, 0x2000 >>> 2);
		pmp.writeAddress(1, 0x2400 >>> 2);
		pmp.writeConfig(0, (long) (TOR | R) << 8);
		assertFalse(pmp.allows(0x1ffc, 4, Access.READ, 0));
		assertTrue(pmp.allows(0x2000, 4, Access.READ, 0));
		assertTrue(pmp.allows(0x23f8, 8, Access.READ, 0));
		assertFalse(pmp.allows(0x2400, 4, Access.READ, 0));
	}

	@Test
	void aLockedEntryBindsMachineModeAndCannotBeChanged() {
		Pmp pmp = new Pmp(16);
		pmp.writeAddress(0, 0x2000 >>> 2);
		pmp.writeAddress(1, 0x3000 >>> 2);
		pmp.writeConfig(0, (long) (L | TOR | R) << 8);
		assertFalse(pmp.allows(0x2000, 4, Access.WRITE, 3));
		assertTrue(pmp.allows(0x2000, 4, Access.READ, 3));
		assertFalse(pmp.writeAddress(1, 0));
		assertFalse(pmp.writeAddress(0, 0), "the lower bound of a locked TOR entry is locked too");
		pmp.writeConfig(0, 0);
		assertEquals((long) (L | TOR | R) << 8, pmp.readConfig(0));
	}

	@Test
	void writableWithoutReadableIsReserved() {
		Pmp pmp = new Pmp(16);
		pmp.writeConfig(0, NAPOT | W);
		assertEquals(NAPOT, pmp.readConfig(0));
	}
}
