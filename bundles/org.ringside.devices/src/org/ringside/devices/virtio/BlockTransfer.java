/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

import java.io.IOException;

import org.ringside.image.disk.Disk;

/** Moves bytes between buffers and a disk, and answers in the words of section 5.2.6. */
final class BlockTransfer {

	static final int IN = 0;
	static final int OUT = 1;
	static final int FLUSH = 4;
	static final int GET_ID = 8;
	static final int DISCARD = 11;
	static final int WRITE_ZEROES = 13;

	static final int OK = 0;
	static final int IO_ERROR = 1;
	static final int UNSUPPORTED = 2;
	/** Not a status: the request goes on. */
	static final int UNFINISHED = -1;

	/** Bytes of a request before its data: type, reserved, sector. */
	static final int HEADER = 16;
	/** Bytes of a serial number. */
	static final int IDENTITY = 20;
	/** Ranges in one request to discard or to write zeros. */
	static final int MOST_RANGES = 16;
	/** Sectors of one range to discard. */
	static final int MOST_DISCARDED = 1 << 21;
	/** Sectors of one range to write zeros to; these may really be written. */
	static final int MOST_ZEROED = 1 << 14;

	private static final int RANGE = 16;
	private static final int UNMAP = 1;
	private static final int SECTOR = 512;

	private final Disk disk;
	private final byte[] chunk = new byte[1 << 16];

	BlockTransfer(Disk disk) {
		this.disk = disk;
	}

	/** Whether a range is whole sectors of the disk. */
	boolean fits(long sector, long bytes) {
		long sectors = disk.size() / SECTOR;
		return bytes % SECTOR == 0 && sector >= 0 && sector <= sectors && bytes / SECTOR <= sectors - sector;
	}

	/**
	 * Moves a part of a request.
	 *
	 * @param start where the request begins on the disk, in bytes
	 * @param from where the part begins within the request
	 */
	void move(Buffer buffer, long start, long from, long count, boolean write) throws IOException {
		for (long done = 0; done < count;) {
			int length = (int) Math.min(chunk.length, count - done);
			if (write) {
				buffer.read(HEADER + from + done, chunk, 0, length);
				disk.write(start + from + done, chunk, 0, length);
			} else {
				disk.read(start + from + done, chunk, 0, length);
				buffer.write(from + done, chunk, 0, length);
			}
			done += length;
		}
	}

	int tell(Buffer buffer, byte[] identity) {
		// the driver may have room for less
		buffer.write(0, identity, 0, (int) Math.min(identity.length, buffer.writableBytes() - 1));
		return OK;
	}

	/** Ranges to discard or to fill with zeros; all are checked before the first is touched. */
	int ranges(Buffer buffer, boolean zero) throws IOException {
		long bytes = buffer.readableBytes() - HEADER;
		if (bytes == 0 || bytes % RANGE != 0 || bytes / RANGE > MOST_RANGES || !disk.isWritable()) {
			return IO_ERROR;
		}
		byte[] ranges = new byte[(int) bytes];
		buffer.read(HEADER, ranges, 0, ranges.length);
		for (int at = 0; at < ranges.length; at += RANGE) {
			long length = (LittleEndian.get32(ranges, at + 8) & 0xffff_ffffL) * SECTOR;
			int flags = LittleEndian.get32(ranges, at + 12);
			if ((flags & ~UNMAP) != 0 || !zero && flags != 0) {
				return UNSUPPORTED;
			}
			if (!fits(LittleEndian.get64(ranges, at), length) || length / SECTOR > (zero ? MOST_ZEROED : MOST_DISCARDED)) {
				return IO_ERROR;
			}
		}
		for (int at = 0; at < ranges.length; at += RANGE) {
			long begin = LittleEndian.get64(ranges, at) * SECTOR;
			long length = (LittleEndian.get32(ranges, at + 8) & 0xffff_ffffL) * SECTOR;
			if (zero) {
				disk.zero(begin, length);
			} else {
				disk.discard(begin, length);
			}
		}
		return OK;
	}
}
