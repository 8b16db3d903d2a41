/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.tables;

import java.util.List;

/**
 * Of which entries of page tables somebody waits for writes.
 *
 * @param parts an entry matters that is in one of them
 */
public record TableInterest(List<Part> parts) {

	/**
	 * Some entries: those that govern an address of a range, from a level on upwards, since what hangs on an entry decides which tables of
	 * lower levels are the ones that matter.
	 *
	 * @param level the lowest level, 0 for that which maps 4 KiB pages
	 * @param first first guest-virtual address
	 * @param last last one, unsigned
	 */
	public record Part(int level, long first, long last) {
		boolean has(int entryLevel, long entryFirst, long entryLast) {
			return entryLevel >= level && Long.compareUnsigned(entryFirst, last) <= 0 && Long.compareUnsigned(first, entryLast) <= 0;
		}

		private boolean isAll() {
			return level == 0 && first == 0 && last == -1;
		}
	}

	/** In nothing. */
	public static final TableInterest NONE = new TableInterest(List.of());
	/** In all entries. */
	public static final TableInterest ALL = new TableInterest(List.of(new Part(0, 0, -1)));

	public TableInterest {
		parts = parts.stream().anyMatch(Part::isAll) ? List.of(new Part(0, 0, -1)) : List.copyOf(parts);
	}

	boolean isNone() {
		return parts.isEmpty();
	}

	boolean isAll() {
		return !parts.isEmpty() && parts.get(0).isAll();
	}

	/** Whether writes to an entry of a level that governs these addresses matter. */
	boolean in(int level, long first, long last) {
		for (int i = 0; i < parts.size(); i++) {
			if (parts.get(i).has(level, first, last)) {
				return true;
			}
		}
		return false;
	}
}
