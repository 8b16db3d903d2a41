/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.tables;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.ringside.isa.paging.Pte;
import org.ringside.machine.PhysicalBus;

/**
 * The frames that hold page tables, and how they lead from one to the next. Has the bus tell of writes to them: of all, where a monitor has walked
 * them, otherwise only of those to entries in which somebody has an interest.
 */
final class TableGraph {
	private static final int MOST_FRAMES = 1 << 16;
	/** A table that more ways lead to is awaited whole. */
	private static final int MOST_WAYS = 16;
	private static final int MOST_LEVELS = 5;

	private final PhysicalBus bus;
	private final TableWriteListener listener;
	private final boolean monitored;
	/** By frame address with the level in the low bits. */
	private final Map<Long, TableFrame> frames = new HashMap<>();
	private final Map<Long, Integer> rolesOfFrame = new HashMap<>();
	private TableInterest interest = TableInterest.NONE;

	/** @param monitored whether all writes to tables that were walked are needed */
	TableGraph(PhysicalBus bus, TableWriteListener listener, boolean monitored) {
		this.bus = bus;
		this.listener = listener;
		this.monitored = monitored;
	}

	boolean isTable(long gpa) {
		return rolesOfFrame.containsKey(gpa);
	}

	int tableCount() {
		return rolesOfFrame.size();
	}

	/** The frame in its role at a level, or {@code null} if it is not known to have that. */
	TableFrame at(long gpa, int level) {
		return frames.get(gpa | level);
	}

	/** Begins an address space. */
	void add(TableRoot root) {
		if (bus.isMemory(root.gpa())) {
			root.top = frame(root.gpa(), root.levels - 1);
			root.top.roots.add(root);
			follow(root);
		}
	}

	void drop(TableRoot root) {
		if (root.top != null) {
			root.top.roots.remove(root);
			releaseIfUnused(root.top);
		}
	}

	/** From now on follows what leads on from entries that matter, and what was walked, and nothing else. */
	void await(TableInterest newInterest, Collection<TableRoot> roots) {
		if (interest.equals(newInterest)) {
			return;
		}
		interest = newInterest;
		for (TableFrame frame : frames.values()) {
			frame.awaited.clear();
			frame.ways.clear();
			frame.allAwaited = false;
		}
		for (TableRoot root : roots) {
			if (root.top != null) {
				follow(root);
			}
		}
		for (TableFrame frame : List.copyOf(frames.values())) {
			for (int index : List.copyOf(frame.children.keySet())) {
				if (!frame.awaited.get(index) && !(monitored && frame.walked.get(index))) {
					unlink(frame, index);
				}
			}
			narrow(frame.gpa);
		}
	}

	/** A walk went through an entry: returns the table behind it, or {@code null} if that is not in memory. */
	TableFrame walked(TableFrame frame, int index, long pte) {
		TableFrame known = frame.children.get(index);
		TableFrame child = known != null ? known : link(frame, index, pte);
		if (child != null) {
			frame.walked.set(index);
		}
		return child;
	}

	/** An entry holds something else now. */
	void changed(TableFrame frame, int index, long newPte) {
		unlink(frame, index);
		if (frame.awaited.get(index) && Translation.isPointer(newPte) && frames.size() <= MOST_FRAMES) {
			link(frame, index, newPte);
		}
	}

	/** What an entry governs: what somebody waits for, at least, or all where nobody does or a monitor needs it. Empty where no root leads to it. */
	List<GovernedRange> governed(TableFrame frame, int index) {
		List<GovernedRange> ranges = frame.governed(index, monitored ? TableInterest.ALL : interest);
		if (monitored && ranges.size() >= GuestTables.MOST_RANGES) {
			ranges.addAll(0, frame.governed(index, interest));
		} else if (ranges.isEmpty()) {
			ranges = frame.governed(index, TableInterest.ALL);
		}
		return ranges;
	}

	private TableFrame frame(long gpa, int level) {
		long key = gpa | level;
		TableFrame known = frames.get(key);
		if (known != null) {
			return known;
		}
		TableFrame added = new TableFrame(gpa, level);
		frames.put(key, added);
		if (rolesOfFrame.merge(gpa, 1, Integer::sum) == 1) {
			bus.track(gpa, true);
			listener.frameTracked(gpa);
		}
		return added;
	}

