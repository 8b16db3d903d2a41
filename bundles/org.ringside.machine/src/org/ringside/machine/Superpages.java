/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.util.Arrays;

/**
 * The pages larger than 4 KiB that cached translations were derived from since they were forgotten last. A kernel runs from
 * large pages and fences small ones: what it runs from need not be forgotten then.
 */
final class Superpages {

	private static final int SMALLEST = 16;
	/** Beyond these all addresses count as covered, so that the translations are forgotten and the noting begins anew. */
	private static final int MOST = 512;

	/** Open addressing: start of the page with its size as a power of two in the low bits, 0 for none. */
	private long[] table = new long[SMALLEST];
	private int count;
	/** The sizes that occur, by bit. */
	private long shifts;

	/** Notes the page of {@code 1 << shift} bytes that maps an address; one of 4 KiB need not be noted. */
	void add(long va, int shift) {
		if (shift <= 12 || count > MOST) {
			return;
		}
		long key = key(va, shift);
		int at = find(key);
		if (table[at] == key) {
			return;
		}
		table[at] = key;
		count++;
		shifts |= 1L << shift;
		if (2 * count > table.length) {
			long[] before = table;
			table = new long[2 * before.length];
			for (long old : before) {
				if (old != 0) {
					table[find(old)] = old;
				}
			}
		}
	}

	/** Whether an address lies in one of the pages; may say yes where it does not. */
	boolean cover(long va) {
		if (count > MOST) {
			return true;
		}
		for (long rest = shifts; rest != 0; rest &= rest - 1) {
			long key = key(va, Long.numberOfTrailingZeros(rest));
			if (table[find(key)] == key) {
				return true;
			}
		}
		return false;
	}

	void clear() {
		if (count != 0) {
			Arrays.fill(table, 0);
			count = 0;
			shifts = 0;
		}
	}

	private static long key(long va, int shift) {
		return va >>> shift << shift | shift;
	}

	/** Where a key stands, or where it would be put. */
	private int find(long key) {
		int at = (int) (key * 0x9e3779b97f4a7c15L >>> 40) & table.length - 1;
		while (table[at] != 0 && table[at] != key) {
			at = at + 1 & table.length - 1;
		}
		return at;
	}
}
