/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

import org.ringside.machine.Saveable;

/** The memory-mapped registers of one queue: three addresses in halves, or a page number in the legacy layout. */
final class QueueRegisters implements Saveable {

	private static final int[] LOW_HALVES = {0x080, 0x090, 0x0a0};

	final Virtqueue queue;
	/** Addresses of descriptors, available ring and used ring. */
	private final long[] parts = new long[3];
	int alignment;
	int pageNumber;

	QueueRegisters(Virtqueue queue) {
		this.queue = queue;
	}

	void write(int offset, int value) {
		if (offset == 0x044) {
			queue.place(parts[0], parts[1], parts[2]);
			queue.setReady((value & 1) != 0);
			return;
		}
		for (int i = 0; i < parts.length; i++) {
			if (offset == LOW_HALVES[i]) {
				parts[i] = parts[i] & ~0xffff_ffffL | value & 0xffff_ffffL;
			} else if (offset == LOW_HALVES[i] + 4) {
				parts[i] = parts[i] & 0xffff_ffffL | (long) value << 32;
			}
		}
	}

	/** The three parts lie one behind the other, the used ring at the alignment (section 2.7.2). */
	void placeLegacy(int number, int pageSize) {
		pageNumber = number;
		long base = (number & 0xffff_ffffL) * (pageSize & 0xffff_ffffL);
		long available = base + (long) DescriptorTable.DESCRIPTOR * queue.size();
		long end = available + 6 + 2L * queue.size();
		long step = Integer.bitCount(alignment) == 1 ? alignment & 0xffff_ffffL : 4096;
		queue.setReady(false);
		queue.place(base, available, end + step - 1 & -step);
		queue.setReady(number != 0);
	}

	void reset() {
		java.util.Arrays.fill(parts, 0);
		alignment = 0;
		pageNumber = 0;
	}

	@Override
	public void save(DataOutput out) throws IOException {
		for (long part : parts) {
			out.writeLong(part);
		}
		out.writeInt(alignment);
		out.writeInt(pageNumber);
	}

	@Override
	public void load(DataInput in) throws IOException {
		for (int i = 0; i < parts.length; i++) {
			parts[i] = in.readLong();
		}
		alignment = in.readInt();
		pageNumber = in.readInt();
	}
}
