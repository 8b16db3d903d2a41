/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.ringside.devices.Wire;
import org.ringside.machine.Clock;
import org.ringside.machine.PhysicalBus;
import org.ringside.machine.Ram;

/** A driver in Java: sets a device up by its registers, and fills and empties the rings in guest memory, as a kernel does. */
public final class RingDriver implements AutoCloseable {

	/** Where RAM begins. */
	public static final long RAM = 0x8000_0000L;
	/** Size of RAM. */
	public static final long SIZE = 4L << 20;

	private static final int NEXT = 1;
	private static final int WRITE = 2;
	private static final int INDIRECT = 4;
	/** Rings below, data above. */
	private static final long DATA = RAM + (1 << 20);
	private static final long QUEUE_ROOM = 0x1_0000;

	/** What the device gave back: number of the buffer's first descriptor and how many bytes it says to have written. */
	public record Used(int head, long written) {
	}

	/** A piece of a buffer. */
	public record Piece(long gpa, int length, boolean writable) {
	}

	public final Clock clock = new Clock();
	public final Wire wire = new Wire();
	public final Ram ram = new Ram(SIZE);
	public final PhysicalBus bus = new PhysicalBus();
	public final VirtioMmio mmio;
	private final boolean legacy;
	private final int[] sizes;
	private final int[] nextDescriptor;
	private final int[] availableIndex;
	private final int[] usedIndex;
	private long dataTop = DATA;
	private long features;

	public RingDriver(VirtioDevice device, boolean legacy) {
		this.legacy = legacy;
		bus.addMemory(RAM, ram);
		mmio = new VirtioMmio("slot", device, new BusDma(bus), clock, wire, legacy);
		sizes = new int[device.queues()];
		nextDescriptor = new int[device.queues()];
		availableIndex = new int[device.queues()];
		usedIndex = new int[device.queues()];
	}

	public int get(int register) {
		return (int) mmio.read(register, 4);
	}

	public void set(int register, int value) {
		mmio.write(register, 4, value);
	}

	public int configuration(int offset, int size) {
		return (int) mmio.read(0x100 + offset, size);
	}

	public long offered() {
		set(0x14, 0);
		long low = get(0x10) & 0xffff_ffffL;
		set(0x14, 1);
		return low | (long) get(0x10) << 32;
	}

	/** The steps of section 3.1.1, with queues of {@code size} descriptors. */
	public void start(long wanted, int size) {
		if (legacy) {
			// before the reset, as U-Boot does
			set(0x28, 4096);
		}
		set(0x70, 0);
		set(0x70, 1);
		set(0x70, 3);
		features = legacy ? wanted : wanted | 1L << VirtioFeature.VERSION_1;
		set(0x24, 0);
		set(0x20, (int) features);
		if (!legacy) {
			set(0x24, 1);
			set(0x20, (int) (features >>> 32));
			set(0x70, 11);
			assertEquals(11, get(0x70), "the device refuses the features");
		}
		for (int queue = 0; queue < sizes.length; queue++) {
			setUp(queue, size);
		}
		set(0x70, legacy ? 7 : 15);
	}

	public void setUp(int queue, int size) {
		set(0x30, queue);
		assertTrue(get(0x34) >= size, "queue " + queue + " is too small");
		sizes[queue] = size;
		nextDescriptor[queue] = 0;
		availableIndex[queue] = 0;
		usedIndex[queue] = 0;
		for (long at = RAM + QUEUE_ROOM * queue; at < RAM + QUEUE_ROOM * (queue + 1); at += 8) {
			bus.write(null, at, 8, 0);
		}
		set(0x38, size);
		if (legacy) {
			set(0x3c, 4096);
			set(0x40, (int) (descriptors(queue) >>> 12));
			return;
		}
		address(0x80, descriptors(queue));
		address(0x90, available(queue));
		address(0xa0, used(queue));
		set(0x44, 1);
		assertEquals(1, get(0x44));
	}

	private void address(int register, long value) {
		set(register, (int) value);
		set(register + 4, (int) (value >>> 32));
	}

	public long descriptors(int queue) {
		return RAM + QUEUE_ROOM * queue;
	}

	public long available(int queue) {
		return descriptors(queue) + 16L * sizes[queue];
	}

