/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts anew. An image whose counts may wait (lazy refcounts) and that nobody closed gets a new table of counts, made of what
 * its other tables refer to, behind all that the file has. Only when that is on the medium does the header name it.
 */
final class Qcow2Recount {

	private final Qcow2File file;
	private final Qcow2References references;
	private final int order;
	private final int perBlock;
	/** Blocks by the ranges of clusters that they tell of. */
	private final SortedMap<Long, byte[]> blocks = new TreeMap<>();

	private Qcow2Recount(Qcow2File file, Qcow2References references, int order) {
		this.file = file;
		this.references = references;
		this.order = order;
		this.perBlock = Qcow2Counts.perBlock(file, order);
	}

	/** @return the header as the image has it afterwards */
	static Qcow2Header run(Qcow2File file, Qcow2Header header, Qcow2References references) throws IOException {
		Qcow2Header.Counts counts = new Qcow2Recount(file, references, header.counts().order()).write();
		file.force();
		Qcow2Counts.writePlace(file, counts.offset(), counts.clusters());
		file.force();
		byte[] features = ByteBuffer.allocate(8).putLong(header.features() & ~Qcow2Header.DIRTY).array();
		file.write(Qcow2Header.FEATURES, features, 0, features.length);
		file.force();
		return header.with(counts);
	}

	private Qcow2Header.Counts write() throws IOException {
		long most = order == 6 ? Long.MAX_VALUE : (1L << (1 << order)) - 1;
		for (long page : references.pageNumbers()) {
			for (long cluster = page * Qcow2References.pageSize(); cluster < (page + 1) * Qcow2References.pageSize(); cluster++) {
				int count = references.count(cluster);
				if (count > most) {
					throw file.damaged("the cluster at 0x" + Long.toHexString(cluster << file.clusterBits()) + " is used " + count
							+ " times, more than a count can tell");
				}
				if (count > 0) {
					put(cluster, count);
				}
			}
		}
		long first = file.clusters();
		long end = first;
		long tableClusters = 0;
		// what is added has to be counted, and its counts as well
		while (end < first + blocks.size() + tableClusters) {
			put(end++, 1);
			tableClusters = file.clustersOf((blocks.lastKey() + 1) * Long.BYTES);
			if (tableClusters << file.clusterBits() > Qcow2Counts.LARGEST_TABLE) {
				throw file.damaged("it has too many clusters to count them");
			}
		}
		return write(first, (int) tableClusters);
	}

	private void put(long cluster, long count) {
		Qcow2Counts.put(blocks.computeIfAbsent(cluster / perBlock, range -> new byte[file.clusterSize()]), (int) (cluster % perBlock), order, count);
	}

	private Qcow2Header.Counts write(long first, int tableClusters) throws IOException {
		long[] table = new long[tableClusters << file.clusterBits() - 3];
		long place = first << file.clusterBits();
		for (Map.Entry<Long, byte[]> block : blocks.entrySet()) {
			table[(int) (long) block.getKey()] = place;
			file.write(place, block.getValue(), 0, file.clusterSize());
			place += file.clusterSize();
		}
		file.writeEntries(place, table, 0, table.length);
		return new Qcow2Header.Counts(place, tableClusters, order);
	}
}
