/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

import java.util.List;

/**
 * What the driver has put into a queue: bytes for the device to read, followed by bytes for it to write, each possibly in
 * many pieces of guest memory. How the driver cuts them must mean nothing to a device (section 2.7.4), so positions count
 * through all pieces.
 */
public final class Buffer {

	private final Dma memory;
	private final int head;
	private final List<Segment> readable;
	private final List<Segment> writable;
	private final long readableBytes;
	private final long writableBytes;

	Buffer(Dma memory, int head, List<Segment> readable, List<Segment> writable) {
		this.memory = memory;
		this.head = head;
		this.readable = readable;
		this.writable = writable;
		this.readableBytes = sum(readable);
		this.writableBytes = sum(writable);
	}

	private static long sum(List<Segment> segments) {
		return segments.stream().mapToLong(Segment::length).sum();
	}

	/** Index of the first descriptor, by which the driver knows the buffer. */
	int head() {
		return head;
	}

	/** The pieces that the device may write. */
	List<Segment> writable() {
		return writable;
	}

	/** @return how many bytes the device may read */
	public long readableBytes() {
		return readableBytes;
	}

	/** @return how many bytes the device may write */
	public long writableBytes() {
		return writableBytes;
	}

	/**
	 * Copies what the driver wrote.
	 *
	 * @param position where to begin among the readable bytes
	 * @return how many bytes were copied: {@code length}, or less at the end
	 */
	public int read(long position, byte[] into, int offset, int length) {
		return copy(readable, position, length, (gpa, done, count) -> memory.read(gpa, into, offset + done, count));
	}

	/**
	 * Copies to the driver.
	 *
	 * @param position where to begin among the writable bytes
	 * @return how many bytes were copied: {@code length}, or less at the end
	 */
	public int write(long position, byte[] from, int offset, int length) {
		return copy(writable, position, length, (gpa, done, count) -> memory.write(gpa, from, offset + done, count));
	}

	@FunctionalInterface
	private interface Transfer {
		boolean copy(long gpa, int done, int count);
	}

	private static int copy(List<Segment> segments, long position, int length, Transfer transfer) {
		long begin = 0;
		int done = 0;
		for (Segment segment : segments) {
			if (done == length) {
				break;
			}
			long inside = position + done - begin;
			if (inside >= 0 && inside < segment.length()) {
				int count = (int) Math.min(length - done, segment.length() - inside);
				if (!transfer.copy(segment.gpa() + inside, done, count)) {
					return done;
				}
				done += count;
			}
			begin += segment.length();
		}
		return done;
	}
}
