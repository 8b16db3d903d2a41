/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.ringside.image.ImageException;

/**
 * A qcow2 image: its clusters lie anywhere in the file, are compressed, are zeros, or are those of the image it stands upon.
 * Source: QEMU, docs/interop/qcow2.rst. For reading only, a damaged table fails the read that needs it and no other; a damaged
 * image is not opened for writing. What is written to a cluster that is shared, compressed or not there goes into a new one.
 */
final class Qcow2Disk implements Disk {

	private final Qcow2File file;
	private final Qcow2Header header;
	private final Optional<Disk> backing;
	/** Absent where nothing may be written. */
	private final Optional<Qcow2Counts> counts;
	private final Qcow2Map map;
	private final int clusterSize;
	private final byte[] unpacked;
	private long unpackedEntry = -1;
	/** A cluster on its way into the file. */
	private final byte[] fresh;
	private boolean isTouched;

	private Qcow2Disk(Qcow2File file, Qcow2Header header, Optional<Disk> backing, Optional<Qcow2Counts> counts) throws IOException {
		this.file = file;
		this.header = header;
		this.backing = backing;
		this.counts = counts;
		this.map = new Qcow2Map(file, header, counts);
		this.clusterSize = file.clusterSize();
		this.unpacked = new byte[clusterSize];
		this.fresh = new byte[counts.isPresent() ? clusterSize : 0];
	}

	static Qcow2Disk open(FileChannel channel, Path path, boolean write, boolean withBacking, int depth)
			throws IOException, ImageException {
		Qcow2Header header = Qcow2Header.read(channel, path.toString());
		Optional<Disk> backing = header.backingFile().isEmpty() ? Optional.empty()
				: Optional.of(openBacking(header, path, withBacking, depth));
		try {
			return open(channel, path.toString(), header, write, backing);
		} catch (ImageException | IOException | RuntimeException e) {
			if (backing.isPresent()) {
				backing.get().close();
			}
			throw e;
		}
	}

	/** @param backing closed with this disk, but not if this fails */
	static Qcow2Disk open(FileChannel channel, String name, Qcow2Header before, boolean write, Optional<Disk> backing)
			throws IOException, ImageException {
		Qcow2File file = new Qcow2File(channel, name, before.clusterBits());
		if (!write) {
			return new Qcow2Disk(file, before, backing, Optional.empty());
		}
		if (before.isCorrupt()) {
			throw new ImageException("The disk image '" + name + "' is marked as corrupt and may only be read;"
					+ " repair it with qemu-img check -r all, or leave out write.");
		}
		try {
			Qcow2References references = Qcow2References.of(file, before);
			Qcow2Header header = before.isDirty() ? Qcow2Recount.run(file, before, references) : before;
			Qcow2Counts counts = new Qcow2Counts(file, header.counts());
			if (!before.isDirty()) {
				references.check(counts);
			}
			Qcow2Disk disk = new Qcow2Disk(file, header, backing, Optional.of(counts));
			UnflushedImages.add(disk);
			return disk;
		} catch (DamagedImageException e) {
			throw new ImageException(e.getMessage(), e);
		}
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
		return counts.isPresent();
	}

	@Override
	public synchronized void read(long at, byte[] into, int offset, int length) throws IOException {
		for (int done = 0; done < length;) {
			long position = at + done;
			int inside = (int) (position & clusterSize - 1);
			int count = Math.min(length - done, clusterSize - inside);
			readInside(position, inside, into, offset + done, count);
			done += count;
		}
	}

