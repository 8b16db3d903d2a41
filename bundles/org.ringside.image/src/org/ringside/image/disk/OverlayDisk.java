/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.disk;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps writes away from the disk below: what was written lies cluster by cluster in a temporary file, which goes when
 * the disk is closed. Nothing that is written here outlives the run, so a flush has nothing to do.
 */
public final class OverlayDisk implements Disk {

	/** Bytes that are copied together when the first of them is written. */
	static final int CLUSTER = 1 << 16;

	/** In place of a number in the temporary file: the cluster reads as zeros. */
	private static final long ZERO = -1;

	private final Disk base;
	/** Where the clusters lie that differ from the base: numbers of clusters in the temporary file. */
	private final Map<Long, Long> changed = new TreeMap<>();
	private final ArrayDeque<Long> free = new ArrayDeque<>();
	private long clusters;
	private Optional<FileChannel> file = Optional.empty();
	private final byte[] scratch = new byte[CLUSTER];

	/** @param base what is read where nothing was written; closed with this disk */
	public OverlayDisk(Disk base) {
		this.base = base;
	}

	@Override
	public long size() {
		return base.size();
	}

	@Override
	public boolean isWritable() {
		return true;
	}

	/** How many clusters of {@value #CLUSTER} bytes lie in the temporary file. */
	public long storedClusters() {
		return clusters - free.size();
	}

	private FileChannel file() throws IOException {
		if (file.isEmpty()) {
			Path path = Files.createTempFile("ringside-disk", ".overlay");
			file = Optional.of(FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
		}
		return file.get();
	}

	@Override
	public void read(long at, byte[] into, int offset, int length) throws IOException {
		for (int done = 0; done < length;) {
			long position = at + done;
			int inside = (int) (position % CLUSTER);
			int count = Math.min(length - done, CLUSTER - inside);
			Long stored = changed.get(position / CLUSTER);
			if (stored == null) {
				base.read(position, into, offset + done, count);
			} else if (stored == ZERO) {
				Arrays.fill(into, offset + done, offset + done + count, (byte) 0);
			} else {
				RawDisk.readPadded(file(), stored * CLUSTER + inside, into, offset + done, count);
			}
			done += count;
		}
	}

	@Override
	public void write(long at, byte[] from, int offset, int length) throws IOException {
		for (int done = 0; done < length;) {
			long position = at + done;
			int inside = (int) (position % CLUSTER);
			int count = Math.min(length - done, CLUSTER - inside);
			long number = position / CLUSTER;
			Long stored = changed.get(number);
			if (stored == null || stored == ZERO) {
				prepare(number, count == CLUSTER);
				System.arraycopy(from, offset + done, scratch, inside, count);
				long place = free.isEmpty() ? clusters : free.peek();
				RawDisk.writeAll(file(), place * CLUSTER, ByteBuffer.wrap(scratch));
				// only now that it is there
				if (free.poll() == null) {
					clusters++;
				}
				changed.put(number, place);
			} else {
				RawDisk.writeAll(file(), stored * CLUSTER + inside, ByteBuffer.wrap(from, offset + done, count));
			}
			done += count;
		}
	}

	/** Puts what a cluster holds into {@link #scratch}, as the first write to it changes only a part. */
	private void prepare(long number, boolean whole) throws IOException {
		Arrays.fill(scratch, (byte) 0);
		if (!whole && !changed.containsKey(number)) {
			base.read(number * CLUSTER, scratch, 0, (int) Math.min(CLUSTER, base.size() - number * CLUSTER));
		}
	}

	@Override
	public void zero(long at, long length) throws IOException {
		for (long done = 0; done < length;) {
			long position = at + done;
			int inside = (int) (position % CLUSTER);
			long count = Math.min(length - done, CLUSTER - inside);
			if (inside == 0 && (count == CLUSTER || position + count == base.size())) {
				Long before = changed.put(position / CLUSTER, ZERO);
				if (before != null && before != ZERO) {
					free.add(before);
				}
			} else {
				write(position, new byte[(int) count], 0, (int) count);
			}
			done += count;
		}
	}

	/** What is not needed any more need not be kept. */
	@Override
	public void discard(long at, long length) throws IOException {
		long first = (at + CLUSTER - 1) / CLUSTER * CLUSTER;
		long end = at + length == base.size() ? at + length : (at + length) / CLUSTER * CLUSTER;
		if (first < end) {
			zero(first, end - first);
		}
	}

	@Override
	public void flush() {
		// nothing here outlives the run
	}

	@Override
	public void saveChanges(DataOutput out) throws IOException {
		for (Map.Entry<Long, Long> entry : changed.entrySet()) {
			out.writeLong(entry.getKey());
			out.writeBoolean(entry.getValue() != ZERO);
			if (entry.getValue() != ZERO) {
				RawDisk.readPadded(file(), entry.getValue() * CLUSTER, scratch, 0, CLUSTER);
				out.write(scratch);
			}
		}
		out.writeLong(-1);
	}

	@Override
	public void loadChanges(DataInput in) throws IOException {
		changed.clear();
		free.clear();
		clusters = 0;
		long before = -1;
		for (long number = in.readLong(); number != -1; number = in.readLong()) {
			if (number <= before) {
				throw new IOException("The snapshot names cluster " + number + " of a disk after cluster " + before + ".");
			}
			before = number;
			if (number > (size() - 1) / CLUSTER) {
				throw new IOException("The snapshot names cluster " + number + " of a disk of " + size() + " bytes.");
			}
			if (in.readBoolean()) {
				byte[] bytes = new byte[CLUSTER];
				in.readFully(bytes);
				write(number * CLUSTER, bytes, 0, (int) Math.min(CLUSTER, size() - number * CLUSTER));
			} else {
				changed.put(number, ZERO);
			}
		}
	}

	@Override
	public void close() throws IOException {
		try {
			base.close();
		} finally {
			if (file.isPresent()) {
				file.get().close();
			}
		}
	}
}
