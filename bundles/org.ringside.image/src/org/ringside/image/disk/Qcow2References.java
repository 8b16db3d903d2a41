/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What refers to which cluster of a qcow2 image: found by following every table, those of internal snapshots too. An image
 * is only written if its counts are not below what is found here, and if no cluster serves two ends.
 */
final class Qcow2References {

	/** What a cluster serves. */
	private enum Use {
		/** The header, the first table, the table of snapshots, counts: one reference each. */
		FIXED,
		/** A table of entries; snapshots share it. */
		TABLE,
		/** Bytes of the disk; snapshots share them. */
		DATA,
		/** Compressed bytes of several clusters of the disk. */
		PACKED
	}

	private static final int PAGE = 4096;
	private static final int USE_SHIFT = 28;
	private static final int COUNT = (1 << USE_SHIFT) - 1;
	private static final int MOST_SNAPSHOTS = 65_536;
	private static final long MOST_SNAPSHOT_BYTES = 1 << 30;
	/** The most tables that are followed, those of snapshots each time that one has them. */
	private static final long MOST_TABLES = 1 << 22;

	private final Qcow2File file;
	private final Qcow2Header header;
	private final long fileClusters;
	/** Use and count by cluster, in pages that exist where something is. */
	private final TreeMap<Long, int[]> pages = new TreeMap<>();
	private long tables;

	private Qcow2References(Qcow2File file, Qcow2Header header) throws IOException {
		this.file = file;
		this.header = header;
		this.fileClusters = file.clusters();
	}

	/** Follows all but the counts. */
	static Qcow2References of(Qcow2File file, Qcow2Header header) throws IOException {
		Qcow2References all = new Qcow2References(file, header);
		all.add(0, Use.FIXED);
		all.addRange(header.l1Offset(), (long) header.l1Entries() * Long.BYTES);
		all.follow(header.l1Offset(), header.l1Entries());
		all.snapshots();
		all.checkOwn();
		return all;
	}

	/** Follows the counts, too, and holds that none of them is too low. */
	void check(Qcow2Counts counts) throws IOException {
		addRange(header.counts().offset(), (long) header.counts().clusters() << file.clusterBits());
		for (long place : counts.blockPlaces()) {
			if (place != 0) {
				add(place(place, "a block of counts"), Use.FIXED);
			}
		}
		for (Map.Entry<Long, int[]> page : pages.entrySet()) {
			for (int i = 0; i < PAGE; i++) {
				long cluster = page.getKey() * PAGE + i;
				if (page.getValue()[i] != 0 && counts.get(cluster) < (page.getValue()[i] & COUNT)) {
					throw file.damaged("the cluster at 0x" + Long.toHexString(cluster << file.clusterBits()) + " is used "
							+ (page.getValue()[i] & COUNT) + " times and counted " + counts.get(cluster));
				}
			}
		}
	}

	/** @return the clusters that something refers to, by pages of {@link #pageSize()} */
	Set<Long> pageNumbers() {
		return pages.keySet();
	}

	static int pageSize() {
		return PAGE;
	}

	/** @return how many references there are to a cluster */
	int count(long cluster) {
		int[] page = pages.get(cluster / PAGE);
		return page == null ? 0 : page[(int) (cluster % PAGE)] & COUNT;
	}

	private void addRange(long place, long bytes) throws IOException {
		long first = place(place, "a table");
		long clusters = file.clustersOf(bytes);
		if (clusters > fileClusters - first) {
			throw file.damaged("a table of " + bytes + " bytes at 0x" + Long.toHexString(place) + " does not fit into the file");
		}
		for (long cluster = first; cluster < first + clusters; cluster++) {
			add(cluster, Use.FIXED);
		}
	}

	private long place(long place, String what) throws IOException {
		return file.checked(place, what) >>> file.clusterBits();
	}

	private void add(long cluster, Use use) throws IOException {
		int[] page = pages.computeIfAbsent(cluster / PAGE, number -> new int[PAGE]);
		int index = (int) (cluster % PAGE);
		int before = page[index];
		if (before != 0 && (before >>> USE_SHIFT != use.ordinal() || use == Use.FIXED)) {
			throw file.damaged("the cluster at 0x" + Long.toHexString(cluster << file.clusterBits()) + " serves two ends");
		}
		if ((before & COUNT) == COUNT) {
			throw file.damaged("the cluster at 0x" + Long.toHexString(cluster << file.clusterBits()) + " is used too often");
		}
		page[index] = use.ordinal() << USE_SHIFT | (before & COUNT) + 1;
	}

