/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.ringside.isa.paging.Pte;
import org.ringside.machine.Hart;
import org.ringside.machine.PhysicalBus;
import org.ringside.machine.Walk;
import org.ringside.machine.WriteObserver;

/**
 * The page tables of a guest, found from its {@code satp} registers and kept up to date by watching the frames that
 * hold them.
 *
 * <p>Tables become known by being walked ({@link #walked}) and, while {@link #setEager} is on, by following every pointer from every known
 * root, so that a write is seen even to a table that no access has used yet.
 */
public final class GuestTables implements WriteObserver {
	private static final int MOST_ROOTS = 32;
	private static final int MOST_FRAMES = 1 << 16;
	/** At most so many ranges are told of one write; when there are as many, there may be more. */
	public static final int MOST_RANGES = 256;
	/** So many writes to the tables of an address space that no hart is in mean that its frames hold something else now. */
	private static final int WRITES_TO_FORGET = 512;

	private final PhysicalBus bus;
	private final TableWriteListener listener;
	private final Map<Long, TableRoot> roots = new HashMap<>();
	/** By frame address with the level in the low bits. */
	private final Map<Long, TableFrame> frames = new HashMap<>();
	private final Map<Long, Integer> rolesOfFrame = new HashMap<>();
	private final Map<Integer, TableRoot> current = new LinkedHashMap<>();
	private boolean eager;
	private long uses;

	/** The tables of the guest on this guest-physical bus. */
	public GuestTables(PhysicalBus bus, TableWriteListener listener) {
		this.bus = bus;
		this.listener = listener;
		bus.addWriteObserver(this);
	}

	/** Whether all tables that can be reached are followed, or only those that were walked. */
	public void setEager(boolean on) {
		if (on && !eager) {
			eager = true;
			for (TableFrame frame : List.copyOf(frames.values())) {
				follow(frame);
			}
		}
		eager = on;
	}

	/** Forgets all address spaces, as when nobody watches any more. */
	public void clear() {
		for (TableRoot root : List.copyOf(roots.values())) {
			drop(root);
		}
		current.clear();
	}

	/** A hart has this {@code satp} now. Does nothing if it knows it. */
	public void activate(int hart, long satp) {
		TableRoot before = current.get(hart);
		if (Translation.levels(satp) == 0) {
			if (before != null) {
				before.harts--;
				current.remove(hart);
			}
			return;
		}
		TableRoot root = use(satp);
		if (root != before) {
			if (before != null) {
				before.harts--;
			}
			root.harts++;
			current.put(hart, root);
			forgetOldest();
		}
	}

	private TableRoot use(long satp) {
		long key = Translation.space(satp);
		TableRoot root = roots.get(key);
		if (root == null) {
			root = new TableRoot(key, Translation.levels(satp));
			roots.put(key, root);
			if (bus.isMemory(root.gpa())) {
				root.top = frame(root.gpa(), root.levels - 1);
				root.top.roots.add(root);
			}
		}
		root.lastUse = ++uses;
		root.asid = Translation.asid(satp);
		root.writesSinceUse = 0;
		return root;
	}

	private void forgetOldest() {
		while (roots.size() > MOST_ROOTS) {
			TableRoot oldest = null;
			for (TableRoot root : roots.values()) {
				if (root.harts == 0 && (oldest == null || root.lastUse < oldest.lastUse)) {
					oldest = root;
				}
			}
			if (oldest == null) {
				return;
			}
			drop(oldest);
		}
	}

	/** A walk from the root of {@code satp} for {@code va} went through these entries: their frames hold tables. */
	public void walked(long satp, long va, List<Walk.Step> steps) {
		TableFrame frame = use(satp).top;
		for (Walk.Step step : steps) {
			if (frame == null || step.level() == 0 || !Translation.isPointer(step.pte())) {
				return;
			}
			int index = Translation.index(va, step.level());
			TableFrame child = frame.children.get(index);
			if (child == null) {
				child = link(frame, index, step.pte());
			}
			frame = child;
		}
	}

	/** Whether the frame holds a page table, as far as is known. */
	public boolean isTable(long gpa) {
		return rolesOfFrame.containsKey(gpa & -4096);
	}

	/** Number of frames known to hold tables. */
	public int tableCount() {
		return rolesOfFrame.size();
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
		if (eager) {
			follow(added);
		}
		return added;
	}

