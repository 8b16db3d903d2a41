/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import org.ringside.image.disk.Disk;

/**
 * A disk (section 5.2). Requests are served at once, in their order; a long one is cut, and goes on at the clock's next
 * tick, so that a run repeats itself whatever the file's speed.
 */
public final class VirtioBlock implements VirtioDevice {

	private static final int SEG_MAX = 2;
	private static final int GEOMETRY = 4;
	private static final int READ_ONLY = 5;
	private static final int BLOCK_SIZE = 6;
	private static final int FLUSH = 9;
	private static final int TOPOLOGY = 10;
	private static final int CONFIG_WCE = 11;
	private static final int DISCARD = 13;
	private static final int WRITE_ZEROES = 14;

	private static final int CONFIGURATION = 60;
	private static final int WRITEBACK = 32;
	private static final int SECTOR = 512;
	/** Pieces of a buffer beside header and status. */
	private static final int MOST_SEGMENTS = 254;
	/** Bytes that are moved within one notification. */
	private static final long AT_ONCE = 4 << 20;

	private final Disk disk;
	private final byte[] identity;
	private final BlockTransfer transfer;
	private VirtioLink link;
	private boolean writeback = true;
	/** How much of the foremost request is done. */
	private long progress;

	/**
	 * @param disk what it stores on; the owner closes it
	 * @param identity what the driver is told as its serial number, the first 20 bytes of it
	 */
	public VirtioBlock(Disk disk, String identity) {
		this.disk = disk;
		this.identity = Arrays.copyOf(identity.getBytes(StandardCharsets.US_ASCII), BlockTransfer.IDENTITY);
		this.transfer = new BlockTransfer(disk);
	}

	@Override
	public String name() {
		return "block";
	}

	@Override
	public int type() {
		return 2;
	}

	@Override
	public long features() {
		long always = VirtioFeature.set(SEG_MAX, GEOMETRY, BLOCK_SIZE, FLUSH, TOPOLOGY, CONFIG_WCE);
		return always | (disk.isWritable() ? VirtioFeature.set(DISCARD, WRITE_ZEROES) : VirtioFeature.set(READ_ONLY));
	}

	@Override
	public int queues() {
		return 1;
	}

	@Override
	public void connect(VirtioLink newLink) {
		link = newLink;
	}

	@Override
	public byte[] configuration() {
		byte[] bytes = new byte[CONFIGURATION];
		long sectors = disk.size() / SECTOR;
		LittleEndian.put64(bytes, 0, sectors);
		LittleEndian.put32(bytes, 12, MOST_SEGMENTS);
		// 16 heads of 63 sectors, and as many cylinders as an old drive can have
		LittleEndian.put16(bytes, 16, (int) Math.clamp(sectors / (16 * 63), 2, 16_383));
		bytes[18] = 16;
		bytes[19] = 63;
		LittleEndian.put32(bytes, 20, SECTOR);
		bytes[WRITEBACK] = (byte) (writeback ? 1 : 0);
		LittleEndian.put16(bytes, 34, 1);
		LittleEndian.put32(bytes, 36, BlockTransfer.MOST_DISCARDED);
		LittleEndian.put32(bytes, 40, BlockTransfer.MOST_RANGES);
		LittleEndian.put32(bytes, 44, 1);
		LittleEndian.put32(bytes, 48, BlockTransfer.MOST_ZEROED);
		LittleEndian.put32(bytes, 52, BlockTransfer.MOST_RANGES);
		bytes[56] = 1;
		return bytes;
	}

	@Override
	public void configure(int offset, int size, int value) {
		if (offset == WRITEBACK && size == 1 && link.accepted(CONFIG_WCE)) {
			writeback = (value & 1) != 0;
		}
	}

	/** Whether each write must be safe before the driver hears of it (section 5.2.6.2). */
	private boolean writesThrough() {
		return link.accepted(CONFIG_WCE) ? !writeback : !link.accepted(FLUSH);
	}

	@Override
	public boolean notified(int number) {
		Virtqueue queue = link.queue(number);
		long left = AT_ONCE;
		while (left > 0) {
			Optional<Buffer> next = queue.peek();
			if (next.isEmpty()) {
				progress = 0;
				return false;
			}
			Buffer buffer = next.get();
			if (buffer.readableBytes() < BlockTransfer.HEADER || buffer.writableBytes() < 1) {
				link.needsReset();
				return false;
			}
			long before = progress;
			int status = serve(buffer, left);
			// an empty request costs time as well
			left -= Math.max(SECTOR, progress - before);
			if (status != BlockTransfer.UNFINISHED) {
				finish(queue, buffer, status);
			}
		}
		return true;
	}

	private int serve(Buffer buffer, long most) {
		byte[] header = new byte[BlockTransfer.HEADER];
		buffer.read(0, header, 0, header.length);
		long sector = LittleEndian.get64(header, 8);
		try {
			return switch (LittleEndian.get32(header, 0)) {
			case BlockTransfer.IN -> move(buffer, sector, most, false);
			case BlockTransfer.OUT -> move(buffer, sector, most, true);
			case BlockTransfer.FLUSH -> {
				disk.flush();
				yield BlockTransfer.OK;
			}
			case BlockTransfer.GET_ID -> transfer.tell(buffer, identity);
			case BlockTransfer.DISCARD -> transfer.ranges(buffer, false);
			case BlockTransfer.WRITE_ZEROES -> through(transfer.ranges(buffer, true));
			default -> BlockTransfer.UNSUPPORTED;
			};
		} catch (IOException e) {
			// the guest learns of it as of a broken disk, and decides what to do
			return BlockTransfer.IO_ERROR;
		}
	}

	private int move(Buffer buffer, long sector, long most, boolean write) throws IOException {
		long length = write ? buffer.readableBytes() - BlockTransfer.HEADER : buffer.writableBytes() - 1;
		if (write && !disk.isWritable() || !transfer.fits(sector, length)) {
			return BlockTransfer.IO_ERROR;
		}
		long count = Math.min(most, length - progress);
		transfer.move(buffer, sector * SECTOR, progress, count, write);
		progress += count;
		if (progress < length) {
			return BlockTransfer.UNFINISHED;
		}
		return write ? through(BlockTransfer.OK) : BlockTransfer.OK;
	}

	private int through(int status) throws IOException {
		if (status == BlockTransfer.OK && writesThrough()) {
			disk.flush();
		}
		return status;
	}

	/** The status is the last byte; what lies before it counts as written only if it was. */
	private void finish(Virtqueue queue, Buffer buffer, int status) {
		long last = buffer.writableBytes() - 1;
		buffer.write(last, new byte[] {(byte) status}, 0, 1);
		queue.take();
		queue.giveBack(buffer, status == BlockTransfer.OK || last == 0 ? last + 1 : 0);
		progress = 0;
	}

	@Override
	public void reset() {
		writeback = true;
		progress = 0;
	}

	@Override
	public void save(DataOutput out) throws IOException {
		out.writeLong(disk.size());
		out.writeBoolean(writeback);
		out.writeLong(progress);
		disk.saveChanges(out);
	}

	@Override
	public void load(DataInput in) throws IOException {
		long size = in.readLong();
		if (size != disk.size()) {
			throw new IOException("The snapshot's disk has " + size + " bytes; this machine's has " + disk.size() + ".");
		}
		writeback = in.readBoolean();
		progress = in.readLong();
		if (progress < 0) {
			throw new IOException("The snapshot's disk has done " + progress + " bytes of a request.");
		}
		disk.loadChanges(in);
	}
}
