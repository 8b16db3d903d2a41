/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.launch;

import java.util.List;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.ringside.eclipse.core.GuestFault;
import org.ringside.vmm.DeviceChoice;
import org.ringside.vmm.DiskChoice;

/** Reads the devices of a launch configuration; every mistake is told in one sentence. */
public final class DeviceAttributes {

	private final ILaunchConfiguration configuration;

	DeviceAttributes(ILaunchConfiguration configuration) {
		this.configuration = configuration;
	}

	DeviceChoice choice() throws CoreException {
		DeviceChoice choice = DeviceChoice.NONE.withLegacyVirtio(configuration.getAttribute(GuestLaunchAttributes.LEGACY_VIRTIO, false));
		for (String text : configuration.getAttribute(GuestLaunchAttributes.DISKS, List.of())) {
			if (!text.isBlank()) {
				choice = choice.withDisk(disk(text.strip()));
			}
		}
		for (String text : configuration.getAttribute(GuestLaunchAttributes.FLASH, List.of())) {
			if (!text.isBlank()) {
				choice = choice.withFlash(disk(text.strip()));
			}
		}
		String seed = configuration.getAttribute(GuestLaunchAttributes.ENTROPY, "");
		if (!seed.isBlank()) {
			choice = choice.withEntropy(seed(seed));
		}
		String balloon = configuration.getAttribute(GuestLaunchAttributes.BALLOON, "");
		if (!balloon.isBlank()) {
			choice = choice.withBalloon(GuestConfiguration.memoryBytes(balloon));
		}
		return configuration.getAttribute(GuestLaunchAttributes.VIRTIO_CONSOLE, false) ? choice.withConsole() : choice;
	}

	/** Reads a disk: a file of the workspace or the file system, and what becomes of writes. */
	public static DiskChoice disk(String text) throws CoreException {
		DiskChoice typed;
		try {
			typed = DiskChoice.parse(text);
		} catch (IllegalArgumentException e) {
			throw GuestFault.CONFIGURATION.because(e.getMessage(), e);
		}
		return new DiskChoice(GuestConfiguration.resolve(typed.image().toString(), "disk image"), typed.access(), typed.withBacking());
	}

	/** Reads the seed of random bytes. */
	public static long seed(String text) throws CoreException {
		try {
			return Long.parseLong(text.strip());
		} catch (NumberFormatException e) {
			throw GuestFault.CONFIGURATION.because("\"" + text.strip() + "\" is no seed; expected is a whole number, or nothing.", e);
		}
	}
}
