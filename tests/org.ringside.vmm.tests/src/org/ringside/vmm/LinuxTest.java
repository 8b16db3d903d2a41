/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringside.isa.IsaProfile;

/** Debian's Linux kernel, unmodified, boots to a process of ours that sleeps, faults, forks, talks and switches off, and to a shell. */
class LinuxTest {
	private static final Path FOLDER = Path.of("..", "linux");
	private static final Path KERNEL = FOLDER.resolve("target").resolve("vmlinux");
	private static final Path BUSYBOX = FOLDER.resolve("target").resolve("busybox");
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

	private Path initialRamDisk(byte[] init, byte[] busybox) throws IOException {
		return new CpioArchive().folder("dev").characterDevice("dev/console", 5, 1).folder("bin").file("bin/busybox", busybox)
				.file("init", init).write(folder.resolve("initrd.cpio"));
	}

	@ParameterizedTest
	@CsvSource({"BARE,1,true,false", "BARE,4,true,false", "BARE,1,false,false", "BARE,4,false,true", "BARE,2,true,true", "TRAP_AND_EMULATE,1,false,false",
			"TRAP_AND_EMULATE,2,false,false"})
	void kernelBootsToAProcessThatTalks(Technique technique, int harts, boolean withFirmware, boolean parallel) throws Exception {
		need(KERNEL);
		Assumptions.assumeTrue(!withFirmware || Files.exists(OPENSBI), "needs the package opensbi");
		VmConfig.Builder builder = withFirmware ? VmConfig.of(OPENSBI).kernel(KERNEL) : VmConfig.of(KERNEL);
		ConsolePort console = new ConsolePort();
		StringBuffer text = Guests.listen(console);
		VmConfig config = builder.technique(technique).harts(harts).parallel(parallel).memoryBytes(512L << 20).initrd(initialRamDisk(LinuxProgram.of("init.s"), new byte[0]))
				.append("console=ttyS0 earlycon=sbi").console(console).build();
		try (VirtualMachine vm = VirtualMachine.create(config)) {
			waitFor(vm, text, "init: the child found its copy\nsay> ");
			assertTrue(text.indexOf("init: hello from user space\ninit: slept\ninit: touched memory\n") >= 0, text.toString());
			assertTrue(harts == 1 || text.indexOf("Brought up 1 node, " + harts + " CPUs") >= 0, text.toString());
			// OpenSBI of Debian 12 has no debug console (SBI 12), and so Linux has no early one with it, here as on QEMU
			assertTrue(withFirmware || text.indexOf("bootconsole [sbi0] enabled") >= 0, text.toString());
			console.type("the quick brown fox\n".getBytes(StandardCharsets.US_ASCII));
			waitFor(vm, text, "you said: the quick brown fox\nsay> ");
			console.type("quit\n".getBytes(StandardCharsets.US_ASCII));
			VmStop stop = vm.run(MOST_INSTRUCTIONS);
			assertTrue(text.indexOf("init: bye\n") >= 0 && text.indexOf("reboot: Power down") >= 0, text.toString());
			assertTrue(assertInstanceOf(VmStop.GuestExit.class, stop, stop.sentence()).verdict().passed(), stop.sentence());
			for (String trouble : List.of("BUG", "WARNING", "Oops", "stall", "panic")) {
				assertEquals(-1, text.indexOf(trouble + ":"), text.toString());
			}
		}
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void shellAnswersCommands(Technique technique) throws Exception {
		need(KERNEL);
		ConsolePort console = new ConsolePort();
		StringBuffer text = Guests.listen(console);
		VmConfig config = VmConfig.of(KERNEL).technique(technique).isa(IsaProfile.RV64GC).memoryBytes(512L << 20)
				.initrd(initialRamDisk(SHELL.getBytes(StandardCharsets.US_ASCII), Files.readAllBytes(need(BUSYBOX))))
				.append("console=ttyS0").console(console).build();
		try (VirtualMachine vm = VirtualMachine.create(config)) {
			waitFor(vm, text, " # ");
			// what is typed is echoed, and so must not be what is waited for
			console.type("echo $((6 * 7)) is the answer\n".getBytes(StandardCharsets.US_ASCII));
			waitFor(vm, text, "\n42 is the answer\n");
			console.type("awk 'BEGIN { print 355 / 113 }'; uname -m | tr a-z A-Z\n".getBytes(StandardCharsets.US_ASCII));
			waitFor(vm, text, "\n3.14159\nRISCV64\n");
			console.type("seq 1 2000 | md5sum; grep -c ttyS0 /proc/interrupts\n".getBytes(StandardCharsets.US_ASCII));
			waitFor(vm, text, "\n" + md5OfNumbers(2000) + "  -\n1\n");
			console.type("poweroff -f\n".getBytes(StandardCharsets.US_ASCII));
			VmStop stop = vm.run(MOST_INSTRUCTIONS);
			assertTrue(assertInstanceOf(VmStop.GuestExit.class, stop, stop.sentence()).verdict().passed(), stop.sentence());
		}
	}

	private static String md5OfNumbers(int most) throws NoSuchAlgorithmException {
		StringBuilder numbers = new StringBuilder();
		for (int i = 1; i <= most; i++) {
			numbers.append(i).append('\n');
		}
		return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(numbers.toString().getBytes(StandardCharsets.US_ASCII)));
	}

	private static Path need(Path path) {
		Assumptions.assumeTrue(Files.exists(path), "tests/linux/fetch has not been run");
		return path;
	}

	private static void waitFor(VirtualMachine vm, StringBuffer text, String wanted) {
		while (text.indexOf(wanted) < 0) {
			VmStop stop = vm.run(10_000_000);
			assertInstanceOf(VmStop.Budget.class, stop, () -> stop.sentence() + "\n" + text);
			assertTrue(vm.instructions() < MOST_INSTRUCTIONS, () -> "'" + wanted + "' never came:\n" + text);
		}
	}
}
