/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.util.List;

import org.ringside.isa.PrivilegeMode;

/**
 * Which events of the kinds that an observer wants it can do without. It is asked before an event is made, on the thread that runs
 * the machine: what it refuses costs next to nothing. It may let more pass than is needed, and must return at once.
 */
public interface EventFilter {
	/** Lets everything pass. */
	EventFilter NONE = new EventFilter() {
		// As its methods are.
	};

	/**
	 * A trap was taken.
	 *
	 * @param pc the trapped instruction
	 * @param cause as in {@code mcause}, bit 63 for interrupts
	 */
	default boolean trap(int vcpu, long pc, long cause, PrivilegeMode from, PrivilegeMode to) {
		return true;
	}

	/**
	 * A trap was returned from.
	 *
	 * @param pc the returning instruction
	 * @param cause as {@link VmEvent.TrapReturn#cause}
	 */
	default boolean trapReturn(int vcpu, long pc, long cause, PrivilegeMode from, PrivilegeMode to) {
		return true;
	}

	/** An SBI call was made, or answered: the extension and the function. */
	default boolean hypercall(long eid, long fid) {
		return true;
	}

	/**
	 * Of which tables writes may let {@link #tableWrite} say yes. Read when the observer is set: it decides which memory is watched, and so
	 * what waiting for writes costs.
	 */
	default List<AwaitedTables> tables() {
		return AwaitedTables.ALL;
	}

	/**
	 * An entry of a page table was written. Asked for each range that the entry governs, until it lets one pass.
	 *
	 * @param level 0 for the level that maps 4 KiB pages, and up
	 * @param firstGva first guest-virtual address that the entry governs
	 * @param lastGva last address that it governs
	 */
	default boolean tableWrite(int level, long firstGva, long lastGva, long oldPte, long newPte) {
		return true;
	}
}
