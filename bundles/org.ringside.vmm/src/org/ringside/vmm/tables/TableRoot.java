/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.tables;

/** A root page table that some hart of the guest uses or has used: an address space. */
public final class TableRoot {
	/** Mode and frame of {@code satp}, without the ASID. */
	final long key;
	/** Levels of its scheme. */
	final int levels;
	TableFrame top;
	long lastUse;
	int asid;
	int harts;
	int writesSinceUse;

	TableRoot(long key, int levels) {
		this.key = key;
		this.levels = levels;
	}

	/** Guest-physical address of the table. */
	public long gpa() {
		return Translation.root(key);
	}

	/** Levels of the scheme: 3 for Sv39. */
	public int levels() {
		return levels;
	}

	/** The ASID with which it was last used. */
	public int asid() {
		return asid;
	}

	/** Mode and frame as in {@code satp}, ASID 0. */
	public long key() {
		return key;
	}
}
