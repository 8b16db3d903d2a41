/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.ringside.devices.board.VirtBoard;
import org.ringside.devices.flash.CfiFlash;
import org.ringside.devices.virtio.BusDma;
import org.ringside.devices.virtio.VirtioBalloon;
import org.ringside.devices.virtio.VirtioBlock;
import org.ringside.devices.virtio.VirtioConsole;
import org.ringside.devices.virtio.VirtioDevice;
import org.ringside.devices.virtio.VirtioEntropy;
import org.ringside.devices.virtio.VirtioSlots;
import org.ringside.image.ImageException;
import org.ringside.image.disk.Disk;
import org.ringside.image.disk.DiskFile;
import org.ringside.machine.Memory;

/** The virtio devices of a guest and the files behind them. */
final class GuestDevices implements AutoCloseable {

	private final DeviceChoice choice;
	private final List<Disk> disks = new ArrayList<>();
	private final List<Disk> flash = new ArrayList<>();
	private final List<VirtioDevice> devices = new ArrayList<>();
	private Optional<VirtioBalloon> balloon = Optional.empty();
	private Optional<VirtioConsole> console = Optional.empty();
	private Optional<NetworkCard> network = Optional.empty();

	private GuestDevices(DeviceChoice choice) {
		this.choice = choice;
	}

	static GuestDevices open(VmConfig config) throws VmException {
		GuestDevices opened = new GuestDevices(config.devices());
		try {
			opened.openDisks();
			opened.openFlash();
			if (config.network().isPresent()) {
				opened.network = Optional.of(NetworkCard.plugIn(config.network().get()));
			}
			opened.check(config);
			return opened;
		} catch (ImageException e) {
			opened.close();
			throw new VmException(e.getMessage(), e);
		} catch (VmException | RuntimeException e) {
			opened.close();
			throw e;
		}
	}

	private void check(VmConfig config) throws VmException {
		int count = disks.size() + (choice.console() ? 1 : 0) + (choice.entropySeed().isPresent() ? 1 : 0)
				+ (choice.balloonBytes().isPresent() ? 1 : 0) + (network.isPresent() ? 1 : 0);
		if (count > VirtioSlots.COUNT) {
			throw new VmException("A guest has at most " + VirtioSlots.COUNT + " virtio devices, not " + count + ".");
		}
		long bytes = choice.balloonBytes().orElse(0);
		if (bytes < 0 || bytes > config.memoryBytes()) {
			throw new VmException("The balloon cannot ask for " + Sizes.text(bytes) + " of a guest that has " + Sizes.text(config.memoryBytes()) + ".");
		}
	}

	private void openDisks() throws ImageException {
		for (DiskChoice chosen : choice.disks()) {
			Disk disk = DiskFile.open(chosen.image(), chosen.access(), chosen.withBacking());
			disks.add(disk);
			devices.add(new VirtioBlock(disk, "ringside-disk" + (disks.size() - 1)));
		}
	}

	private void openFlash() throws ImageException, VmException {
		if (choice.flash().size() > CfiFlash.BANKS) {
			throw new VmException("A guest has " + CfiFlash.BANKS + " banks of flash memory, not " + choice.flash().size() + ".");
		}
		for (DiskChoice chosen : choice.flash()) {
			Disk contents = DiskFile.open(chosen.image(), chosen.access(), chosen.withBacking());
			flash.add(contents);
			if (contents.size() > CfiFlash.BANK_SIZE) {
				throw new VmException("The image '" + chosen.image() + "' has " + contents.size() + " bytes; a bank of flash memory has "
						+ CfiFlash.BANK_SIZE + ".");
			}
		}
	}

	/** What the banks of flash memory hold. */
	List<Disk> flash() {
		return flash;
	}

	/** The devices in the order of their slots, reaching the guest's memory as the guest itself addresses it. */
	VirtioSlots slots(GuestCore core) {
		// What a device writes ends reservations. Those of the machine's harts are not on the guest's bus and end here.
		BusDma memory = core.config().technique() == Technique.BARE ? new BusDma(core.bus())
				: new BusDma(core.bus(), () -> core.guestVcpus().forEach(GuestVcpu::cancelReservation));
		if (choice.console()) {
			console = Optional.of(new VirtioConsole(core.serialPort()));
			devices.add(console.get());
		}
		choice.entropySeed().ifPresent(seed -> devices.add(new VirtioEntropy(seed)));
		if (choice.balloonBytes().isPresent()) {
			VirtioBalloon made = new VirtioBalloon(new ReleasedPages(core), VirtBoard.RAM, core.config().memoryBytes());
			balloon = Optional.of(made);
			devices.add(made);
		}
		network.ifPresent(card -> devices.add(card.device()));
		return new VirtioSlots(memory, choice.legacyVirtio(), devices);
	}

	/** Called when the board has connected them. */
	void begin() {
		choice.balloonBytes().ifPresent(this::askForMemory);
	}

	void askForMemory(long bytes) {
		balloon.ifPresent(made -> made.want((int) (bytes / Memory.PAGE)));
	}

	Optional<VirtioBalloon> balloon() {
		return balloon;
	}

	/** Whether what is typed goes to the virtio console, not to the serial port. */
	boolean consoleTakesInput() {
		return console.isPresent() && console.get().isStarted();
	}

	void inputCame() {
		console.ifPresent(VirtioConsole::poll);
	}

	/** The network card, if there is one. */
	Optional<NetworkCard> network() {
		return network;
	}

	@Override
	public void close() {
		network.ifPresent(NetworkCard::close);
		disks.forEach(GuestDevices::close);
		flash.forEach(GuestDevices::close);
	}

	private static void close(Disk disk) {
		try {
			disk.flush();
			disk.close();
		} catch (IOException e) {
			// the machine is gone; what the guest flushed is safe already
		}
	}
}
