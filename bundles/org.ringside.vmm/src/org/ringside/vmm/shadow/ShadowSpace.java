/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.shadow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.ringside.isa.paging.Pte;
import org.ringside.machine.PhysicalBus;
import org.ringside.vmm.ShadowMapping.View;
import org.ringside.vmm.tables.Translation;

/**
 * All shadow tables of one vCPU: found by guest root and view, filled entry by entry, given up least recently used
 * first. The tables lie in machine frames; this class keeps beside them only what is needed to find entries again.
 *
 * <p>They are per vCPU because physical memory protection, which an entry also reflects, is per hart.
 */
public final class ShadowSpace {
	/** Software bit of an entry: writing is withheld because the frame holds a guest table. */
	public static final long TABLE = 1 << 8;
	/** Software bit of an entry: writing is withheld until the guest's dirty bit is set. */
	public static final long CLEAN = 1 << 9;

	private static final int MOST_ROOTS = 48;

	private record Place(ShadowRoot root, long va) {
	}

	private final PhysicalBus bus;
	private final MachineFrames frames;
	private final Map<ShadowRoot.Key, ShadowRoot> roots = new LinkedHashMap<>();
	private final Map<Long, List<ShadowRoot>> rootsOfSpace = new HashMap<>();
	/** Where a guest page is mapped writable, by its guest-physical address; can also name entries that are gone. */
	private final Map<Long, List<Place>> writable = new HashMap<>();
	private final ShadowRoot blank;
	private int numbers;
	private long uses;
	private int drops;
	private long tableFrames;

	/** @param bus the machine's, on which the frames lie */
	public ShadowSpace(PhysicalBus bus, MachineFrames frames) {
		this.bus = bus;
		this.frames = frames;
		this.blank = new ShadowRoot(new ShadowRoot.Key(0, View.PHYSICAL), takeTable(null), 3, 0);
		this.tableFrames = 1;
	}

	/** A table without any entry, for a machine hart whose own table was given up. It is not among the {@link #roots}. */
	public ShadowRoot blank() {
		return blank;
	}

	/** The table for a view of a guest address space, made empty if there is none. */
	public ShadowRoot root(ShadowRoot.Key key, int levels) {
		ShadowRoot root = roots.get(key);
		if (root == null) {
			while (roots.size() >= MOST_ROOTS) {
				drop(oldestBut(null));
			}
			root = new ShadowRoot(key, takeTable(null), levels, ++numbers);
			roots.put(key, root);
			rootsOfSpace.computeIfAbsent(key.space(), space -> new ArrayList<>(2)).add(root);
			tableFrames++;
		}
		root.lastUse = ++uses;
		return root;
	}

	/** The table for a view if there is one. */
	public java.util.Optional<ShadowRoot> find(ShadowRoot.Key key) {
		return java.util.Optional.ofNullable(roots.get(key));
	}

	/** The tables of all views of a guest address space. */
	public List<ShadowRoot> views(long space) {
		return List.copyOf(rootsOfSpace.getOrDefault(space, List.of()));
	}

	/** All tables. */
	public Collection<ShadowRoot> roots() {
		return roots.values();
	}

	/** Machine frames that hold tables. */
	public long tableFrames() {
		return tableFrames;
	}

	/**
	 * Makes or replaces the entry for a page.
	 *
	 * @param va any address of the page, canonical
	 * @param hpa machine address of the frame
	 * @param flags the low ten bits of the entry
	 * @param gpa guest-physical address of the page
	 */
	public void map(ShadowRoot root, long va, long hpa, long flags, long gpa) {
		long table = root.frame;
		for (int level = root.levels - 1; level > 0; level--) {
			long at = table + 8L * Translation.index(va, level);
			long pte = bus.read(at, 8);
			if ((pte & Pte.V) == 0) {
				long frame = takeTable(root);
				root.tableFrames.add(frame);
				tableFrames++;
				pte = Pte.of(frame, Pte.V);
				bus.write(null, at, 8, pte);
			}
			table = Pte.address(pte);
		}
		long at = table + 8L * Translation.index(va, 0);
		if ((bus.read(at, 8) & Pte.V) == 0) {
			root.entries++;
		}
		bus.write(null, at, 8, Pte.of(hpa, flags));
		if ((flags & Pte.W) != 0) {
			List<Place> places = writable.computeIfAbsent(gpa & -4096, page -> new ArrayList<>(1));
			Place place = new Place(root, va & -4096);
			if (!places.contains(place)) {
				places.add(place);
				root.writablePages.add(gpa & -4096);
			}
		}
	}

	private long takeTable(ShadowRoot keep) {
		long frame = frames.takeForTable();
		while (frame < 0) {
			ShadowRoot victim = oldestBut(keep);
			if (victim == null) {
				throw new OutOfFramesException("The machine has no frame left for a shadow table: all "
						+ frames.count() + " frames are in use.");
			}
			drop(victim);
			frame = frames.takeForTable();
		}
		return frame;
	}

	private ShadowRoot oldestBut(ShadowRoot keep) {
		ShadowRoot oldest = null;
		for (ShadowRoot root : roots.values()) {
			if (root != keep && (oldest == null || root.lastUse < oldest.lastUse)) {
				oldest = root;
			}
		}
		return oldest;
	}

