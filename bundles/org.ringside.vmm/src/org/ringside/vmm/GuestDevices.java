/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.util.ArrayList;
import java.util.List;

import org.ringside.devices.virtio.BusDma;
import org.ringside.devices.virtio.VirtioDevice;
import org.ringside.devices.virtio.VirtioSlots;

/** Builds the virtio devices of a guest. */
final class GuestDevices {

	private GuestDevices() {
	}

	/** The devices in the order of their slots, reaching the guest's memory as the guest itself addresses it. */
	static VirtioSlots build(GuestCore core) {
		DeviceChoice choice = core.config().devices();
		List<VirtioDevice> devices = new ArrayList<>();
		// What a device writes ends reservations; those of the machine's harts are not on the guest's bus and end here.
		Runnable written = () -> core.guestVcpus().forEach(GuestVcpu::cancelReservation);
		return new VirtioSlots(new BusDma(core.bus(), written), choice.legacyVirtio(), devices);
	}
}