	private void readInside(long position, int inside, byte[] into, int offset, int count) throws IOException {
		long entry = position < header.size() ? map.entry(position) : 0;
		if (Qcow2Entry.isCompressed(entry)) {
			unpack(entry);
			System.arraycopy(unpacked, inside, into, offset, count);
		} else if ((entry & Qcow2Entry.ZERO) != 0) {
			Arrays.fill(into, offset, offset + count, (byte) 0);
		} else if ((entry & Qcow2Entry.OFFSET) == 0) {
			readBacking(position, into, offset, count);
		} else {
			file.read(file.checked(entry & Qcow2Entry.OFFSET, "a cluster") + inside, into, offset, count);
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

	private void unpack(long entry) throws IOException {
		if (unpackedEntry == entry) {
			return;
		}
		unpackedEntry = -1;
		long place = Qcow2Entry.packedPlace(entry, header.clusterBits());
		Inflater inflater = new Inflater(true);
		try {
			inflater.setInput(file.read(place, Qcow2Entry.packedLength(entry, header.clusterBits())).array());
			int got = 0;
			while (got < clusterSize) {
				int count = inflater.inflate(unpacked, got, clusterSize - got);
				if (count == 0) {
					throw new DataFormatException("too short");
				}
				got += count;
			}
		} catch (DataFormatException e) {
			throw file.damaged("the compressed cluster at 0x" + Long.toHexString(place) + " cannot be unpacked");
		} finally {
			inflater.end();
		}
		unpackedEntry = entry;
	}

	@Override
	public synchronized void write(long at, byte[] from, int offset, int length) throws IOException {
		touch();
		for (int done = 0; done < length;) {
			long position = at + done;
			int inside = (int) (position & clusterSize - 1);
			int count = Math.min(length - done, clusterSize - inside);
			long entry = map.entry(position);
			if (Qcow2Entry.isOwn(entry)) {
				file.write((entry & Qcow2Entry.OFFSET) + inside, from, offset + done, count);
			} else {
				if (count < clusterSize) {
					readInside(position - inside, 0, fresh, 0, clusterSize);
				}
				System.arraycopy(from, offset + done, fresh, inside, count);
				place(position, entry);
			}
			done += count;
		}
		map.commitIfFull();
	}

	/** Gives a part of the disk a cluster of its own, with the bytes of {@link #fresh}. */
	private void place(long position, long before) throws IOException {
		// a cluster of zeros may have a place already that nobody else uses
		boolean hasPlace = Qcow2Entry.isOwn(before & ~Qcow2Entry.ZERO);
		long place = hasPlace ? before & Qcow2Entry.OFFSET : counts.orElseThrow().allocate();
		try {
			file.write(place, fresh, 0, clusterSize);
			map.put(position, place | Qcow2Entry.COPIED);
		} catch (IOException e) {
			if (!hasPlace) {
				counts.orElseThrow().release(place >>> header.clusterBits());
			}
			throw e;
		}
		if (!hasPlace) {
			map.drop(before);
		}
	}

	/** Before the first change, the header must not promise what this writer does not keep, such as bitmaps of changes. */
	private void touch() throws IOException {
		if (!isWritable()) {
			throw new IOException("the disk is open for reading only");
		}
		if (!isTouched && header.version() > 2) {
			file.write(Qcow2Header.AUTOCLEAR, new byte[8], 0, 8);
			file.force();
		}
		isTouched = true;
	}

	@Override
	public synchronized void zero(long at, long length) throws IOException {
		touch();
		for (long done = 0; done < length;) {
			long position = at + done;
			int inside = (int) (position & clusterSize - 1);
			int count = (int) Math.min(length - done, clusterSize - inside);
			boolean isWhole = inside == 0 && (count == clusterSize || position + count == size());
			if (isWhole && canForget()) {
				forget(position);
			} else if (!readsAsZeros(position)) {
				write(position, new byte[count], 0, count);
			}
			done += count;
		}
		map.commitIfFull();
	}

	private boolean readsAsZeros(long position) throws IOException {
		long entry = map.entry(position);
		return !Qcow2Entry.isCompressed(entry)
				&& ((entry & Qcow2Entry.ZERO) != 0 || (entry & Qcow2Entry.OFFSET) == 0 && backing.isEmpty());
	}

	/** Whether zeros can be told of without a cluster of them. */
	private boolean canForget() {
		return backing.isEmpty() || header.version() > 2;
	}

	/** Lets a whole cluster read as zeros and gives back its place. */
	private void forget(long position) throws IOException {
		if (!readsAsZeros(position)) {
			long before = map.entry(position);
			map.put(position, backing.isEmpty() ? 0 : Qcow2Entry.ZERO);
			map.drop(before);
		}
	}

	@Override
	public synchronized void discard(long at, long length) throws IOException {
		touch();
		long first = at + clusterSize - 1 & -clusterSize;
		long end = at + length == size() ? at + length : at + length & -clusterSize;
		for (long position = first; canForget() && position < end; position += clusterSize) {
			forget(position);
		}
		map.commitIfFull();
	}

	@Override
	public synchronized void flush() throws IOException {
		if (isWritable()) {
			map.commit();
		}
	}

	@Override
	public synchronized void close() throws IOException {
		try {
			flush();
		} finally {
			UnflushedImages.remove(this);
			try {
				file.close();
			} finally {
				if (backing.isPresent()) {
					backing.get().close();
				}
			}
		}
	}
}
