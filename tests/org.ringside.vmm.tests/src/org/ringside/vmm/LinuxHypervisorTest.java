/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringside.devices.board.AiaChoice;
import org.ringside.isa.IsaProfile;

/** Debian's Linux is the hypervisor (KVM) of a guest of its own, on the hypervisor extension of our harts. */
class LinuxHypervisorTest {

	private static final Path FOLDER = Path.of("..", "linux");
	private static final Path KERNEL = FOLDER.resolve("target").resolve("vmlinux");
	private static final Path KVM = FOLDER.resolve("target").resolve("modules").resolve("kvm.ko");
	private static final long MOST_INSTRUCTIONS = 6_000_000_000L;

	@TempDir
	private Path folder;

	/** With the least that KVM needs, whose timer is the host's then, and with all that it uses where it is there. */
	@ParameterizedTest
	@CsvSource(delimiter = ' ', value = {"rv64gch_zicntr_zifencei none Sv48x4",
			"rv64gcvh_zicntr_zihpm_zifencei_zicbom_zicboz_zba_zbb_zbs_zfh_zkr_svinval_svnapot_svpbmt_svadu_sv57_sstc_sscofpmf_smstateen "
					+ "aplic-imsic,guests=2 Sv57x4"})
	void guestOfAGuestRuns(String isa, String interrupts, String pageTables) throws Exception {
		Assumptions.assumeTrue(Files.exists(KERNEL) && Files.exists(KVM), "tests/linux/fetch has not been run");
		Path initrd = new CpioArchive().folder("dev").characterDevice("dev/console", 5, 1).characterDevice("dev/kvm", 10, 232)
				.file("kvm.ko", Files.readAllBytes(KVM)).file("init", LinuxProgram.of("kvm.s")).write(folder.resolve("initrd.cpio"));
		ConsolePort console = new ConsolePort();
		StringBuffer text = Guests.listen(console);
		VmConfig config = VmConfig.of(KERNEL).isa(IsaProfile.parse(isa)).aia(AiaChoice.parse(interrupts)).memoryBytes(512L << 20).initrd(initrd).append("console=ttyS0")
				.console(console).build();
		try (VirtualMachine vm = VirtualMachine.create(config)) {
			console.closeInput();
			VmStop stop = vm.run(MOST_INSTRUCTIONS);
			assertTrue(assertInstanceOf(VmStop.GuestExit.class, stop, () -> stop.sentence() + "\n" + text).verdict().passed(), stop.sentence());
		}
		assertTrue(text.indexOf("highest G-stage page table mode is " + pageTables) >= 0, text.toString());
		String said = String.join("\n", text.toString().lines().filter(line -> line.startsWith("init: ") || line.startsWith("guest: ")).toList());
		assertEquals("""
				init: hello
				init: the guest is there
				guest: hello
				guest: has an address space
				guest: faulted and mapped
				guest: spoke with its device
				guest: five ticks
				guest: an illegal instruction
				init: the guest is gone""", said, text.toString());
	}
}
