/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.tables;

import org.ringside.isa.paging.PagingMode;
import org.ringside.isa.paging.Pte;

/** Arithmetic on {@code satp}, table indexes and the addresses that entries govern (Privileged 12.1.11, 12.3.2). */
public final class Translation {
	/** Entries per table. */
	public static final int ENTRIES = 512;

	private static final int ASID_MASK = 0xffff;

	private Translation() {
	}

	/** Whether the entry is valid and points to the next table. */
	public static boolean isPointer(long pte) {
		return (pte & (Pte.V | Pte.R | Pte.W | Pte.X)) == Pte.V;
	}

	/** Levels of the translation scheme that a {@code satp} selects: 3 to 5, or 0 for none. */
	public static int levels(long satp) {
		return PagingMode.ofRegister(satp).map(PagingMode::levels).orElse(0);
	}

	/** The physical address of the root table of a {@code satp}. */
	public static long root(long satp) {
		return (satp & PagingMode.PPN_MASK) << 12;
	}

	/** The ASID of a {@code satp}. */
	public static int asid(long satp) {
		return (int) (satp >>> PagingMode.ID_SHIFT) & ASID_MASK;
	}

	/** Mode and root of a {@code satp} without the ASID: what names an address space's tables. */
	public static long space(long satp) {
		return satp & ~((long) ASID_MASK << PagingMode.ID_SHIFT);
	}

	/** log2 of the bytes that one entry of a level governs. */
	public static int shift(int level) {
		return 12 + 9 * level;
	}

	/** The index into the table of a level for an address. */
	public static int index(long va, int level) {
		return (int) (va >>> shift(level)) & ENTRIES - 1;
	}

	/** Extends the sign of an address of a scheme with that many levels. */
	public static long canonical(long va, int levels) {
		int unused = 64 - 12 - 9 * levels;
		return va << unused >> unused;
	}
}
