/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many references the image has to each of its clusters. Counts are written at once, so that who refers to a cluster
 * only after the next {@link Qcow2File#force} never finds it counted as free.
 */
final class Qcow2Counts {

	/** The most bytes of counts that are kept. */
	private static final int KEPT = 8 << 20;
	/** The most bytes of the table, as QEMU has it. */
	static final int LARGEST_TABLE = 8 << 20;

	private final Qcow2File file;
	private final int order;
	/** How many clusters one block of counts tells of. */
	private final int perBlock;
	private long[] table;
	private long tablePlace;
	/** Blocks of counts by their places in the table. */
	private final Map<Integer, byte[]> blocks;
	/** No cluster before this one is free. */
	private long firstFree;

	Qcow2Counts(Qcow2File file, Qcow2Header.Counts where) throws IOException {
		this.file = file;
		this.order = where.order();
		this.perBlock = perBlock(file, order);
		long bytes = (where.clusters() & 0xffff_ffffL) << file.clusterBits();
		if (bytes == 0 || bytes > LARGEST_TABLE) {
			throw file.damaged("its header tells of a table of " + bytes + " bytes for counts");
		}
		tablePlace = file.checked(where.offset(), "the table of counts");
		file.checked(tablePlace + bytes - file.clusterSize(), "the end of the table of counts");
		table = file.readEntries(tablePlace, (int) (bytes / Long.BYTES));
		int kept = Math.max(4, KEPT / file.clusterSize());
		blocks = new LinkedHashMap<>(16, 0.75f, true) {
			private static final long serialVersionUID = 1;

			@Override
			protected boolean removeEldestEntry(Map.Entry<Integer, byte[]> eldest) {
				return size() > kept;
			}
		};
	}

	static int perBlock(Qcow2File file, int order) {
		return file.clusterSize() * 8 >> order;
	}

	/** @return where the blocks of counts lie, 0 for those that do not exist */
	long[] blockPlaces() {
		return table.clone();
	}

	/** @return the count of a cluster, which may lie behind the end of the file */
	long get(long cluster) throws IOException {
		int block = (int) Math.min(Integer.MAX_VALUE, cluster / perBlock);
		return block >= table.length || table[block] == 0 ? 0 : get(block(block), (int) (cluster % perBlock), order);
	}

	private byte[] block(int number) throws IOException {
		byte[] block = blocks.get(number);
		if (block == null) {
			block = file.read(file.checked(table[number] & Qcow2Entry.OFFSET, "a block of counts"), file.clusterSize()).array();
			blocks.put(number, block);
		}
		return block;
	}

	private void set(long cluster, long count) throws IOException {
		int number = (int) (cluster / perBlock);
		byte[] block = block(number);
		int index = (int) (cluster % perBlock);
		long before = get(block, index, order);
		put(block, index, order, count);
		int at = (int) ((long) index << order >>> 3);
		try {
			file.write((table[number] & Qcow2Entry.OFFSET) + at, block, at, Math.max(1, 1 << order >> 3));
		} catch (IOException e) {
			put(block, index, order, before);
			throw e;
		}
	}

	static long get(byte[] block, int index, int order) {
		return switch (order) {
		case 3 -> block[index] & 0xffL;
		case 4 -> ByteBuffer.wrap(block).getShort(index * 2) & 0xffffL;
		case 5 -> ByteBuffer.wrap(block).getInt(index * 4) & 0xffff_ffffL;
		case 6 -> ByteBuffer.wrap(block).getLong(index * 8);
		default -> block[index >> 3 - order] >> shift(index, order) & (1 << (1 << order)) - 1;
		};
	}

	static void put(byte[] block, int index, int order, long count) {
		switch (order) {
		case 3 -> block[index] = (byte) count;
		case 4 -> ByteBuffer.wrap(block).putShort(index * 2, (short) count);
		case 5 -> ByteBuffer.wrap(block).putInt(index * 4, (int) count);
		case 6 -> ByteBuffer.wrap(block).putLong(index * 8, count);
		default -> {
			int mask = (1 << (1 << order)) - 1 << shift(index, order);
			int at = index >> 3 - order;
			block[at] = (byte) (block[at] & ~mask | (int) count << shift(index, order) & mask);
		}
		}
	}

	/** Counts of less than a byte begin at its lowest bit. */
	private static int shift(int index, int order) {
		return (index & (8 >> order) - 1) << order;
	}

	/** @return where a cluster lies that was free and is counted once now; what it holds is undefined */
	long allocate() throws IOException {
		for (long cluster = firstFree;; cluster++) {
			long block = cluster / perBlock;
			if (block >= table.length) {
				grow();
			}
			if (table[(int) block] == 0) {
				addBlock((int) block, cluster);
			} else if (get(cluster) == 0) {
				set(cluster, 1);
				firstFree = cluster + 1;
				return cluster << file.clusterBits();
			}
		}
	}

	/** Takes one reference away; nothing on the medium may use it any more. */
	void release(long cluster) throws IOException {
		long count = get(cluster);
		if (count == 0) {
			throw file.damaged("the cluster at 0x" + Long.toHexString(cluster << file.clusterBits()) + " is used and counted as free");
		}
		set(cluster, count - 1);
		if (count == 1) {
			firstFree = Math.min(firstFree, cluster);
		}
	}

	/** Clusters that no block tells of are free: the first of them becomes the block, which counts itself. */
	private void addBlock(int number, long cluster) throws IOException {
		byte[] block = new byte[file.clusterSize()];
		put(block, (int) (cluster % perBlock), order, 1);
		long place = cluster << file.clusterBits();
		file.write(place, block, 0, block.length);
		file.force();
		long[] changed = table.clone();
		changed[number] = place;
		file.writeEntries(tablePlace, changed, number, number + 1);
		table = changed;
		blocks.put(number, block);
	}

	/** Makes the table twice as large: it goes behind all that it could tell of so far, after the blocks that count it. */
	private void grow() throws IOException {
		long first = (long) table.length * perBlock;
		long tableClusters = file.clustersOf(2L * table.length * Long.BYTES);
		long added = 1;
		while (added * perBlock < added + tableClusters) {
			added++;
		}
		if (tableClusters << file.clusterBits() > LARGEST_TABLE) {
			throw new IOException("the disk image cannot have more clusters");
		}
		long[] larger = new long[(int) (tableClusters << file.clusterBits() - 3)];
		System.arraycopy(table, 0, larger, 0, table.length);
		long used = added + tableClusters;
		for (int i = 0; i < added; i++) {
			byte[] block = new byte[file.clusterSize()];
			for (long counted = (long) i * perBlock; counted < Math.min(used, (i + 1L) * perBlock); counted++) {
				put(block, (int) (counted % perBlock), order, 1);
			}
			larger[table.length + i] = first + i << file.clusterBits();
			file.write(first + i << file.clusterBits(), block, 0, block.length);
		}
		long place = first + added << file.clusterBits();
		file.writeEntries(place, larger, 0, larger.length);
		file.force();
		writePlace(file, place, (int) tableClusters);
		file.force();
		long before = tablePlace >>> file.clusterBits();
		long beforeClusters = file.clustersOf((long) table.length * Long.BYTES);
		table = larger;
		tablePlace = place;
		for (long cluster = before; cluster < before + beforeClusters; cluster++) {
			release(cluster);
		}
	}

	/** The header's words on the table lie in one sector: they change together. */
	static void writePlace(Qcow2File file, long place, int clusters) throws IOException {
		byte[] words = ByteBuffer.allocate(12).putLong(place).putInt(clusters).array();
		file.write(Qcow2Header.COUNTS, words, 0, words.length);
	}
}
