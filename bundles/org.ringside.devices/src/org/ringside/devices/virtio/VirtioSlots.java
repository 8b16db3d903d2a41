/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

import java.util.List;
import java.util.Objects;

/**
 * What a board is given to fill its virtio slots with.
 *
 * @param memory the guest's memory
 * @param legacy whether the registers are those of version 1, for drivers that know no other
 * @param devices at most {@link #COUNT}, in the order of their addresses
 */
public record VirtioSlots(Dma memory, boolean legacy, List<VirtioDevice> devices) {

	/** How many slots a board has. */
	public static final int COUNT = 8;

	/** No device at all. */
	public static final VirtioSlots EMPTY = new VirtioSlots(Dma.NOTHING, false, List.of());

	public VirtioSlots {
		Objects.requireNonNull(memory);
		devices = List.copyOf(devices);
		if (devices.size() > COUNT) {
			throw new IllegalArgumentException("A board has " + COUNT + " virtio slots; " + devices.size() + " devices need more");
		}
	}

	/** The device of a slot, an {@link EmptySlot} where there is none. */
	public VirtioDevice device(int slot) {
		return slot < devices.size() ? devices.get(slot) : new EmptySlot();
	}
}
