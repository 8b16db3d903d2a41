/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.board;

import java.util.List;
import java.util.Objects;

import org.ringside.devices.firmware.FirmwareItems;
import org.ringside.devices.virtio.VirtioSlots;
import org.ringside.image.disk.Disk;

/**
 * What differs from one board to another beside the harts.
 *
 * @param virtio what is in the virtio slots, and the memory that all devices reach
 * @param firmware what firmware is told beside the device tree
 * @param aia the interrupt controllers
 * @param flash what the banks of flash memory hold, from the first; the owner closes them
 */
public record BoardOptions(VirtioSlots virtio, FirmwareItems firmware, AiaChoice aia, List<Disk> flash) {

	public BoardOptions {
		Objects.requireNonNull(virtio);
		Objects.requireNonNull(firmware);
		Objects.requireNonNull(aia);
		flash = List.copyOf(flash);
	}

	/** The same with flash that is empty. */
	public BoardOptions(VirtioSlots virtio, FirmwareItems firmware, AiaChoice aia) {
		this(virtio, firmware, aia, List.of());
	}

	/** Empty slots, devices that reach no memory, firmware that is told of so many harts, and a PLIC. */
	public static BoardOptions of(int harts) {
		return new BoardOptions(VirtioSlots.EMPTY, new FirmwareItems(0, harts), AiaChoice.NONE);
	}
}