	/** Follows a first table; it has each table once. */
	private void follow(long place, int entries) throws IOException {
		Set<Long> seen = new HashSet<>();
		for (long entry : file.readEntries(place, entries)) {
			long table = entry & Qcow2Entry.OFFSET;
			if (table == 0) {
				continue;
			}
			long cluster = place(table, "a table");
			if (!seen.add(cluster) || ++tables > MOST_TABLES) {
				throw file.damaged("the table at 0x" + Long.toHexString(table) + " is used too often");
			}
			add(cluster, Use.TABLE);
			for (long inner : file.readEntries(table, file.clusterSize() / Long.BYTES)) {
				data(inner);
			}
		}
	}

	private void data(long entry) throws IOException {
		if (Qcow2Entry.isCompressed(entry)) {
			long place = Qcow2Entry.packedPlace(entry, file.clusterBits());
			long last = place + Qcow2Entry.packedLength(entry, file.clusterBits()) - 1 >>> file.clusterBits();
			if (last >= fileClusters) {
				throw file.damaged("a compressed cluster at 0x" + Long.toHexString(place) + " does not fit into the file");
			}
			for (long cluster = place >>> file.clusterBits(); cluster <= last; cluster++) {
				add(cluster, Use.PACKED);
			}
			return;
		}
		if ((entry & Qcow2Entry.ZERO) != 0 && header.version() == 2) {
			throw file.damaged("it has a cluster of zeros, which version 2 does not know");
		}
		if ((entry & Qcow2Entry.OFFSET) != 0) {
			add(place(entry & Qcow2Entry.OFFSET, "a cluster"), Use.DATA);
		}
	}

	private void snapshots() throws IOException {
		if (header.snapshots() == 0) {
			return;
		}
		if (header.snapshots() < 0 || header.snapshots() > MOST_SNAPSHOTS) {
			throw file.damaged("its header tells of " + (header.snapshots() & 0xffff_ffffL) + " snapshots");
		}
		file.checked(header.snapshotsOffset(), "the table of snapshots");
		long at = header.snapshotsOffset();
		for (int i = 0; i < header.snapshots(); i++) {
			ByteBuffer words = file.read(at, 40);
			long place = words.getLong(0);
			long entries = words.getInt(8) & 0xffff_ffffL;
			long length = 40 + (words.getInt(36) & 0xffff_ffffL) + (words.getShort(12) & 0xffff) + (words.getShort(14) & 0xffff);
			at += length + 7 & -8;
			if (at - header.snapshotsOffset() > MOST_SNAPSHOT_BYTES || entries > Qcow2Header.MOST_L1_BYTES / Long.BYTES) {
				throw file.damaged("its table of snapshots is too large");
			}
			if (entries > 0) {
				addRange(place, entries * Long.BYTES);
				follow(place, (int) entries);
			}
		}
		addRange(header.snapshotsOffset(), at - header.snapshotsOffset());
	}

	/** Holds that what may be written in its place has one reference. */
	private void checkOwn() throws IOException {
		for (long entry : file.readEntries(header.l1Offset(), header.l1Entries())) {
			long table = entry & Qcow2Entry.OFFSET;
			if (table == 0) {
				continue;
			}
			checkOwn(entry);
			for (long inner : file.readEntries(table, file.clusterSize() / Long.BYTES)) {
				if (!Qcow2Entry.isCompressed(inner)) {
					checkOwn(inner);
				}
			}
		}
	}

	private void checkOwn(long entry) throws IOException {
		long place = entry & Qcow2Entry.OFFSET;
		if ((entry & Qcow2Entry.COPIED) != 0 && place != 0 && count(place >>> file.clusterBits()) != 1) {
			throw file.damaged("the cluster at 0x" + Long.toHexString(place) + " is said to be used once and is used "
					+ count(place >>> file.clusterBits()) + " times");
		}
	}
}
