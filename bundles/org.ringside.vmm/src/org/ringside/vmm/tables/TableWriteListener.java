/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.tables;

import java.util.List;

import org.ringside.machine.Hart;

/** Told of writes to the guest's page tables and of which frames hold them. */
public interface TableWriteListener {
	/**
	 * An entry has been written.
	 *
	 * @param hart the hart that wrote, or null where a device or the debugger did
	 * @param entryGpa guest-physical address of the entry
	 * @param level its level
	 * @param ranges what it governs, one for each way that leads to it; never empty
	 * @param oldPte value before
	 * @param newPte value now
	 */
	void entryWritten(Hart hart, long entryGpa, int level, List<GovernedRange> ranges, long oldPte, long newPte);

	/** A frame begins to hold a page table: stores to it must be seen from now on. */
	void frameTracked(long gpa);

	/** An address space is forgotten; its tables may be ordinary memory from now on. */
	void rootDropped(TableRoot root);
}
