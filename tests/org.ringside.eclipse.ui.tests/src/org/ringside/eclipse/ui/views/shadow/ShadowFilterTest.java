/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.views.shadow;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ringside.vmm.ShadowMapping;
import org.ringside.vmm.ShadowMapping.State;
import org.ringside.vmm.ShadowMapping.View;

class ShadowFilterTest {
	private static final ShadowMapping ROW = new ShadowMapping(0x4000_3000L, 4096, 0x8030_0000L, 0x9234_5000L, "rw--u",
			"r----", View.SUPERVISOR_SUM, 0, State.WRITE_PROTECTED_DIRTY, "the first store sets the dirty bit");

	private static boolean passes(String filter) {
		return new ShadowFilter(filter).test(ROW);
	}

	@Test
	void emptyLinesLetAllThrough() {
		assertTrue(passes(""));
		assertTrue(passes("   "));
		assertTrue(new ShadowFilter(" ").isEmpty());
	}

	@Test
	void anAddressIsFoundInAllThreeSpaces() {
		assertTrue(passes("0x40003000"));
		assertTrue(passes("0x40003fff"));
		assertFalse(passes("0x40004000"));
		assertFalse(passes("0x40002fff"));
		assertTrue(passes("80300abc"));
		assertTrue(passes("92345fffh"));
		assertFalse(passes("0x92346000"));
	}

	@Test
	void anUnknownMachineAddressMatchesNothing() {
		ShadowMapping unfilled = new ShadowMapping(0x1000, 4096, 0x8000_0000L, -1, "r----", "---", View.USER, 0,
				State.NOT_YET_FILLED, "");
		assertFalse(new ShadowFilter("0xffffffffffffffff").test(unfilled));
	}

	@Test
	void aRangeTouchesTheRow() {
		assertTrue(passes("0x40000000-0x40200000"));
		assertTrue(passes("0x40003fff-0x50000000"));
		assertTrue(passes("0x10000000-0x40003000"));
		assertFalse(passes("0x40004000-0x50000000"));
	}

	@Test
	void rangesAreUnsigned() {
		ShadowMapping high = new ShadowMapping(0xffff_ffff_8000_0000L, 1 << 21, 0, 0, "rwx", "rwx", View.SUPERVISOR, 0,
				State.PRESENT, "");
		assertTrue(new ShadowFilter("0xffffffff80000000-0xffffffffffffffff").test(high));
		assertFalse(new ShadowFilter("0x0-0x7fffffffffffffff").test(high));
	}

	@Test
	void wordsAreLookedForInPermissionsViewStateAndReason() {
		assertTrue(passes("rw--u"));
		assertTrue(passes("S+sum"));
		assertTrue(passes("Dirty"));
		assertTrue(passes("first"));
		assertFalse(passes("stale"));
	}

	@Test
	void allWordsMustHold() {
		assertTrue(passes("0x40003000 dirty rw"));
		assertFalse(passes("0x40003000 stale"));
	}

	@Test
	void differsComparesThePermissions() {
		assertTrue(passes("differs"));
		ShadowMapping same = new ShadowMapping(0, 4096, 0, 0, "rwx", "rwx", View.PHYSICAL, 0, State.PRESENT, "");
		assertFalse(new ShadowFilter("differs").test(same));
	}

	@Test
	void hexadecimalLettersAloneAreAWord() {
		ShadowMapping described = new ShadowMapping(0, 4096, 0, 0, "rwx", "rwx", View.PHYSICAL, 0, State.PRESENT,
				"a facade of words");
		assertTrue(new ShadowFilter("facade").test(described));
	}
}
