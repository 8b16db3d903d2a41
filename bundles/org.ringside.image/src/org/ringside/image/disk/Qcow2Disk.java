/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.ringside.image.ImageException;

/**
 * A qcow2 image, for reading: its clusters lie anywhere in the file, are compressed, are zeros, or are those of the image
 * it stands upon. Source: QEMU, docs/interop/qcow2.rst. A damaged table fails the read that needs it and no other.
 */
final class Qcow2Disk implements Disk {

	private static final long OFFSET = 0x00ff_ffff_ffff_fe00L;
	private static final long COMPRESSED = 1L << 62;
	private static final long ZERO = 1;
	/** The most bytes of tables that are kept. */
	private static final int KEPT_TABLES = 8 << 20;

	private final FileChannel file;
	private final String name;
	private final Qcow2Header header;
	private final Optional<Disk> backing;
	private final int clusterSize;
	private final long[] l1;
	private final Map<Long, ByteBuffer> tables;
	private final byte[] unpacked;
	private long unpackedEntry = -1;

	private Qcow2Disk(FileChannel file, String name, Qcow2Header header, Optional<Disk> backing) throws IOException {
		this.file = file;
		this.name = name;
		this.header = header;
		this.backing = backing;
		this.clusterSize = 1 << header.clusterBits();
		this.unpacked = new byte[clusterSize];
		this.l1 = new long[header.l1Entries()];
		read(header.l1Offset(), 8 * l1.length).asLongBuffer().get(l1);
		int kept = Math.max(4, KEPT_TABLES / clusterSize);
		this.tables = new LinkedHashMap<>(16, 0.75f, true) {
			private static final long serialVersionUID = 1;

			@Override
			protected boolean removeEldestEntry(Map.Entry<Long, ByteBuffer> eldest) {
				return size() > kept;
			}
		};
	}

	static Qcow2Disk open(FileChannel file, Path path, boolean write, boolean withBacking, int depth)
			throws IOException, ImageException {
		String name = path.toString();
		Qcow2Header header = Qcow2Header.read(file, name);
		if (write) {
			throw new ImageException("The disk image '" + name + "' is in qcow2 format, which is only read here;"
					+ " leave out write, or convert it to a raw image first.");
		}
		Optional<Disk> backing = header.backingFile().isEmpty() ? Optional.empty()
				: Optional.of(openBacking(header, path, withBacking, depth));
		return new Qcow2Disk(file, name, header, backing);
	}

	private static Disk openBacking(Qcow2Header header, Path path, boolean withBacking, int depth) throws ImageException {
		String named = header.backingFile();
		if (!withBacking) {
			throw new ImageException("The disk image '" + path + "' stands upon the file '" + named
					+ "', which is opened only where that is allowed (backing).");
		}
		String format = header.backingFormat();
		if (!format.isEmpty() && !format.equals("raw") && !format.equals("qcow2")) {
			throw new ImageException("The disk image '" + path + "' stands upon '" + named + "' of format " + format
					+ "; expected raw or qcow2.");
		}
		try {
			return DiskFile.open(path.resolveSibling(named), false, true, depth + 1, format);
		} catch (InvalidPathException e) {
			throw new ImageException("The disk image '" + path + "' stands upon '" + named + "', which is no path.", e);
		}
	}

	@Override
	public long size() {
		return header.size() + DiskFile.SECTOR - 1 & -DiskFile.SECTOR;
	}

	@Override
	public boolean isWritable() {
		return false;
	}

	@Override
	public void read(long at, byte[] into, int offset, int length) throws IOException {
		for (int done = 0; done < length;) {
			long position = at + done;
			int inside = (int) (position & clusterSize - 1);
			int count = Math.min(length - done, clusterSize - inside);
			readInside(position, inside, into, offset + done, count);
			done += count;
		}
	}

	private void readInside(long position, int inside, byte[] into, int offset, int count) throws IOException {
		long entry = position < header.size() ? entry(position) : 0;
		if ((entry & COMPRESSED) != 0) {
			unpack(entry);
			System.arraycopy(unpacked, inside, into, offset, count);
		} else if ((entry & ZERO) != 0) {
			Arrays.fill(into, offset, offset + count, (byte) 0);
		} else if ((entry & OFFSET) == 0) {
			readBacking(position, into, offset, count);
		} else {
			RawDisk.readPadded(file, checked(entry & OFFSET, "a cluster") + inside, into, offset, count);
		}
	}

	/** Where the image below ends, zeros follow. */
	private void readBacking(long position, byte[] into, int offset, int count) throws IOException {
		int there = backing.isEmpty() ? 0 : (int) Math.max(0, Math.min(count, backing.get().size() - position));
		if (there > 0) {
			backing.get().read(position, into, offset, there);
		}
		Arrays.fill(into, offset + there, offset + count, (byte) 0);
	}

	/** The entry of the second table that governs a position. */
	private long entry(long position) throws IOException {
		int perTableBits = header.clusterBits() - 3;
		long table = l1[(int) (position >>> header.clusterBits() + perTableBits)] & OFFSET;
		if (table == 0) {
			return 0;
		}
		ByteBuffer entries = tables.get(table);
		if (entries == null) {
			entries = read(checked(table, "a table"), clusterSize);
			tables.put(table, entries);
		}
		return entries.getLong(8 * (int) (position >>> header.clusterBits() & (1 << perTableBits) - 1));
	}

	private long checked(long place, String what) throws IOException {
		if ((place & clusterSize - 1) != 0 || place >= file.size()) {
			throw new IOException("The disk image '" + name + "' is damaged: " + what + " is said to lie at 0x"
					+ Long.toHexString(place) + " of a file of 0x" + Long.toHexString(file.size()) + " bytes.");
		}
		return place;
	}

	private ByteBuffer read(long at, int length) throws IOException {
		byte[] bytes = new byte[length];
		RawDisk.readPadded(file, at, bytes, 0, length);
		return ByteBuffer.wrap(bytes);
	}

	/** The entry holds where the compressed bytes begin and how many further sectors they touch. */
	private void unpack(long entry) throws IOException {
		if (unpackedEntry == entry) {
			return;
		}
		unpackedEntry = -1;
		int bits = 62 - (header.clusterBits() - 8);
		long place = entry & (1L << bits) - 1;
		long sectors = (entry & COMPRESSED - 1) >>> bits;
		int length = (int) ((sectors + 1) * DiskFile.SECTOR - (place & DiskFile.SECTOR - 1));
		Inflater inflater = new Inflater(true);
		try {
			inflater.setInput(read(place, length).array());
			int got = 0;
			while (got < clusterSize) {
				int count = inflater.inflate(unpacked, got, clusterSize - got);
				if (count == 0) {
					throw new DataFormatException("too short");
				}
				got += count;
			}
		} catch (DataFormatException e) {
			throw new IOException("The disk image '" + name + "' is damaged: the compressed cluster at 0x" + Long.toHexString(place)
					+ " cannot be unpacked.", e);
		} finally {
			inflater.end();
		}
		unpackedEntry = entry;
	}

	@Override
	public void write(long at, byte[] from, int offset, int length) throws IOException {
		throw new IOException("the disk is open for reading only");
	}

	@Override
	public void zero(long at, long length) throws IOException {
		throw new IOException("the disk is open for reading only");
	}

	@Override
	public void flush() {
		// nothing is written
	}

	@Override
	public void close() throws IOException {
		try {
			file.close();
		} finally {
			if (backing.isPresent()) {
				backing.get().close();
			}
		}
	}
}
