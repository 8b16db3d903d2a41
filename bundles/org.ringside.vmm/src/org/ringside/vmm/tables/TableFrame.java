/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A frame of guest memory in its role as a page table of one level. A frame used at two levels has two of these. */
final class TableFrame {
	/** An entry of another table that points here. */
	record Parent(TableFrame table, int index) {
	}

	final long gpa;
	final int level;
	final List<Parent> parents = new ArrayList<>(2);
	final Map<Integer, TableFrame> children = new HashMap<>();
	/** Roots of which this is the first table. */
	final List<TableRoot> roots = new ArrayList<>(1);

	TableFrame(long gpa, int level) {
		this.gpa = gpa;
		this.level = level;
	}

	boolean unused() {
		return parents.isEmpty() && roots.isEmpty();
	}
}
