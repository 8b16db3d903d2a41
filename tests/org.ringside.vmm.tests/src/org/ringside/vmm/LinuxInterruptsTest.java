/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringside.devices.board.AiaChoice;

/** Debian's Linux boots to a shell on each kind of interrupt controllers, and its interrupts come from there. */
class LinuxInterruptsTest {

	private static final Path KERNEL = Path.of("..", "linux", "target", "vmlinux");
	private static final Path BUSYBOX = Path.of("..", "linux", "target", "busybox");
	private static final Path OPENSBI = Path.of("/usr/lib/riscv64-linux-gnu/opensbi/generic/fw_dynamic.elf");
	private static final long MOST_INSTRUCTIONS = 12_000_000_000L;
	private static final String SHELL = """
			#!/bin/busybox sh
			/bin/busybox mkdir /proc
			/bin/busybox mount -t proc proc /proc
			/bin/busybox --install -s /bin
			exec sh -i
			""";

	@TempDir
	private Path folder;

	@ParameterizedTest
	@CsvSource({"BARE,1,false,false,aplic", "BARE,4,true,false,aplic", "BARE,1,true,false,aplic-imsic", "BARE,4,false,false,aplic-imsic",
			"BARE,2,true,true,aplic-imsic", "TRAP_AND_EMULATE,1,false,false,aplic-imsic"})
	void interruptsComeFromTheControllersThatWereChosen(Technique technique, int harts, boolean withFirmware, boolean parallel, String aia)
			throws Exception {
		Assumptions.assumeTrue(Files.exists(KERNEL) && Files.exists(BUSYBOX), "tests/linux/fetch has not been run");
		Assumptions.assumeTrue(!withFirmware || Files.exists(OPENSBI), "needs the package opensbi");
		VmConfig.Builder builder = withFirmware ? VmConfig.of(OPENSBI).kernel(KERNEL) : VmConfig.of(KERNEL);
		Path disk = new CpioArchive().folder("dev").characterDevice("dev/console", 5, 1).folder("bin")
				.file("bin/busybox", Files.readAllBytes(BUSYBOX)).file("init", SHELL.getBytes(StandardCharsets.US_ASCII))
				.write(folder.resolve("initrd.cpio"));
		ConsolePort console = new ConsolePort();
		StringBuffer text = Guests.listen(console);
		VmConfig config = builder.technique(technique).harts(harts).parallel(parallel).memoryBytes(512L << 20).initrd(disk)
				.append("console=ttyS0").console(console).aia(AiaChoice.parse(aia)).build();
		boolean messages = config.aia().hasImsic();
		try (VirtualMachine vm = VirtualMachine.create(config)) {
			Guests.waitFor(vm, text, " # ", MOST_INSTRUCTIONS);
			assertTrue(harts == 1 || text.indexOf("Brought up 1 node, " + harts + " CPUs") >= 0, text.toString());
			// what is typed is echoed, and so must not be what is waited for
			console.type("cat /proc/interrupts; echo all $((40 + 2)) told\n".getBytes(StandardCharsets.US_ASCII));
			Guests.waitFor(vm, text, "all 42 told\n", MOST_INSTRUCTIONS);
			String serial = text.toString().lines().filter(line -> line.endsWith("ttyS0") && line.contains(":")).reduce((a, b) -> b).orElseThrow();
			assertTrue(serial.contains(messages ? "APLIC-MSI-d000000.aplic" : "APLIC-DIRECT"), text.toString());
			assertTrue(Arrays.stream(serial.trim().split(" +")).skip(1).limit(harts).mapToInt(Integer::parseInt).sum() > 0, serial);
			assertEquals(messages, text.indexOf("riscv-imsic: imsics@28000000: providing IPIs using interrupt 1") >= 0, text.toString());
			console.type("poweroff -f\n".getBytes(StandardCharsets.US_ASCII));
			VmStop stop = vm.run(MOST_INSTRUCTIONS);
			assertTrue(assertInstanceOf(VmStop.GuestExit.class, stop, () -> stop.sentence() + text).verdict().passed(), stop.sentence());
			for (String trouble : new String[] {"BUG", "WARNING", "Oops", "stall", "panic"}) {
				assertEquals(-1, text.indexOf(trouble + ":"), text.toString());
			}
		}
	}
}