	private TableFrame link(TableFrame parent, int index, long pte) {
		long gpa = Pte.address(pte);
		if (!bus.isMemory(gpa)) {
			return null;
		}
		TableFrame child = frame(gpa, parent.level - 1);
		parent.children.put(index, child);
		child.parents.add(new TableFrame.Parent(parent, index));
		if (parent.allAwaited) {
			followAll(child);
		} else if (parent.awaited.get(index)) {
			for (TableFrame.Way way : List.copyOf(parent.ways)) {
				if (way.concerns(interest, parent.level, index)) {
					follow(child, way.through(parent.level, index));
				}
			}
		}
		return child;
	}

	private void unlink(TableFrame parent, int index) {
		parent.walked.clear(index);
		TableFrame child = parent.children.remove(index);
		if (child != null) {
			child.parents.removeIf(link -> link.table() == parent && link.index() == index);
			releaseIfUnused(child);
		}
	}

	private void releaseIfUnused(TableFrame frame) {
		if (!frame.unused() || frames.remove(frame.gpa | frame.level) == null) {
			return;
		}
		if (rolesOfFrame.merge(frame.gpa, -1, Integer::sum) == 0) {
			rolesOfFrame.remove(frame.gpa);
			bus.track(frame.gpa, false);
		} else {
			narrow(frame.gpa);
		}
		for (int index : List.copyOf(frame.children.keySet())) {
			unlink(frame, index);
		}
	}

	// ---- what somebody waits for

	private void follow(TableRoot root) {
		if (interest.isAll()) {
			followAll(root.top);
		} else if (!interest.isNone()) {
			follow(root.top, new TableFrame.Way(0, root.levels));
		}
	}

	/** A table was reached by a way: what matters there, and behind it, is awaited from now on. */
	private void follow(TableFrame frame, TableFrame.Way way) {
		if (frame.allAwaited || frame.ways.contains(way)) {
			return;
		}
		if (frame.ways.size() == MOST_WAYS) {
			followAll(frame);
			return;
		}
		frame.ways.add(way);
		BitSet concerned = new BitSet();
		for (int index = 0; index < Translation.ENTRIES; index++) {
			concerned.set(index, way.concerns(interest, frame.level, index));
		}
		frame.awaited.or(concerned);
		narrow(frame.gpa);
		LongBuffer entries = entries(frame);
		for (int index = concerned.nextSetBit(0); index >= 0 && index < entries.limit(); index = concerned.nextSetBit(index + 1)) {
			TableFrame child = frame.children.get(index);
			if (child != null) {
				follow(child, way.through(frame.level, index));
			} else if (Translation.isPointer(entries.get(index))) {
				link(frame, index, entries.get(index));
			}
		}
	}

	private void followAll(TableFrame frame) {
		if (frame.allAwaited) {
			return;
		}
		frame.allAwaited = true;
		frame.awaited.set(0, Translation.ENTRIES);
		narrow(frame.gpa);
		LongBuffer entries = entries(frame);
		for (int index = 0; index < entries.limit(); index++) {
			TableFrame child = frame.children.get(index);
			if (child != null) {
				followAll(child);
			} else if (Translation.isPointer(entries.get(index))) {
				link(frame, index, entries.get(index));
			}
		}
	}

	/** The entries of a table that may lead on; none, where no more tables can be followed. */
	private LongBuffer entries(TableFrame frame) {
		byte[] bytes = new byte[4096];
		boolean leadsOn = frame.level > 0 && frames.size() <= MOST_FRAMES && bus.read(frame.gpa, bytes, 0, bytes.length);
		return ByteBuffer.wrap(bytes, 0, leadsOn ? bytes.length : 0).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
	}

	/** Has the bus tell of no more than is awaited of a frame, in whatever role. */
	private void narrow(long gpa) {
		if (monitored) {
			return;
		}
		BitSet awaited = new BitSet();
		for (int level = 0; level < MOST_LEVELS; level++) {
			TableFrame role = at(gpa, level);
			if (role != null) {
				awaited.or(role.awaited);
			}
		}
		if (isTable(gpa)) {
			bus.narrow(gpa, awaited);
		}
	}
}
