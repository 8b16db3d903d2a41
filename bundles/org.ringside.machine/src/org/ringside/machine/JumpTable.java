/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.lang.ref.Cleaner;

/**
 * Where host code of guest addresses is, for host code to jump to without its caller: off-heap, direct-mapped, a set of entries for
 * each mode that code is fetched in. An entry is two longs, a guest address or -1, and a host address. It may stand as long as
 * the fetch translation that it was made with.
 */
final class JumpTable {

	static final int ENTRIES = 1024;
	private static final int ENTRY_SIZE = 16;
	/** How far an address is shifted left for its entry: instructions stand at even addresses. */
	static final int SHIFT = 3;
	private static final long SET_SIZE = (long) ENTRIES * ENTRY_SIZE;
	private static final Cleaner CLEANER = Cleaner.create();
	/** A set of which nobody changes anything. */
	private static final long EMPTY = allocate(1);

	private final Object owner;
	private final int sets;
	/** 0 until there is something to remember. */
	private long base;
	private boolean used;
	/** The pages that a set has entries of, as bits by the page's number. */
	private final long[] pages;

	JumpTable(Object owner, int sets) {
		this.owner = owner;
		this.sets = sets;
		pages = new long[sets];
	}

	private static long allocate(int sets) {
		long memory = HostMemory.allocate(sets * SET_SIZE);
		HostMemory.fill(memory, sets * SET_SIZE, (byte) -1);
		return memory;
	}

	/** Whether somebody asked for a set. */
	boolean isUsed() {
		return used;
	}

	/** Host address of a set. */
	long set(int number) {
		used = true;
		return base == 0 ? EMPTY : base + number * SET_SIZE;
	}

	private long entry(int set, long pc) {
		return base + set * SET_SIZE + offset(pc);
	}

	/** Where the entry of an address stands in its set. */
	static int offset(long pc) {
		return (int) (pc << SHIFT) & (ENTRIES - 1) * ENTRY_SIZE;
	}

	void put(int set, long pc, long host) {
		if (base == 0) {
			long memory = allocate(sets);
			CLEANER.register(owner, () -> HostMemory.free(memory));
			base = memory;
		}
		HostMemory.putLong(entry(set, pc) + 8, host);
		HostMemory.putLong(entry(set, pc), pc);
		pages[set] |= bit(pc);
	}

	private static long bit(long pc) {
		return 1L << (pc >>> 12);
	}

	/** Forgets a set. */
	void clear(int set) {
		if (pages[set] != 0) {
			HostMemory.fill(base + set * SET_SIZE, SET_SIZE, (byte) -1);
			pages[set] = 0;
		}
	}

	/** Forgets at least what lies in the page of an address. */
	void clear(int set, long va) {
		if ((pages[set] & bit(va)) != 0) {
			clear(set);
		}
	}

	/** Forgets everything. */
	void clear() {
		for (int set = 0; set < sets; set++) {
			clear(set);
		}
	}
}
