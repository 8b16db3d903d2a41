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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Debian's Linux fetches random bytes from the entropy device, and gives memory back through the balloon. */
class LinuxDevicesTest {

	private static final Path KERNEL = Path.of("..", "linux", "target", "vmlinux");
	private static final Path BUSYBOX = Path.of("..", "linux", "target", "busybox");
	private static final long MOST_INSTRUCTIONS = 12_000_000_000L;
	private static final long BALLOON = 128L << 20;

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource(Technique.class)
	void entropyAndBalloonAreUsed(Technique technique) throws Exception {
		Assumptions.assumeTrue(Files.exists(KERNEL) && LinuxModules.present(), "tests/linux/fetch has not been run");
		CpioArchive archive = new CpioArchive().folder("dev").characterDevice("dev/console", 5, 1).folder("proc").folder("sys").folder("bin")
				.file("bin/busybox", Files.readAllBytes(BUSYBOX));
		String insert = LinuxModules.pack(archive, "virtio_mmio", "virtio_rng", "virtio_balloon");
		String script = """
				#!/bin/busybox sh
				/bin/busybox --install -s /bin
				mount -t proc proc /proc
				mount -t sysfs sys /sys
				mount -t devtmpfs none /dev
				# memory that was used, so that it occupies the host
				mkdir /big; mount -t tmpfs none /big
				head -c 100000000 /dev/zero > /big/file; rm /big/file
				read -p "init: ready" line
				""" + insert + """
				cat /sys/class/misc/hw_random/rng_current
				head -c 64 /dev/hwrng | md5sum
				sleep 3
				read -p "init: inflated" line
				# the memory that is left still works
				head -c 10000000 /dev/zero | md5sum
				poweroff -f
				""";
		Path disk = archive.file("init", script.getBytes(StandardCharsets.US_ASCII)).write(folder.resolve("initrd.cpio"));
		ConsolePort console = new ConsolePort();
		StringBuffer text = Guests.listen(console);
		VmConfig config = VmConfig.of(KERNEL).technique(technique).memoryBytes(512L << 20).initrd(disk).append("console=ttyS0 quiet")
				.console(console).devices(DeviceChoice.NONE.withEntropy(7).withBalloon(BALLOON)).build();
		try (VirtualMachine vm = VirtualMachine.create(config)) {
			Guests.waitFor(vm, text, "init: ready", MOST_INSTRUCTIONS);
			ShadowStatistics before = vm.statistics();
			assertEquals(0, before.balloonBytes());
			console.type("\n".getBytes(StandardCharsets.US_ASCII));
			Guests.waitFor(vm, text, "init: inflated", MOST_INSTRUCTIONS);
			assertTrue(text.indexOf("virtio_rng") >= 0, text.toString());
			ShadowStatistics after = vm.statistics();
			assertEquals(BALLOON, after.balloonBytes());
			assertTrue(before.hostMemoryBytes() - after.hostMemoryBytes() > BALLOON / 4,
					before.hostMemoryBytes() + " bytes before, " + after.hostMemoryBytes() + " after");
			console.type("\n".getBytes(StandardCharsets.US_ASCII));
			VmStop stop = vm.run(MOST_INSTRUCTIONS);
			// what md5sum says of ten million zeros
			assertTrue(text.indexOf(md5OfZeros(10_000_000)) >= 0, text.toString());
			assertTrue(assertInstanceOf(VmStop.GuestExit.class, stop, () -> stop.sentence() + text).verdict().passed(), stop.sentence());
		}
	}

