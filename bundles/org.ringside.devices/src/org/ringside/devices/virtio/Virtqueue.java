/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.util.Optional;

import org.ringside.machine.Saveable;

/**
 * A split virtqueue (section 2.7) from the device's side. {@link #peek} and {@link #take} give what the driver made
 * available, {@link #giveBack} returns it. Where the driver breaks a rule, the device needs a reset and the queue gives
 * nothing any more.
 */
public final class Virtqueue implements Saveable {

	/** What a queue needs of its transport. */
	interface Owner {
		/** Whether buffers may be used now. */
		boolean live();

		boolean accepted(int feature);

		/** Raises the interrupt for used buffers. */
		void used();

		void needsReset();
	}

	private static final int NO_INTERRUPT = 1;

	private final Dma memory;
	private final Owner owner;
	private final int largest;
	private final byte[] small = new byte[8];

	/** Descriptors in each part; a power of two. */
	private int size;
	private boolean ready;
	private long descriptors;
	private long available;
	private long used;
	/** How many buffers were taken so far, modulo 65536. */
	private int taken;
	/** How many buffers were given back so far, modulo 65536. */
	private int returned;

	Virtqueue(Dma memory, Owner owner, int largest) {
		this.memory = memory;
		this.owner = owner;
		this.largest = largest;
		this.size = largest;
	}

	// ---- for the transport

	int largest() {
		return largest;
	}

	int size() {
		return size;
	}

	/** What the driver wants as size; an impossible one is not taken. */
	void setSize(long wanted) {
		if (wanted > 0 && wanted <= largest && Long.bitCount(wanted) == 1) {
			size = (int) wanted;
		}
	}

	boolean ready() {
		return ready;
	}

	long descriptors() {
		return descriptors;
	}

	long available() {
		return available;
	}

	long used() {
		return used;
	}

	/** Where its three parts lie; they are checked when they are used. */
	void place(long newDescriptors, long newAvailable, long newUsed) {
		descriptors = newDescriptors;
		available = newAvailable;
		used = newUsed;
	}

	void setReady(boolean on) {
		if (on && !ready) {
			taken = 0;
			returned = 0;
		}
		ready = on;
	}

	void reset() {
		size = largest;
		place(0, 0, 0);
		ready = false;
		taken = 0;
		returned = 0;
	}

	// ---- for the device

	/** Whether the driver has set it up and the device runs. */
	public boolean usable() {
		return ready && owner.live();
	}

	/** The next buffer, which stays where it is. */
	public Optional<Buffer> peek() {
		if (!usable()) {
			return Optional.empty();
		}
		try {
			if (waiting() == 0) {
				askForNotification();
				// the driver may have added one before it could see that
				if (waiting() == 0) {
					return Optional.empty();
				}
			}
			int head = get16(available + 4 + 2L * (taken & size - 1));
			return Optional.of(DescriptorTable.read(memory, descriptors, size, head, owner.accepted(VirtioFeature.INDIRECT_DESC)));
		} catch (VirtqueueException e) {
			owner.needsReset();
			return Optional.empty();
		}
	}

	/** The next buffer; the device is to give it back. */
	public Optional<Buffer> take() {
		Optional<Buffer> next = peek();
		if (next.isPresent()) {
			taken = taken + 1 & 0xffff;
		}
		return next;
	}

	/**
	 * Returns a buffer to the driver, and interrupts it if it wants to know.
	 *
	 * @param written how many of its writable bytes the device has written, counted from the first
	 */
	public void giveBack(Buffer buffer, long written) {
		if (!usable()) {
			return;
		}
		try {
			byte[] entry = new byte[8];
			LittleEndian.put32(entry, 0, buffer.head());
			LittleEndian.put32(entry, 4, (int) written);
			put(used + 4 + 8L * (returned & size - 1), entry, 8);
			returned = returned + 1 & 0xffff;
			// harts on other threads see the entry before the index, and the index before we look whether they care
			VarHandle.releaseFence();
			put16(used + 2, returned);
			VarHandle.fullFence();
			if (wantsInterrupt()) {
				owner.used();
			}
		} catch (VirtqueueException e) {
			owner.needsReset();
		}
	}

	private int waiting() throws VirtqueueException {
		int waiting = get16(available + 2) - taken & 0xffff;
		VarHandle.acquireFence();
		if (waiting > size) {
			throw new VirtqueueException("The driver claims " + waiting + " buffers in a queue of " + size + ".");
		}
		return waiting;
	}

	/** With the event index, the driver notifies only about the buffer that the device names (section 2.7.10). */
	private void askForNotification() throws VirtqueueException {
		if (owner.accepted(VirtioFeature.EVENT_IDX)) {
			put16(used + 4 + 8L * size, taken);
			VarHandle.fullFence();
		}
	}

	/** Section 2.7.7: flags without the event index; with it, the driver names the buffer that it wants to hear of. */
	private boolean wantsInterrupt() throws VirtqueueException {
		if (owner.accepted(VirtioFeature.EVENT_IDX)) {
			return get16(available + 4 + 2L * size) == (returned - 1 & 0xffff);
		}
		return (get16(available) & NO_INTERRUPT) == 0;
	}

	private int get16(long gpa) throws VirtqueueException {
		if (!memory.read(gpa, small, 0, 2)) {
			throw new VirtqueueException("The queue does not lie in memory.");
		}
		return LittleEndian.get16(small, 0);
	}

	private void put16(long gpa, int value) throws VirtqueueException {
		LittleEndian.put16(small, 0, value);
		put(gpa, small, 2);
	}

	private void put(long gpa, byte[] bytes, int count) throws VirtqueueException {
		if (!memory.write(gpa, bytes, 0, count)) {
			throw new VirtqueueException("The queue does not lie in memory.");
		}
	}

	@Override
	public void save(DataOutput out) throws IOException {
		out.writeInt(size);
		out.writeBoolean(ready);
		out.writeLong(descriptors);
		out.writeLong(available);
		out.writeLong(used);
		out.writeShort(taken);
		out.writeShort(returned);
	}

	@Override
	public void load(DataInput in) throws IOException {
		int saved = in.readInt();
		if (saved < 1 || saved > largest || Integer.bitCount(saved) != 1) {
			throw new IOException("The snapshot has a virtqueue of " + saved + " descriptors; expected a power of two up to " + largest + ".");
		}
		size = saved;
		ready = in.readBoolean();
		place(in.readLong(), in.readLong(), in.readLong());
		taken = in.readShort() & 0xffff;
		returned = in.readShort() & 0xffff;
	}
}
