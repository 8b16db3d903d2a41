/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa.paging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Page-table entries in words, and how addresses are split. */
class PteTest {

	@Test
	void describesEntries() {
		assertEquals("invalid", Pte.describe(0));
		assertEquals("table at 0x80201000", Pte.describe(Pte.of(0x80201000L, Pte.V)));
		assertEquals("page at 0x80400000 rw-u, accessed, dirty",
				Pte.describe(Pte.of(0x80400000L, Pte.V | Pte.R | Pte.W | Pte.U | Pte.A | Pte.D)));
		assertEquals("page at 0x1000 -w--, not accessed, clean, reserved: W without R", Pte.describe(Pte.of(0x1000, Pte.V | Pte.W)));
		assertEquals("page at 0x8000 r---, accessed, clean, global, IO, part of 64 KiB",
				Pte.describe(Pte.of(0x8000, Pte.V | Pte.R | Pte.A | Pte.G) | 2L << Pte.PBMT_SHIFT | Pte.N));
		assertEquals("DA--XWRV", Pte.flags(Pte.V | Pte.R | Pte.W | Pte.X | Pte.A | Pte.D));
	}

	@Test
	void splitsAddresses() {
		long va = 0xffffffc080201234L;
		assertTrue(PagingMode.SV39.isCanonical(va));
		assertFalse(PagingMode.SV39.isCanonical(0x0000008000000000L));
		assertTrue(PagingMode.SV48.isCanonical(0x0000008000000000L));
		assertEquals(258, PagingMode.SV39.index(va, 2));
		assertEquals(1, PagingMode.SV39.index(va, 1));
		assertEquals(1, PagingMode.SV39.index(va, 0));
		assertEquals(1024, PagingMode.SV39.gStageIndex(0x100_0000_0000L, 2));
		assertEquals(0x200000, PagingMode.pageSize(1));
		assertEquals(PagingMode.SV57, PagingMode.ofRegister(10L << 60).orElseThrow());
		assertTrue(PagingMode.of(1).isEmpty());
	}
}
