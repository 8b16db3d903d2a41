/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.ringside.machine.Clock;
import org.ringside.machine.Saveable;

/**
 * What every transport keeps for its device: status, features, queues and pending interrupts. The registers by which the
 * driver reaches it are the transport's own matter.
 */
final class VirtioState implements VirtioLink, Virtqueue.Owner, Saveable {

	/** Reasons of an interrupt (section 4.2.2, InterruptStatus). */
	static final int USED_BUFFER = 1;
	static final int CONFIGURATION_CHANGE = 2;

	private final VirtioDevice device;
	private final Dma memory;
	private final Clock clock;
	private final boolean legacy;
	private final Runnable interruptsChanged;
	private final List<Virtqueue> queues = new ArrayList<>();
	/** Queues that wait for the device to be called again, by bit. */
	private long again;
	private Clock.Event calling;

	private int status;
	private long accepted;
	private int interrupts;
	private int generation;

	/**
	 * @param legacy whether the driver is told of a device that knows nothing of VERSION_1
	 * @param interruptsChanged called when {@link #interrupts()} may have changed
	 */
	VirtioState(VirtioDevice device, Dma memory, Clock clock, boolean legacy, Runnable interruptsChanged) {
		this.device = device;
		this.memory = memory;
		this.clock = clock;
		this.legacy = legacy;
		this.interruptsChanged = interruptsChanged;
		if (device.queues() > Long.SIZE) {
			throw new IllegalArgumentException("A device has at most 64 queues here, not " + device.queues());
		}
		for (int i = 0; i < device.queues(); i++) {
			queues.add(new Virtqueue(memory, this, device.largestQueue(i)));
		}
		device.connect(this);
	}

	// ---- for the transport

	int queueCount() {
		return queues.size();
	}

	int status() {
		return status;
	}

	int interrupts() {
		return interrupts;
	}

	int generation() {
		return generation;
	}

	long offered() {
		if (device.type() == 0) {
			return 0;
		}
		return device.features() | VirtioFeature.set(VirtioFeature.INDIRECT_DESC, VirtioFeature.EVENT_IDX)
				| VirtioFeature.set(legacy ? VirtioFeature.ANY_LAYOUT : VirtioFeature.VERSION_1);
	}

	/** Takes what the driver accepts of one half of the features; once they are agreed upon nothing changes them. */
	void accept(int half, int bits) {
		if ((status & (VirtioStatus.FEATURES_OK | VirtioStatus.DRIVER_OK)) == 0 && half >= 0 && half < 2) {
			long mask = 0xffff_ffffL << 32 * half;
			accepted = accepted & ~mask | (long) bits << 32 * half & mask;
		}
	}

	void acknowledge(int reasons) {
		interrupts &= ~reasons;
		interruptsChanged.run();
	}

	void setStatus(int wanted) {
		if (wanted == 0) {
			reset();
			return;
		}
		int before = status;
		status = wanted & VirtioStatus.DRIVERS | before & VirtioStatus.NEEDS_RESET;
		if (legacy) {
			// a legacy driver never learns that something was refused
			accepted &= offered();
		} else if ((status & ~before & VirtioStatus.FEATURES_OK) != 0 && !acceptable()) {
			status &= ~VirtioStatus.FEATURES_OK;
		}
		if ((status & ~before & VirtioStatus.DRIVER_OK) != 0) {
			device.started();
			for (int i = 0; i < queues.size(); i++) {
				serve(i);
			}
		}
	}

	/** A device that is not a legacy one insists on VERSION_1 (section 6.1). */
	private boolean acceptable() {
		return (accepted & ~offered()) == 0 && accepted(VirtioFeature.VERSION_1);
	}

	/** The driver notifies, or there is more to do than could be done at once. */
	void serve(int index) {
		if (index < 0 || index >= queues.size() || !queues.get(index).usable()) {
			return;
		}
		if (device.notified(index)) {
			again |= 1L << index;
			callAgain();
		}
	}

	private void callAgain() {
		if (calling == null && again != 0) {
			calling = clock.schedule(clock.now() + 1, () -> {
				calling = null;
				long due = again;
				again = 0;
				for (long left = due; left != 0; left &= left - 1) {
					serve(Long.numberOfTrailingZeros(left));
				}
			});
		}
	}

	void reset() {
		forgetCalls();
		queues.forEach(Virtqueue::reset);
		status = 0;
		accepted = 0;
		interrupts = 0;
		device.reset();
		interruptsChanged.run();
	}

	private void forgetCalls() {
		if (calling != null) {
			clock.cancel(calling);
			calling = null;
		}
		again = 0;
	}

	// ---- for the device

	@Override
	public Virtqueue queue(int index) {
		return queues.get(index);
	}

	@Override
	public boolean accepted(int feature) {
		return (accepted & 1L << feature) != 0;
	}

	@Override
	public Dma memory() {
		return memory;
	}

	@Override
	public void configurationChanged() {
		generation++;
		if ((status & VirtioStatus.DRIVER_OK) != 0) {
			interrupts |= CONFIGURATION_CHANGE;
			interruptsChanged.run();
		}
	}

	@Override
	public void needsReset() {
		if ((status & VirtioStatus.NEEDS_RESET) == 0) {
			status |= VirtioStatus.NEEDS_RESET;
			configurationChanged();
		}
	}

	// ---- for queues

	/** A legacy driver may use its queues before it says that it is ready (section 3.1.2). */
	@Override
	public boolean live() {
		return (status & VirtioStatus.NEEDS_RESET) == 0 && (legacy || (status & VirtioStatus.DRIVER_OK) != 0);
	}

	@Override
	public void used() {
		interrupts |= USED_BUFFER;
		interruptsChanged.run();
	}

	@Override
	public void save(DataOutput out) throws IOException {
		out.writeInt(status);
		out.writeLong(accepted);
		out.writeInt(interrupts);
		out.writeInt(generation);
		out.writeLong(again);
		for (Virtqueue queue : queues) {
			queue.save(out);
		}
		device.save(out);
	}

	/** The clock must have its time back before this is called. */
	@Override
	public void load(DataInput in) throws IOException {
		forgetCalls();
		status = in.readInt() & (VirtioStatus.DRIVERS | VirtioStatus.NEEDS_RESET);
		accepted = in.readLong() & offered();
		interrupts = in.readInt() & (USED_BUFFER | CONFIGURATION_CHANGE);
		generation = in.readInt();
		again = in.readLong();
		for (Virtqueue queue : queues) {
			queue.load(in);
		}
		device.load(in);
		callAgain();
		interruptsChanged.run();
	}
}