	/** The shell of a Linux whose console is the virtio one, and a balloon that follows what the host asks for. */
	@Test
	void virtioConsoleHasTheShellAndTheBalloonFollowsTheHost() throws Exception {
		Assumptions.assumeTrue(Engine.usual() == Engine.TRANSLATOR, "the devices are the same with the interpreter, and Linux boots with it in other tests");
		Assumptions.assumeTrue(Files.exists(KERNEL) && LinuxModules.present(), "tests/linux/fetch has not been run");
		CpioArchive archive = new CpioArchive().folder("dev").characterDevice("dev/console", 5, 1).folder("proc").folder("sys").folder("bin")
				.file("bin/busybox", Files.readAllBytes(BUSYBOX));
		String insert = LinuxModules.pack(archive, "virtio_mmio", "virtio_console", "virtio_balloon");
		String script = """
				#!/bin/busybox sh
				/bin/busybox --install -s /bin
				mount -t proc proc /proc
				mount -t devtmpfs none /dev
				""" + insert + """
				echo serial port
				stty -F /dev/hvc0 -echo
				exec setsid sh -c 'exec sh -i </dev/hvc0 >/dev/hvc0 2>&1'
				""";
		Path disk = archive.file("init", script.getBytes(StandardCharsets.US_ASCII)).write(folder.resolve("initrd.cpio"));
		ConsolePort console = new ConsolePort();
		StringBuffer text = Guests.listen(console);
		VmConfig config = VmConfig.of(KERNEL).memoryBytes(512L << 20).initrd(disk).append("console=ttyS0 quiet")
				.console(console).devices(DeviceChoice.NONE.withConsole().withBalloon(0)).build();
		try (VirtualMachine vm = VirtualMachine.create(config)) {
			Guests.waitFor(vm, text, "# ", MOST_INSTRUCTIONS);
			assertTrue(text.indexOf("serial port") >= 0, text.toString());
			// a line longer than a buffer of the driver, and its answer
			String many = "x".repeat(900);
			assertTrue(answer(vm, console, text, "tty; echo a" + many + "a").contains("/dev/hvc0\na" + many + "a\n"), text.toString());
			String burst = answer(vm, console, text, "for i in $(seq 2000); do echo line $i; done");
			for (int i = 1; i <= 2000; i++) {
				assertTrue(burst.contains("line " + i + "\n"), "line " + i);
			}
			long free = freeMemory(vm, console, text);
			for (long wanted : new long[] {200L << 20, 32L << 20, 100L << 20, 0}) {
				vm.askForMemory(wanted);
				for (int i = 0; i < 100 && vm.statistics().balloonBytes() != wanted; i++) {
					answer(vm, console, text, "sleep 0.2");
				}
				assertEquals(wanted, vm.statistics().balloonBytes());
				long less = free - freeMemory(vm, console, text);
				// free pages that are just being reported count as used
				for (int i = 0; i < 50 && Math.abs(less - wanted) >= 16 << 20; i++) {
					answer(vm, console, text, "sleep 0.2");
					less = free - freeMemory(vm, console, text);
				}
				assertTrue(Math.abs(less - wanted) < 16 << 20, less + " bytes less, " + wanted + " wanted");
			}
			console.type("poweroff -f\n".getBytes(StandardCharsets.US_ASCII));
			VmStop stop = vm.run(MOST_INSTRUCTIONS);
			assertTrue(assertInstanceOf(VmStop.GuestExit.class, stop, () -> stop.sentence() + text).verdict().passed(), stop.sentence());
		}
	}

	private static String answer(VirtualMachine vm, ConsolePort console, StringBuffer text, String command) throws Exception {
		text.setLength(0);
		console.type((command + "\n").getBytes(StandardCharsets.US_ASCII));
		Guests.waitFor(vm, text, "# ", MOST_INSTRUCTIONS);
		return text.toString().replace("\r", "");
	}

	private static long freeMemory(VirtualMachine vm, ConsolePort console, StringBuffer text) throws Exception {
		String answer = answer(vm, console, text, "head -n 2 /proc/meminfo");
		Matcher matcher = Pattern.compile("MemFree: *(\\d+) kB").matcher(answer);
		assertTrue(matcher.find(), answer);
		return Long.parseLong(matcher.group(1)) << 10;
	}

	private static String md5OfZeros(int count) throws Exception {
		return java.util.HexFormat.of().formatHex(java.security.MessageDigest.getInstance("MD5").digest(new byte[count]));
	}
}
