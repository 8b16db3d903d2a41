/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.util.ArrayList;
import java.util.List;

/**
 * Which virtio devices a guest has, and how it reaches them.
 *
 * @param disks its disks, which come first
 * @param legacyVirtio whether the registers are those of version 1, for drivers that know no other
 */
public record DeviceChoice(List<DiskChoice> disks, boolean legacyVirtio) {

	/** No device beside those that every board has. */
	public static final DeviceChoice NONE = new DeviceChoice(List.of(), false);

	public DeviceChoice {
		disks = List.copyOf(disks);
	}

	/** The same with one more disk. */
	public DeviceChoice withDisk(DiskChoice disk) {
		List<DiskChoice> more = new ArrayList<>(disks);
		more.add(disk);
		return new DeviceChoice(more, legacyVirtio);
	}

	/** The same with registers of version 1, or without. */
	public DeviceChoice withLegacyVirtio(boolean legacy) {
		return new DeviceChoice(disks, legacy);
	}
}
