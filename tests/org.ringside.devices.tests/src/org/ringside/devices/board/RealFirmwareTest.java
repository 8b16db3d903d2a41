/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringside.devices.HartLines;
import org.ringside.devices.SerialQueue;
import org.ringside.devices.TestFinisher;
import org.ringside.devices.firmware.FirmwareItems;
import org.ringside.devices.virtio.VirtioSlots;
import org.ringside.image.GuestImage;
import org.ringside.image.elf.ElfSegment;
import org.ringside.isa.Extension;
import org.ringside.isa.IsaProfile;
import org.ringside.machine.Clock;
import org.ringside.machine.Hart;
import org.ringside.machine.Machine;
import org.ringside.machine.PhysicalBus;
import org.ringside.machine.Ram;

/** Firmware and a boot loader that know nothing of us find every device, use it, and switch the machine off. */
class RealFirmwareTest {

	private static final Path OPENSBI = Path.of("/usr/lib/riscv64-linux-gnu/opensbi/generic/fw_jump.elf");
	private static final Path U_BOOT = Path.of("/usr/lib/u-boot/qemu-riscv64_smode/u-boot.bin");
	private static final long MEMORY = 256L << 20;
	private static final long KERNEL = VirtBoard.RAM + (2 << 20);
	private static final long TREE = VirtBoard.RAM + (240L << 20);

	private final Clock clock = new Clock();
	private final PhysicalBus bus = new PhysicalBus();
	private final StringBuilder console = new StringBuilder();
	private final SerialQueue port = new SerialQueue(octet -> console.append((char) octet));
	private final List<TestFinisher.Ending> endings = new ArrayList<>();

	@ParameterizedTest
	@CsvSource({"none, aclint-mswi", "aplic, aclint-mswi", "aplic-imsic, aia-imsic"})
	void openSbiAndUBootFindTheDevicesAndPowerOff(String controllers, String ipiDevice) throws Exception {
		Assumptions.assumeTrue(Files.exists(OPENSBI) && Files.exists(U_BOOT), "OpenSBI or U-Boot is not installed");
		AiaChoice aia = AiaChoice.parse(controllers);
		IsaProfile isa = aia.hasImsic() ? IsaProfile.RV64IMAC.with(Extension.SMAIA) : IsaProfile.RV64IMAC;
		Hart hart = new Hart(0, isa, bus, clock);
		Machine machine = new Machine(List.of(hart), clock);
		VirtBoard board = new VirtBoard(clock, List.of(HartLines.of(hart)), port, ending -> {
			endings.add(ending);
			machine.requestStop();
		}, 1_700_000_000_000_000_000L, new BoardOptions(VirtioSlots.EMPTY, new FirmwareItems(MEMORY, 1), aia));
		board.connect(hart);
		try (Ram ram = new Ram(MEMORY)) {
			bus.addMemory(VirtBoard.RAM, ram);
			board.attach(bus);
			GuestImage.Elf firmware = (GuestImage.Elf) GuestImage.load(OPENSBI);
			for (ElfSegment segment : firmware.elf().loadSegments()) {
				byte[] bytes = new byte[(int) segment.fileSize()];
				firmware.elf().data(segment).get(bytes);
				put(segment.paddr(), bytes);
			}
			put(KERNEL, Files.readAllBytes(U_BOOT));
			put(TREE, board.deviceTree(MEMORY, isa, BootFacts.NONE).toDtb());
			hart.setPc(firmware.elf().physicalEntry());
			hart.setX(11, TREE);
			runUntil(machine, board, "=> ");
			for (String line : List.of("Platform IPI Device       : " + ipiDevice, "aclint-mtimer @ 10000000Hz",
					"Platform Console Device   : uart8250", "Platform Shutdown Device  : sifive_test",
					"DRAM:  256 MiB", "In:    serial@10000000")) {
				assertTrue(console.indexOf(line) >= 0, line + " is not in " + console);
			}
			port.type("poweroff\r".getBytes());
			runUntil(machine, board, "never printed");
			assertEquals(List.of(new TestFinisher.Pass()), endings, console.toString());
		}
	}

	private void put(long address, byte[] bytes) {
		assertTrue(bus.write(address, bytes, 0, bytes.length));
	}

	private void runUntil(Machine machine, VirtBoard board, String text) {
		long most = clock.instructions() + 1_000_000_000L;
		while (clock.instructions() < most && endings.isEmpty() && console.indexOf(text) < 0) {
			machine.run(1_000_000);
			board.uart().poll();
		}
	}
}
