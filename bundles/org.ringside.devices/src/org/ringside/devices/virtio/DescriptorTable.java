/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

import java.util.ArrayList;
import java.util.List;

/** Follows the descriptors of a buffer (section 2.7.5), with every number in them checked, as it is the guest's. */
final class DescriptorTable {

	/** Bytes of a descriptor: address, length, flags, next. */
	static final int DESCRIPTOR = 16;
	/** The most pieces that a buffer may have, whatever its tables say. */
	static final int MOST_SEGMENTS = 1024;
	/** The most bytes that a buffer may have (section 2.7.5.2). */
	private static final long MOST_BYTES = 1L << 32;

	private static final int NEXT = 1;
	private static final int WRITE = 2;
	private static final int INDIRECT = 4;

	private final Dma memory;
	private final boolean indirectAllowed;
	private final byte[] raw = new byte[DESCRIPTOR];
	private final List<Segment> readable = new ArrayList<>();
	private final List<Segment> writable = new ArrayList<>();
	private long bytes;

	private DescriptorTable(Dma memory, boolean indirectAllowed) {
		this.memory = memory;
		this.indirectAllowed = indirectAllowed;
	}

	/**
	 * Reads the buffer that begins at a descriptor.
	 *
	 * @param table guest-physical address of the table
	 * @param size how many descriptors it has
	 */
	static Buffer read(Dma memory, long table, int size, int head, boolean indirectAllowed) throws VirtqueueException {
		DescriptorTable reader = new DescriptorTable(memory, indirectAllowed);
		reader.follow(table, size, head, false);
		return new Buffer(memory, head, reader.readable, reader.writable);
	}

	private void follow(long table, int size, int first, boolean indirect) throws VirtqueueException {
		int index = first;
		for (int steps = 0; steps < size; steps++) {
			if (index >= size) {
				throw new VirtqueueException("A descriptor names number " + index + " of " + size + ".");
			}
			if (!memory.read(table + (long) DESCRIPTOR * index, raw, 0, DESCRIPTOR)) {
				throw new VirtqueueException("The descriptors do not lie in memory.");
			}
			long address = LittleEndian.get64(raw, 0);
			long length = LittleEndian.get32(raw, 8) & 0xffff_ffffL;
			int flags = LittleEndian.get16(raw, 12);
			int next = LittleEndian.get16(raw, 14);
			if ((flags & INDIRECT) != 0) {
				enter(address, length, flags, indirect);
				return;
			}
			add(new Segment(address, length), (flags & WRITE) != 0);
			if ((flags & NEXT) == 0) {
				return;
			}
			index = next;
		}
		throw new VirtqueueException("The descriptors of a buffer form a loop.");
	}

	private void enter(long address, long length, int flags, boolean indirect) throws VirtqueueException {
		if (!indirectAllowed || indirect) {
			throw new VirtqueueException("An indirect table was not agreed upon, or lies in another one.");
		}
		if ((flags & NEXT) != 0 || length == 0 || length % DESCRIPTOR != 0 || length / DESCRIPTOR > 1 << 16) {
			throw new VirtqueueException("An indirect table of " + length + " bytes makes no sense.");
		}
		follow(address, (int) (length / DESCRIPTOR), 0, true);
	}

	private void add(Segment segment, boolean forWriting) throws VirtqueueException {
		if (!forWriting && !writable.isEmpty()) {
			throw new VirtqueueException("A descriptor for reading follows one for writing.");
		}
		bytes += segment.length();
		if (readable.size() + writable.size() >= MOST_SEGMENTS || bytes > MOST_BYTES) {
			throw new VirtqueueException("A buffer has more pieces or bytes than any may have.");
		}
		if (!memory.covers(segment.gpa(), segment.length())) {
			throw new VirtqueueException("A descriptor leads to 0x%x, where no memory is.".formatted(segment.gpa()));
		}
		(forWriting ? writable : readable).add(segment);
	}
}
