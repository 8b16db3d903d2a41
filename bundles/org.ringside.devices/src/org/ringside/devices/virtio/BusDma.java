/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

import java.util.Objects;

import org.ringside.machine.PhysicalBus;

/** The memory of a bus: of the machine's, or of the guest-physical one of a VM, whose pages lie anywhere in the machine's frames. */
public final class BusDma implements Dma {

	private final PhysicalBus bus;
	private final Runnable written;

	/**
	 * @param bus where the guest's RAM is
	 * @param written called after each write that took place
	 */
	public BusDma(PhysicalBus bus, Runnable written) {
		this.bus = Objects.requireNonNull(bus);
		this.written = Objects.requireNonNull(written);
	}

	/** @param bus where the guest's RAM is */
	public BusDma(PhysicalBus bus) {
		this(bus, () -> {
			// the bus itself tells all whom it concerns
		});
	}

	@Override
	public boolean covers(long gpa, long length) {
		return bus.isMemory(gpa, length);
	}

	@Override
	public boolean read(long gpa, byte[] into, int offset, int length) {
		return bus.read(gpa, into, offset, length);
	}

	@Override
	public boolean write(long gpa, byte[] from, int offset, int length) {
		if (!bus.write(gpa, from, offset, length)) {
			return false;
		}
		written.run();
		return true;
	}
}
