/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Which virtio devices a guest has, and how it reaches them.
 *
 * @param disks its disks, which come first
 * @param entropySeed what its source of random bytes begins with, if it has one
 * @param balloonBytes how much memory its balloon asks it to give back, if it has one
 * @param console whether it has a virtio console, which then takes the input as soon as a driver is ready for it
 * @param legacyVirtio whether the registers are those of version 1, for drivers that know no other
 * @param flash what the banks of flash memory hold, from the first; at most two
 */
public record DeviceChoice(List<DiskChoice> disks, OptionalLong entropySeed, OptionalLong balloonBytes, boolean console,
		boolean legacyVirtio, List<DiskChoice> flash) {

	/** No device beside those that every board has. */
	public static final DeviceChoice NONE = new DeviceChoice(List.of(), OptionalLong.empty(), OptionalLong.empty(), false, false, List.of());

	public DeviceChoice {
		disks = List.copyOf(disks);
		flash = List.copyOf(flash);
		Objects.requireNonNull(entropySeed);
		Objects.requireNonNull(balloonBytes);
	}

	/** The same with one more disk. */
	public DeviceChoice withDisk(DiskChoice disk) {
		List<DiskChoice> more = new ArrayList<>(disks);
		more.add(disk);
		return new DeviceChoice(more, entropySeed, balloonBytes, console, legacyVirtio, flash);
	}

	/** The same with a source of random bytes. */
	public DeviceChoice withEntropy(long seed) {
		return new DeviceChoice(disks, OptionalLong.of(seed), balloonBytes, console, legacyVirtio, flash);
	}

	/** The same with a balloon that asks for so many bytes. */
	public DeviceChoice withBalloon(long bytes) {
		return new DeviceChoice(disks, entropySeed, OptionalLong.of(bytes), console, legacyVirtio, flash);
	}

	/** The same with a virtio console. */
	public DeviceChoice withConsole() {
		return new DeviceChoice(disks, entropySeed, balloonBytes, true, legacyVirtio, flash);
	}

	/** The same with contents for one more bank of flash memory. */
	public DeviceChoice withFlash(DiskChoice contents) {
		List<DiskChoice> more = new ArrayList<>(flash);
		more.add(contents);
		return new DeviceChoice(disks, entropySeed, balloonBytes, console, legacyVirtio, more);
	}

	/** The same with registers of version 1, or without. */
	public DeviceChoice withLegacyVirtio(boolean legacy) {
		return new DeviceChoice(disks, entropySeed, balloonBytes, console, legacy, flash);
	}
}
