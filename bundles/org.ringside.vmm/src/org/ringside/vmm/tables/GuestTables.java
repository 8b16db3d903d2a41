/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.tables;

import java.util.Comparator;
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
 * <p>Tables become known by being walked ({@link #walked}), and by following pointers from every known root as far as {@link #await} asks for
 * it, so that a write is seen even to a table that no access has used yet.
 */
public final class GuestTables implements WriteObserver {
	private static final int MOST_ROOTS = 32;
	/** At most so many ranges are told of one write; when there are as many, there may be more. */
	public static final int MOST_RANGES = 256;
	/** So many writes to the tables of an address space that no hart is in mean that its frames hold something else now. */
	private static final int WRITES_TO_FORGET = 512;

	private final PhysicalBus bus;
	private final TableWriteListener listener;
	private final Map<Long, TableRoot> roots = new HashMap<>();
	private final Map<Integer, TableRoot> current = new LinkedHashMap<>();
	private final TableGraph graph;
	private long uses;

	/**
	 * The tables of the guest on this guest-physical bus.
	 *
	 * @param monitored whether tables are {@link #walked} by a monitor, which must hear of all writes to these
	 */
	public GuestTables(PhysicalBus bus, TableWriteListener listener, boolean monitored) {
		this.bus = bus;
		this.listener = listener;
		graph = new TableGraph(bus, listener, monitored);
		bus.addWriteObserver(this);
	}

	/** Has writes told to all entries that matter from now on, and, but for tables that were walked, to no others. */
	public void await(TableInterest interest) {
		graph.await(interest, roots.values());
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
			graph.add(root);
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
			frame = graph.walked(frame, Translation.index(va, step.level()), step.pte());
		}
	}

	/** Whether the frame holds a page table, as far as is known. */
	public boolean isTable(long gpa) {
		return graph.isTable(gpa & -4096);
	}

	/** Number of frames known to hold tables. */
	public int tableCount() {
		return graph.tableCount();
	}

	private void drop(TableRoot root) {
		roots.remove(root.key);
		listener.rootDropped(root);
		graph.drop(root);
	}

	@Override
	public void beforeWrite(Hart hart, long address, int size, long oldValue, long newValue) {
		// Only the finished write matters: the tables are read back from memory.
	}

	@Override
	public void afterWrite(Hart hart, long address, int size, long oldValue, long newValue) {
		if (!graph.isTable(address & -4096)) {
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
			TableFrame frame = graph.at(entry & -4096, level);
			if (frame == null) {
				continue;
			}
			int index = (int) (entry >>> 3) & Translation.ENTRIES - 1;
			List<GovernedRange> ranges = graph.governed(frame, index);
			if (level > 0 && oldPte != newPte) {
				boolean sameTable = Translation.isPointer(oldPte) && Translation.isPointer(newPte) && Pte.address(oldPte) == Pte.address(newPte);
				if (!sameTable) {
					graph.changed(frame, index, newPte);
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

	/** The address space that the writer is in comes first: it is the one to name. */
	private void preferCurrent(Hart hart, List<GovernedRange> ranges) {
		TableRoot mine = hart == null ? null : current.get(hart.hartId());
		if (mine != null && ranges.size() > 1) {
			ranges.sort(Comparator.comparing(range -> range.root() != mine));
		}
	}
}
