/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.shadow;

import java.util.BitSet;

import org.ringside.machine.HostMemory;
import org.ringside.machine.Memory;
import org.ringside.machine.Ram;

/**
 * Gives out the machine's frames and takes them back: every frame that a guest or a shadow table occupies comes from here.
 *
 * <p>Tables are taken from the bottom of RAM and guest pages from the top, so that a guest-physical address is never
 * a machine address by accident. A frame is zeroed when it is given out.
 */
public final class MachineFrames {
	private final Ram ram;
	private final long base;
	private final int count;
	private final BitSet used = new BitSet();
	private final BitSet dirty = new BitSet();
	private int lowest;
	private int highest;
	private int inUse;
	private boolean refused;

	/**
	 * @param ram the machine's memory
	 * @param base machine address of its first byte
	 */
	public MachineFrames(Ram ram, long base) {
		this.ram = ram;
		this.base = base;
		this.count = Math.toIntExact(ram.size() / Memory.PAGE);
		this.highest = count - 1;
	}

	/** The machine address of a free frame for a table, or -1 if there is none. */
	public long takeForTable() {
		int frame = used.nextClearBit(lowest);
		if (frame >= count) {
			return -1;
		}
		lowest = frame + 1;
		return base + take(frame);
	}

	/** The offset in RAM of a free frame for a guest page, or -1 if there is none, which {@link #refused} then tells. */
	public long takeForGuest() {
		int frame = used.previousClearBit(highest);
		if (frame < 0) {
			refused = true;
			return -1;
		}
		highest = frame - 1;
		return take(frame);
	}

	private long take(int frame) {
		used.set(frame);
		inUse++;
		long offset = (long) frame * Memory.PAGE;
		ram.claim(offset);
		if (dirty.get(frame)) {
			HostMemory.fill(ram.hostAddress(offset), Memory.PAGE, (byte) 0);
			ram.written(offset, Memory.PAGE);
		}
		dirty.set(frame);
		return offset;
	}

	/** Takes back the frame at a machine address. */
	public void giveBack(long hpa) {
		int frame = (int) ((hpa - base) / Memory.PAGE);
		if (!used.get(frame)) {
			throw new IllegalStateException("Frame 0x" + Long.toHexString(hpa) + " was given back twice");
		}
		used.clear(frame);
		inUse--;
		lowest = Math.min(lowest, frame);
		highest = Math.max(highest, frame);
	}

	/** Whether a guest page was asked for and none was left. */
	public boolean refused() {
		return refused;
	}

	/** Frames given out and not taken back. */
	public int inUse() {
		return inUse;
	}

	/** All frames of the machine. */
	public int count() {
		return count;
	}

	/** Whether the frame at a machine address is given out. */
	public boolean isInUse(long hpa) {
		long offset = hpa - base;
		return offset >= 0 && offset < ram.size() && used.get((int) (offset / Memory.PAGE));
	}

	/** Machine address of the first frame. */
	public long base() {
		return base;
	}
}