	public long used(int queue) {
		return available(queue) + 6 + 2L * sizes[queue] + 4095 & -4096;
	}

	public int queueCount() {
		return sizes.length;
	}

	public int size(int queue) {
		return sizes[queue];
	}

	public int word(long gpa, int size) {
		return (int) bus.read(gpa, size);
	}

	public void put(long gpa, int size, long value) {
		bus.write(null, gpa, size, value);
	}

	/** New memory with these bytes. */
	public long place(byte[] bytes) {
		long at = room(bytes.length);
		assertTrue(bus.write(at, bytes, 0, bytes.length));
		return at;
	}

	/** New memory. */
	public long room(int length) {
		if (dataTop + length > RAM + SIZE) {
			dataTop = DATA;
		}
		long at = dataTop;
		dataTop = at + length + 63 & -64;
		return at;
	}

	public byte[] bytes(long gpa, int length) {
		byte[] bytes = new byte[length];
		assertTrue(bus.read(gpa, bytes, 0, length));
		return bytes;
	}

	/** Writes the pieces into the table from the next descriptor on, and returns the number of the first. */
	public int describe(int queue, List<Piece> pieces) {
		int first = nextDescriptor[queue];
		for (int i = 0; i < pieces.size(); i++) {
			int number = (first + i) % sizes[queue];
			boolean last = i == pieces.size() - 1;
			descriptor(descriptors(queue) + 16L * number, pieces.get(i), last ? 0 : NEXT, last ? 0 : (number + 1) % sizes[queue]);
		}
		nextDescriptor[queue] = (first + pieces.size()) % sizes[queue];
		return first;
	}

	/** The same in a table of their own. */
	public int describeIndirectly(int queue, List<Piece> pieces) {
		long table = room(16 * pieces.size());
		for (int i = 0; i < pieces.size(); i++) {
			boolean last = i == pieces.size() - 1;
			descriptor(table + 16L * i, pieces.get(i), last ? 0 : NEXT, last ? 0 : i + 1);
		}
		int number = nextDescriptor[queue];
		descriptor(descriptors(queue) + 16L * number, new Piece(table, 16 * pieces.size(), false), INDIRECT, 0);
		nextDescriptor[queue] = (number + 1) % sizes[queue];
		return number;
	}

	private void descriptor(long at, Piece piece, int flags, int next) {
		put(at, 8, piece.gpa());
		put(at + 8, 4, piece.length());
		put(at + 12, 2, flags | (piece.writable() ? WRITE : 0));
		put(at + 14, 2, next);
	}

	/** Makes a buffer available without telling. */
	public void offer(int queue, int head) {
		put(available(queue) + 4 + 2L * (availableIndex[queue] % sizes[queue]), 2, head);
		availableIndex[queue] = availableIndex[queue] + 1 & 0xffff;
		put(available(queue) + 2, 2, availableIndex[queue]);
	}

	public void kick(int queue) {
		set(0x50, queue);
	}

	/** Offers and tells. */
	public int send(int queue, Piece... pieces) {
		int head = describe(queue, List.of(pieces));
		offer(queue, head);
		kick(queue);
		return head;
	}

	/** What has come back since the last call. */
	public List<Used> collect(int queue) {
		List<Used> all = new ArrayList<>();
		int index = word(used(queue) + 2, 2);
		while (usedIndex[queue] != index) {
			long entry = used(queue) + 4 + 8L * (usedIndex[queue] % sizes[queue]);
			all.add(new Used(word(entry, 4), word(entry + 4, 4) & 0xffff_ffffL));
			usedIndex[queue] = usedIndex[queue] + 1 & 0xffff;
		}
		return all;
	}

	/** Takes the interrupt: its reasons, and the wire goes down. */
	public int interrupt() {
		int reasons = get(0x60);
		assertEquals(reasons != 0, wire.isHigh());
		set(0x64, reasons);
		assertTrue(!wire.isHigh());
		return reasons;
	}

	/** Lets time pass, so that devices do what they put off. */
	public void pass(long ticks) {
		for (long i = 0; i < ticks; i++) {
			clock.advance(10);
			clock.poll();
		}
	}

	@Override
	public void close() {
		ram.close();
	}
}
