/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.ringside.devices.virtio.BusDma;
import org.ringside.devices.virtio.VirtioBlock;
import org.ringside.devices.virtio.VirtioDevice;
import org.ringside.devices.virtio.VirtioSlots;
import org.ringside.image.ImageException;
import org.ringside.image.disk.Disk;
import org.ringside.image.disk.DiskFile;

/** The virtio devices of a guest and the files behind them. */
final class GuestDevices implements AutoCloseable {

	private final DeviceChoice choice;
	private final List<Disk> disks = new ArrayList<>();
	private final List<VirtioDevice> devices = new ArrayList<>();

	private GuestDevices(DeviceChoice choice) {
		this.choice = choice;
	}

	static GuestDevices open(VmConfig config) throws VmException {
		GuestDevices opened = new GuestDevices(config.devices());
		try {
			opened.openDisks();
			if (opened.devices.size() > VirtioSlots.COUNT) {
				throw new VmException("A guest has at most " + VirtioSlots.COUNT + " virtio devices, not " + opened.devices.size() + ".");
			}
			return opened;
		} catch (ImageException e) {
			opened.close();
			throw new VmException(e.getMessage(), e);
		} catch (VmException | RuntimeException e) {
			opened.close();
			throw e;
		}
	}

	private void openDisks() throws ImageException {
		for (DiskChoice chosen : choice.disks()) {
			Disk disk = DiskFile.open(chosen.image(), chosen.access(), chosen.withBacking());
			disks.add(disk);
			devices.add(new VirtioBlock(disk, "ringside-disk" + (disks.size() - 1)));
		}
	}

	/** The devices in the order of their slots, reaching the guest's memory as the guest itself addresses it. */
	VirtioSlots slots(GuestCore core) {
		// What a device writes ends reservations. Those of the machine's harts are not on the guest's bus and end here.
		BusDma memory = core.config().technique() == Technique.BARE ? new BusDma(core.bus())
				: new BusDma(core.bus(), () -> core.guestVcpus().forEach(GuestVcpu::cancelReservation));
		return new VirtioSlots(memory, choice.legacyVirtio(), devices);
	}

	@Override
	public void close() {
		for (Disk disk : disks) {
			try {
				disk.flush();
				disk.close();
			} catch (IOException e) {
				// the machine is gone; what the guest flushed is safe already
			}
		}
	}
}
