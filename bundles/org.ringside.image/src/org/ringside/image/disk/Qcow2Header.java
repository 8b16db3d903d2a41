/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

import org.ringside.image.ImageException;

/**
 * The header of a qcow2 image, checked as far as a reader needs it. Source: QEMU, docs/interop/qcow2.rst.
 *
 * @param version 2 or 3
 * @param features the incompatible features, all of them known here
 * @param clusterBits the size of a cluster is two to this power; 9 to 21
 * @param size of the disk in bytes
 * @param l1Offset where the table of tables lies
 * @param l1Entries how many entries it has
 * @param backingFile the image that this one stands upon, empty if there is none
 * @param backingFormat what the image says of its format, possibly nothing
 * @param counts where the counts of references lie
 * @param snapshots how many internal snapshots the image has
 * @param snapshotsOffset where their table lies
 */
record Qcow2Header(int version, long features, int clusterBits, long size, long l1Offset, int l1Entries, String backingFile, String backingFormat,
		Counts counts, int snapshots, long snapshotsOffset) {

	/**
	 * The table of counts, unchecked: only who writes needs it.
	 *
	 * @param offset where it lies
	 * @param clusters how many clusters it has
	 * @param order a count has two to this power bits, 0 to 6
	 */
	record Counts(long offset, int clusters, int order) {
	}

	/** Where the header tells of the table of counts: eight bytes, then four for its size. */
	static final int COUNTS = 48;
	/** Where it tells of incompatible features. */
	static final int FEATURES = 72;
	/** Where it tells of features that a writer who does not know them has to clear. */
	static final int AUTOCLEAR = 88;

	private static final int MAGIC = 0x5146_49fb;
	private static final int LENGTH_2 = 72;
	private static final int LENGTH_3 = 104;
	private static final int BACKING_FORMAT = 0xe279_2aca;
	static final int MOST_L1_BYTES = 32 << 20;
	private static final int LONGEST_NAME = 1023;
	/** Incompatible features that change nothing for a reader: counts may be wrong, or anything may. */
	static final long DIRTY = 1;
	private static final long CORRUPT = 2;
	private static final long EXTERNAL_DATA = 4;
	private static final long COMPRESSION_TYPE = 8;
	private static final long EXTENDED_L2 = 16;

	/** Whether the file begins as a qcow2 image does. */
	static boolean begins(FileChannel file) throws IOException {
		byte[] start = new byte[4];
		RawDisk.readPadded(file, 0, start, 0, 4);
		return ByteBuffer.wrap(start).getInt() == MAGIC;
	}

	static Qcow2Header read(FileChannel file, String name) throws IOException, ImageException {
		ByteBuffer bytes = part(file, 0, LENGTH_3 + 8);
		if (bytes.getInt(0) != MAGIC || file.size() < LENGTH_2) {
			throw new ImageException("The disk image '" + name + "' does not begin as a qcow2 image does.");
		}
		int version = bytes.getInt(4);
		if (version != 2 && version != 3) {
			throw new ImageException("The disk image '" + name + "' is qcow2 of version " + (version & 0xffff_ffffL)
					+ "; expected version 2 or 3.");
		}
		if (bytes.getInt(32) != 0) {
			throw new ImageException("The disk image '" + name + "' is encrypted; expected one that is not.");
		}
		int headerLength = version == 2 ? LENGTH_2 : bytes.getInt(100);
		if (version == 3) {
			checkFeatures(bytes, headerLength, name);
		}
		int clusterBits = bytes.getInt(20);
		long size = bytes.getLong(24);
		int entries = bytes.getInt(36);
		long l1 = bytes.getLong(40);
		expect(clusterBits >= 9 && clusterBits <= 21, name, "clusters of 2^" + clusterBits + " bytes; expected 2^9 to 2^21");
		expect(headerLength >= LENGTH_2 && headerLength <= 1 << clusterBits, name, "a header of " + headerLength + " bytes");
		expect(size > 0 && size <= Long.MAX_VALUE - (1 << 21), name, "a size of " + size + " bytes");
		expect(entries >= 0 && entries <= MOST_L1_BYTES / Long.BYTES, name, "a first table of " + entries + " entries");
		long perEntry = 1L << 2 * clusterBits - 3;
		expect((size - 1) / perEntry < entries, name, "a first table of " + entries + " entries, too small for " + size + " bytes");
		expect(l1 > 0 && l1 % (1L << clusterBits) == 0 && l1 <= file.size() - 8L * entries, name,
				"its first table at 0x" + Long.toHexString(l1) + ", which does not fit into the file");
		int order = version == 2 ? 4 : bytes.getInt(96);
		expect(order >= 0 && order <= 6, name, "counts of 2^" + order + " bits");
		return new Qcow2Header(version, version == 2 ? 0 : bytes.getLong(FEATURES), clusterBits, size, l1, entries,
				backingFile(file, bytes, clusterBits, name), backingFormat(file, headerLength, clusterBits),
				new Counts(bytes.getLong(COUNTS), bytes.getInt(COUNTS + 8), order), bytes.getInt(60), bytes.getLong(64));
	}

	/** Whether somebody wrote to the image and could not bring its counts up to date. */
	boolean isDirty() {
		return (features & DIRTY) != 0;
	}

	/** Whether somebody found the image damaged, after which nobody may write to it. */
	boolean isCorrupt() {
		return (features & CORRUPT) != 0;
	}

	/** The same with another table of counts, which is right. */
	Qcow2Header with(Counts other) {
		return new Qcow2Header(version, features & ~DIRTY, clusterBits, size, l1Offset, l1Entries, backingFile, backingFormat, other, snapshots,
				snapshotsOffset);
	}

	private static void checkFeatures(ByteBuffer bytes, int headerLength, String name) throws ImageException {
		long features = bytes.getLong(FEATURES);
		if ((features & EXTERNAL_DATA) != 0) {
			throw new ImageException("The disk image '" + name + "' keeps its data in another file; expected one that holds them itself.");
		}
		if ((features & EXTENDED_L2) != 0) {
			throw new ImageException("The disk image '" + name + "' has subclusters (extended_l2), which are not supported.");
		}
		if ((features & COMPRESSION_TYPE) != 0 && headerLength > LENGTH_3 && bytes.get(104) != 0) {
			throw new ImageException("The disk image '" + name + "' is compressed by another method than zlib, which is not supported.");
		}
		long unknown = features & ~(DIRTY | CORRUPT | COMPRESSION_TYPE);
		if (unknown != 0) {
			throw new ImageException("The disk image '" + name + "' needs features that are not supported: 0x"
					+ Long.toHexString(unknown) + ".");
		}
	}

	private static String backingFile(FileChannel file, ByteBuffer bytes, int clusterBits, String name)
			throws IOException, ImageException {
		long offset = bytes.getLong(8);
		int length = bytes.getInt(16);
		if (offset == 0 || length == 0) {
			return "";
		}
		expect(length > 0 && length <= LONGEST_NAME && offset > 0 && offset <= (1 << clusterBits) - length, name,
				"a wild place for the name of its backing file");
		return new String(part(file, offset, length).array(), StandardCharsets.UTF_8);
	}

	/** Extensions follow the header, each with a type, a length and padding to 8. */
	private static String backingFormat(FileChannel file, int headerLength, int clusterBits) throws IOException {
		long at = headerLength;
		while (at + 8 <= 1 << clusterBits) {
			ByteBuffer head = part(file, at, 8);
			long length = head.getInt(4) & 0xffff_ffffL;
			if (head.getInt(0) == 0) {
				break;
			}
			if (head.getInt(0) == BACKING_FORMAT && length <= 16) {
				return new String(part(file, at + 8, (int) length).array(), StandardCharsets.US_ASCII);
			}
			at += 8 + (length + 7 & -8);
		}
		return "";
	}

	private static ByteBuffer part(FileChannel file, long at, int length) throws IOException {
		byte[] bytes = new byte[length];
		RawDisk.readPadded(file, at, bytes, 0, length);
		return ByteBuffer.wrap(bytes);
	}

	private static void expect(boolean holds, String name, String what) throws ImageException {
		if (!holds) {
			throw new ImageException("The disk image '" + name + "' is damaged: its header tells of " + what + ".");
		}
	}
}
