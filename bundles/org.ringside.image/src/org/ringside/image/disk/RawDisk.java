/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** A file whose bytes are those of the disk. Where it ends within a sector, the rest of that sector reads as zeros. */
final class RawDisk implements Disk {

	private static final byte[] ZEROS = new byte[1 << 16];

	private final FileChannel file;
	private final long size;
	private final boolean writable;

	RawDisk(FileChannel file, boolean writable) throws IOException {
		this.file = file;
		this.size = file.size() + DiskFile.SECTOR - 1 & -DiskFile.SECTOR;
		this.writable = writable;
	}

	@Override
	public long size() {
		return size;
	}

	@Override
	public boolean isWritable() {
		return writable;
	}

	@Override
	public void read(long at, byte[] into, int offset, int length) throws IOException {
		readPadded(file, at, into, offset, length);
	}

	/** Reads a file as if zeros followed it. */
	static void readPadded(FileChannel file, long at, byte[] into, int offset, int length) throws IOException {
		ByteBuffer buffer = ByteBuffer.wrap(into, offset, length);
		long position = at;
		while (buffer.hasRemaining()) {
			int count = file.read(buffer, position);
			if (count < 0) {
				Arrays.fill(into, buffer.position(), offset + length, (byte) 0);
				return;
			}
			position += count;
		}
	}

	@Override
	public void write(long at, byte[] from, int offset, int length) throws IOException {
		if (!writable) {
			throw new IOException("the disk is open for reading only");
		}
		writeAll(file, at, ByteBuffer.wrap(from, offset, length));
	}

	static void writeAll(FileChannel file, long at, ByteBuffer bytes) throws IOException {
		long position = at;
		while (bytes.hasRemaining()) {
			position += file.write(bytes, position);
		}
	}

	@Override
	public void zero(long at, long length) throws IOException {
		for (long done = 0; done < length; done += ZEROS.length) {
			write(at + done, ZEROS, 0, (int) Math.min(ZEROS.length, length - done));
		}
	}

	@Override
	public void flush() throws IOException {
		if (writable) {
			file.force(false);
		}
	}

	@Override
	public void close() throws IOException {
		file.close();
	}
}
