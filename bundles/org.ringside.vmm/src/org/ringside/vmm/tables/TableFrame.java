/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.tables;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A frame of guest memory in its role as a page table of one level. A frame used at two levels has two of these. */
final class TableFrame {
	/** Where a table is that leads to so many others in so many ways that only the nearest are looked at. */
	private static final int MOST_STEPS = 1 << 14;

	/** An entry of another table that points here. */
	record Parent(TableFrame table, int index) {
	}

	/**
	 * One of the ways that lead to a table: what the bits of an address are with which it comes here.
	 *
	 * @param offset the bits of the indexes on the way
	 * @param levels of the scheme
	 */
	record Way(long offset, int levels) {
		Way through(int level, int index) {
			return new Way(offset | (long) index << Translation.shift(level), levels);
		}

		/** The first address that an entry governs. */
		long first(int level, int index) {
			return Translation.canonical(through(level, index).offset, levels);
		}

		boolean concerns(TableInterest interest, int level, int index) {
			long first = first(level, index);
			return interest.in(level, first, first + (1L << Translation.shift(level)) - 1);
		}
	}

	final long gpa;
	final int level;
	final List<Parent> parents = new ArrayList<>(2);
	final Map<Integer, TableFrame> children = new HashMap<>();
	/** Roots of which this is the first table. */
	final List<TableRoot> roots = new ArrayList<>(1);
	/** The entries through which an access was translated. */
	final BitSet walked = new BitSet();
	/** The entries of which writes are awaited, at least. */
	final BitSet awaited = new BitSet();
	/** The ways by which these were found, unless all entries are awaited. */
	final Set<Way> ways = new HashSet<>();
	boolean allAwaited;

	TableFrame(long gpa, int level) {
		this.gpa = gpa;
		this.level = level;
	}

	boolean unused() {
		return parents.isEmpty() && roots.isEmpty();
	}

	/** What the entry of an index governs, of that what somebody has an interest in, for each way from a root to here. */
	List<GovernedRange> governed(int index, TableInterest interest) {
		return new Search(level, interest).from(this, index);
	}

	/** Goes up to the roots. */
	private static final class Search {
		private final int level;
		private final TableInterest interest;
		private final List<GovernedRange> found = new ArrayList<>();
		private int steps;

		Search(int level, TableInterest interest) {
			this.level = level;
			this.interest = interest;
		}

		List<GovernedRange> from(TableFrame frame, int index) {
			up(frame, (long) index << Translation.shift(level));
			return found;
		}

		private void up(TableFrame frame, long offset) {
			for (TableRoot root : frame.roots) {
				long first = Translation.canonical(offset, root.levels);
				long last = first + (1L << Translation.shift(level)) - 1;
				if (found.size() < GuestTables.MOST_RANGES && (interest.isAll() || interest.in(level, first, last))) {
					found.add(new GovernedRange(root, first, last));
				}
			}
			for (Parent parent : frame.parents) {
				if (found.size() >= GuestTables.MOST_RANGES || ++steps > MOST_STEPS) {
					return;
				}
				if (interest.isAll() || parent.table.awaited.get(parent.index)) {
					up(parent.table, offset | (long) parent.index << Translation.shift(parent.table.level));
				}
			}
		}
	}
}
