/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.disk;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which cluster of a qcow2 image stands for which part of the disk: a table of tables. What changes is kept until
 * {@link #commit} brings it to the medium in an order that at no moment leaves a reference to what is not there:
 * the counts and the data first, then the tables, then the references to new tables; and what nothing refers to any more is
 * counted as free only after that. Where this is cut off, clusters may be counted that nobody needs, and nothing else.
 */
final class Qcow2Map {

	/** The most bytes of tables that are kept. */
	private static final int KEPT_TABLES = 8 << 20;
	/** The most references that wait for the next commit to be given back. */
	private static final int MOST_DROPPED = 1 << 16;

	/** A table as it shall be; {@code from} to {@code to} are the entries that the medium does not have yet. */
	private static final class Table {
		final long place;
		final long[] entries;
		int from = Integer.MAX_VALUE;
		int to;

		Table(long place, long[] entries) {
			this.place = place;
			this.entries = entries;
		}
	}

	private final Qcow2File file;
	private final long l1Place;
	private final long[] l1;
	/** Absent where nothing is written. */
	private final Optional<Qcow2Counts> counts;
	/** By their indices in the first table; the one longest unused first. */
	private final LinkedHashMap<Integer, Table> tables = new LinkedHashMap<>(16, 0.75f, true);
	private final int keptTables;
	private final Set<Table> changed = new LinkedHashSet<>();
	private final Set<Integer> changedL1 = new TreeSet<>();
	private final ArrayDeque<Long> dropped = new ArrayDeque<>();

	Qcow2Map(Qcow2File file, Qcow2Header header, Optional<Qcow2Counts> counts) throws IOException {
		this.file = file;
		this.counts = counts;
		this.l1Place = header.l1Offset();
		this.l1 = file.readEntries(l1Place, header.l1Entries());
		this.keptTables = Math.max(4, KEPT_TABLES / file.clusterSize());
	}

	private int perTableBits() {
		return file.clusterBits() - 3;
	}

	private int tableIndex(long position) {
		return (int) (position >>> file.clusterBits() + perTableBits());
	}

	private int entryIndex(long position) {
		return (int) (position >>> file.clusterBits() & (1 << perTableBits()) - 1);
	}

	/** @return the entry that governs a position on the disk; 0 where there is none */
	long entry(long position) throws IOException {
		int index = tableIndex(position);
		return (l1[index] & Qcow2Entry.OFFSET) == 0 ? 0 : table(index).entries[entryIndex(position)];
	}

	private Table table(int index) throws IOException {
		Table table = tables.get(index);
		if (table == null) {
			long place = file.checked(l1[index] & Qcow2Entry.OFFSET, "a table");
			table = new Table(place, file.readEntries(place, 1 << perTableBits()));
			keep(index, table);
		}
		return table;
	}

	private void keep(int index, Table table) throws IOException {
		if (tables.size() >= keptTables && !tables.containsKey(index)) {
			Iterator<Map.Entry<Integer, Table>> oldest = tables.entrySet().iterator();
			if (changed.contains(oldest.next().getValue())) {
				commit();
			}
			oldest = tables.entrySet().iterator();
			oldest.next();
			oldest.remove();
		}
		tables.put(index, table);
	}

	/** Changes the entry of a position, in a table of our own: one that a snapshot has as well is copied first. */
	void put(long position, long entry) throws IOException {
		int index = tableIndex(position);
		Table table;
		if ((l1[index] & Qcow2Entry.OFFSET) != 0 && (l1[index] & Qcow2Entry.COPIED) != 0) {
			table = table(index);
		} else {
			table = own(index);
		}
		int at = entryIndex(position);
		table.entries[at] = entry;
		table.from = Math.min(table.from, at);
		table.to = Math.max(table.to, at + 1);
		changed.add(table);
	}

	private Table own(int index) throws IOException {
		long shared = l1[index];
		long[] entries = (shared & Qcow2Entry.OFFSET) == 0 ? new long[1 << perTableBits()] : table(index).entries.clone();
		Table table = new Table(counts.orElseThrow().allocate(), entries);
		try {
			keep(index, table);
		} catch (IOException e) {
			counts.orElseThrow().release(table.place >>> file.clusterBits());
			throw e;
		}
		table.from = 0;
		table.to = entries.length;
		l1[index] = table.place | Qcow2Entry.COPIED;
		changedL1.add(index);
		drop(shared & Qcow2Entry.OFFSET);
		return table;
	}

	/** Gives back what an entry referred to that {@link #put} has replaced. */
	void drop(long entry) {
		if (Qcow2Entry.isCompressed(entry)) {
			long place = Qcow2Entry.packedPlace(entry, file.clusterBits());
			long last = place + Qcow2Entry.packedLength(entry, file.clusterBits()) - 1;
			for (long cluster = place >>> file.clusterBits(); cluster <= last >>> file.clusterBits(); cluster++) {
				dropped.add(cluster);
			}
		} else if ((entry & Qcow2Entry.OFFSET) != 0) {
			dropped.add((entry & Qcow2Entry.OFFSET) >>> file.clusterBits());
		}
	}

	/** Bounds what waits; called where all is in order. */
	void commitIfFull() throws IOException {
		if (dropped.size() > MOST_DROPPED) {
			commit();
		}
	}

	/** Brings everything to the medium that was changed. If that fails, it is still to be done. */
	void commit() throws IOException {
		file.force();
		if (changed.isEmpty() && changedL1.isEmpty()) {
			return;
		}
		for (Table table : changed) {
			if (table.from < table.to) {
				file.writeEntries(table.place, table.entries, table.from, table.to);
			}
		}
		file.force();
		if (!changedL1.isEmpty()) {
			for (int index : changedL1) {
				file.writeEntries(l1Place, l1, index, index + 1);
			}
			file.force();
		}
		for (Table table : changed) {
			table.from = Integer.MAX_VALUE;
			table.to = 0;
		}
		changed.clear();
		changedL1.clear();
		while (!dropped.isEmpty()) {
			counts.orElseThrow().release(dropped.poll());
		}
	}
}
