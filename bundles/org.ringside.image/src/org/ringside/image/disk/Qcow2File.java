/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;

/** The file of a qcow2 image, in clusters. Numbers in it are big-endian. */
final class Qcow2File {

	private final FileChannel channel;
	private final String name;
	private final int clusterBits;

	/** @param name what sentences call the image */
	Qcow2File(FileChannel channel, String name, int clusterBits) {
		this.channel = channel;
		this.name = name;
		this.clusterBits = clusterBits;
	}

	int clusterBits() {
		return clusterBits;
	}

	/** @return bytes per cluster */
	int clusterSize() {
		return 1 << clusterBits;
	}

	/** @return how many clusters the file has, the last perhaps not whole */
	long clusters() throws IOException {
		return clustersOf(channel.size());
	}

	/** @return how many clusters so many bytes fill or begin to fill */
	long clustersOf(long bytes) {
		return (bytes >>> clusterBits) + ((bytes & clusterSize() - 1) == 0 ? 0 : 1);
	}

	/** Reads as if zeros followed the file. */
	void read(long at, byte[] into, int offset, int length) throws IOException {
		RawDisk.readPadded(channel, at, into, offset, length);
	}

	ByteBuffer read(long at, int length) throws IOException {
		byte[] bytes = new byte[length];
		read(at, bytes, 0, length);
		return ByteBuffer.wrap(bytes);
	}

	/** Reads a table of 64-bit entries. */
	long[] readEntries(long at, int count) throws IOException {
		long[] entries = new long[count];
		LongBuffer there = read(at, count * Long.BYTES).asLongBuffer();
		there.get(entries);
		return entries;
	}

	void write(long at, byte[] from, int offset, int length) throws IOException {
		RawDisk.writeAll(channel, at, ByteBuffer.wrap(from, offset, length));
	}

	/** Writes a part of a table of 64-bit entries that begins at a place. */
	void writeEntries(long at, long[] entries, int from, int to) throws IOException {
		ByteBuffer bytes = ByteBuffer.allocate((to - from) * Long.BYTES);
		bytes.asLongBuffer().put(entries, from, to - from);
		RawDisk.writeAll(channel, at + (long) from * Long.BYTES, bytes);
	}

	/** What was written before is on the medium before anything that is written afterwards. */
	void force() throws IOException {
		channel.force(false);
	}

	/** @return the place, which is that of a cluster in the file */
	long checked(long place, String what) throws IOException {
		if (place < 0 || (place & clusterSize() - 1) != 0 || place >= channel.size()) {
			throw damaged(what + " is said to lie at 0x" + Long.toHexString(place) + " of a file of 0x" + Long.toHexString(channel.size())
					+ " bytes");
		}
		return place;
	}

	DamagedImageException damaged(String what) {
		return new DamagedImageException("The disk image '" + name + "' is damaged: " + what + ".");
	}

	void close() throws IOException {
		channel.close();
	}
}