	/** Gives up a table. No hart may be using it without choosing its table anew. */
	public void drop(ShadowRoot root) {
		drops++;
		roots.remove(root.key);
		root.live = false;
		frames.giveBack(root.frame);
		root.tableFrames.forEach(frames::giveBack);
		tableFrames -= root.tableFrames.size() + 1;
		root.tableFrames.clear();
		root.entries = 0;
		List<ShadowRoot> siblings = rootsOfSpace.get(root.key.space());
		siblings.remove(root);
		if (siblings.isEmpty()) {
			rootsOfSpace.remove(root.key.space());
		}
		for (long page : root.writablePages) {
			writable.computeIfPresent(page, (gpa, places) -> {
				places.removeIf(place -> place.root == root);
				return places.isEmpty() ? null : places;
			});
		}
		root.writablePages.clear();
	}

	/** How many tables were given up, modulo 2 to the 32nd. */
	public int drops() {
		return drops;
	}

	/** Whether the table has not been given up. */
	public boolean isLive(ShadowRoot root) {
		return root.live;
	}

	/** Gives up all tables. */
	public int dropAll() {
		int entries = 0;
		for (ShadowRoot root : List.copyOf(roots.values())) {
			entries += root.entries;
			drop(root);
		}
		return entries;
	}

	/** The entry for an address; 0 if there is none. */
	public long entry(ShadowRoot root, long va) {
		long at = leaf(root, va);
		return at < 0 ? 0 : bus.read(at, 8);
	}

	private long leaf(ShadowRoot root, long va) {
		long table = root.frame;
		for (int level = root.levels - 1; level > 0; level--) {
			long pte = bus.read(table + 8L * Translation.index(va, level), 8);
			if ((pte & Pte.V) == 0) {
				return -1;
			}
			table = Pte.address(pte);
		}
		return table + 8L * Translation.index(va, 0);
	}

	/** Withdraws the entries of a range of addresses from a table. Returns how many there were. */
	public int unmap(ShadowRoot root, long first, long last) {
		if (first >>> 12 == last >>> 12) {
			long at = leaf(root, first);
			if (at < 0 || (bus.read(at, 8) & Pte.V) == 0) {
				return 0;
			}
			bus.write(null, at, 8, 0);
			root.entries--;
			return 1;
		}
		return unmap(root, root.frame, root.levels - 1, 0, first, last);
	}

	private int unmap(ShadowRoot root, long table, int level, long offset, long first, long last) {
		int gone = 0;
		long span = 1L << Translation.shift(level);
		for (int index = 0; index < Translation.ENTRIES; index++) {
			long low = Translation.canonical(offset | (long) index << Translation.shift(level), root.levels);
			long high = low + span - 1;
			if (Long.compareUnsigned(high, first) < 0 || Long.compareUnsigned(low, last) > 0) {
				continue;
			}
			long at = table + 8L * index;
			long pte = bus.read(at, 8);
			if ((pte & Pte.V) == 0) {
				continue;
			}
			if (level == 0) {
				bus.write(null, at, 8, 0);
				root.entries--;
				gone++;
			} else {
				gone += unmap(root, Pte.address(pte), level - 1, offset | (long) index << Translation.shift(level), first, last);
			}
		}
		return gone;
	}

	/** Withholds writing to a guest page wherever it is mapped. Returns how many entries changed. */
	public int protect(long gpa, long hpa, long reason) {
		List<Place> places = writable.remove(gpa & -4096);
		int changed = 0;
		if (places != null) {
			for (Place place : places) {
				long at = leaf(place.root, place.va);
				long pte = at < 0 ? 0 : bus.read(at, 8);
				if ((pte & Pte.W) != 0 && Pte.address(pte) == hpa) {
					bus.write(null, at, 8, pte & ~Pte.W | reason);
					changed++;
				}
			}
		}
		return changed;
	}

	/** Told each entry of a table in ascending order of the index, lower half of the address space first. */
	@FunctionalInterface
	public interface EntryVisitor {
		/** Returns whether to go on. */
		boolean entry(long va, long pte);
	}

	/** Visits the entries whose addresses lie in a range (unsigned). */
	public void visit(ShadowRoot root, long first, long last, EntryVisitor visitor) {
		visit(root, root.frame, root.levels - 1, 0, first, last, visitor);
	}

	private boolean visit(ShadowRoot root, long table, int level, long offset, long first, long last, EntryVisitor visitor) {
		for (int index = 0; index < Translation.ENTRIES; index++) {
			long low = Translation.canonical(offset | (long) index << Translation.shift(level), root.levels);
			long high = low + (1L << Translation.shift(level)) - 1;
			if (Long.compareUnsigned(high, first) < 0 || Long.compareUnsigned(low, last) > 0) {
				continue;
			}
			long pte = bus.read(table + 8L * index, 8);
			if ((pte & Pte.V) != 0 && !(level == 0 ? visitor.entry(low, pte)
					: visit(root, Pte.address(pte), level - 1, offset | (long) index << Translation.shift(level), first, last, visitor))) {
				return false;
			}
		}
		return true;
	}
}