	private void follow(TableFrame frame) {
		if (frame.level == 0 || frames.size() > MOST_FRAMES) {
			return;
		}
		byte[] bytes = new byte[4096];
		if (!bus.read(frame.gpa, bytes, 0, bytes.length)) {
			return;
		}
		java.nio.LongBuffer entries = java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN).asLongBuffer();
		for (int index = 0; index < Translation.ENTRIES; index++) {
			if (Translation.isPointer(entries.get(index)) && !frame.children.containsKey(index)) {
				link(frame, index, entries.get(index));
			}
		}
	}

	private TableFrame link(TableFrame parent, int index, long pte) {
		long gpa = Pte.address(pte);
		if (!bus.isMemory(gpa)) {
			return null;
		}
		TableFrame child = frame(gpa, parent.level - 1);
		parent.children.put(index, child);
		child.parents.add(new TableFrame.Parent(parent, index));
		return child;
	}

	private void unlink(TableFrame parent, int index) {
		TableFrame child = parent.children.remove(index);
		if (child != null) {
			child.parents.removeIf(link -> link.table() == parent && link.index() == index);
			releaseIfUnused(child);
		}
	}

	private void releaseIfUnused(TableFrame frame) {
		if (!frame.unused()) {
			return;
		}
		frames.remove(frame.gpa | frame.level);
		if (rolesOfFrame.merge(frame.gpa, -1, Integer::sum) == 0) {
			rolesOfFrame.remove(frame.gpa);
			bus.track(frame.gpa, false);
		}
		for (int index : List.copyOf(frame.children.keySet())) {
			unlink(frame, index);
		}
	}

	private void drop(TableRoot root) {
		roots.remove(root.key);
		listener.rootDropped(root);
		if (root.top != null) {
			root.top.roots.remove(root);
			releaseIfUnused(root.top);
		}
	}

	@Override
	public void beforeWrite(Hart hart, long address, int size, long oldValue, long newValue) {
		// Only the finished write matters: the tables are read back from memory.
	}

	@Override
	public void afterWrite(Hart hart, long address, int size, long oldValue, long newValue) {
		if (!rolesOfFrame.containsKey(address & -4096)) {
			return;
		}
		long first = address & -8;
		for (long entry = first; entry < address + size; entry += 8) {
			long now = bus.read(entry, 8);
			long before = now;
			for (int i = 0; i < size; i++) {
				long at = address + i - entry;
				if (at >= 0 && at < 8) {
					before = before & ~(0xffL << 8 * at) | (oldValue >>> 8 * i & 0xff) << 8 * at;
				}
			}
			written(hart, entry, before, now);
		}
	}

	private void written(Hart hart, long entry, long oldPte, long newPte) {
		for (int level = 0; level < 5; level++) {
			TableFrame frame = frames.get(entry & -4096 | level);
			if (frame == null) {
				continue;
			}
			int index = (int) (entry >>> 3) & Translation.ENTRIES - 1;
			List<GovernedRange> ranges = new ArrayList<>();
			collect(frame, (long) index << Translation.shift(level), Translation.shift(level), ranges);
			if (level > 0 && oldPte != newPte) {
				boolean sameTable = Translation.isPointer(oldPte) && Translation.isPointer(newPte) && Pte.address(oldPte) == Pte.address(newPte);
				if (!sameTable) {
					unlink(frame, index);
					if (eager && Translation.isPointer(newPte) && frames.size() <= MOST_FRAMES) {
						link(frame, index, newPte);
					}
				}
			}
			if (!ranges.isEmpty()) {
				preferCurrent(hart, ranges);
				listener.entryWritten(hart, entry, level, ranges, oldPte, newPte);
				forgetIfFlooded(ranges);
			}
		}
	}

	private void forgetIfFlooded(List<GovernedRange> ranges) {
		for (GovernedRange range : ranges) {
			if (range.root().harts > 0) {
				return;
			}
		}
		for (GovernedRange range : ranges) {
			if (++range.root().writesSinceUse > WRITES_TO_FORGET && roots.containsKey(range.root().key)) {
				drop(range.root());
			}
		}
	}

	private void collect(TableFrame frame, long offset, int shift, List<GovernedRange> ranges) {
		for (TableRoot root : frame.roots) {
			if (ranges.size() < MOST_RANGES) {
				long first = Translation.canonical(offset, root.levels);
				ranges.add(new GovernedRange(root, first, first + (1L << shift) - 1));
			}
		}
		for (TableFrame.Parent parent : frame.parents) {
			if (ranges.size() >= MOST_RANGES) {
				return;
			}
			collect(parent.table(), offset | (long) parent.index() << Translation.shift(parent.table().level), shift, ranges);
		}
	}

	/** The address space that the writer is in comes first: it is the one to name. */
	private void preferCurrent(Hart hart, List<GovernedRange> ranges) {
		TableRoot mine = hart == null ? null : current.get(hart.hartId());
		for (int i = 1; i < ranges.size() && mine != null; i++) {
			if (ranges.get(i).root() == mine && ranges.get(0).root() != mine) {
				ranges.add(0, ranges.remove(i));
			}
		}
	}
}
