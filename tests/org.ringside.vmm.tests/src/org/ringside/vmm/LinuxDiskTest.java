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
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringside.image.disk.DiskAccess;

/** Debian's Linux mounts a virtio disk with its own modules, reads and writes files there, and switches off. */
class LinuxDiskTest {

	private static final Path KERNEL = Path.of("..", "linux", "target", "vmlinux");
	private static final Path BUSYBOX = Path.of("..", "linux", "target", "busybox");
	private static final long MOST_INSTRUCTIONS = 12_000_000_000L;

	@TempDir
	private Path folder;

	private Path initialRamDisk() throws Exception {
		CpioArchive archive = new CpioArchive().folder("dev").characterDevice("dev/console", 5, 1).folder("proc").folder("mnt").folder("bin")
				.file("bin/busybox", Files.readAllBytes(BUSYBOX));
		String insert = LinuxModules.pack(archive, "virtio_mmio", "virtio_blk", "ext4");
		String script = """
				#!/bin/busybox sh
				/bin/busybox --install -s /bin
				mount -t proc proc /proc
				mount -t devtmpfs none /dev
				""" + insert + """
				mount -t ext4 /dev/vda /mnt && echo "init: mounted"
				cat /mnt/hello.txt
				md5sum /mnt/payload.bin
				cp /mnt/payload.bin /mnt/copy.bin
				echo "written by the guest" > /mnt/note.txt
				umount /mnt
				echo 3 > /proc/sys/vm/drop_caches
				mount -t ext4 /dev/vda /mnt
				cmp /mnt/payload.bin /mnt/copy.bin && echo "init: the copy is the same"
				umount /mnt
				grep -q virtio0 /proc/interrupts && echo "init: interrupts are counted"
				echo "init: done"
				poweroff -f
				""";
		return archive.file("init", script.getBytes(StandardCharsets.US_ASCII)).write(folder.resolve("initrd.cpio"));
	}

	@ParameterizedTest
	@CsvSource({"BARE,1,false,WRITE,raw", "BARE,4,false,OVERLAY,raw", "BARE,1,true,WRITE,qcow2", "TRAP_AND_EMULATE,1,false,WRITE,raw"})
	void filesAreReadAndWritten(Technique technique, int harts, boolean legacy, DiskAccess access, String format) throws Exception {
		Assumptions.assumeTrue(Files.exists(KERNEL) && LinuxModules.present(), "tests/linux/fetch has not been run");
		Path tree = Files.createDirectory(folder.resolve("tree"));
		byte[] payload = new byte[1_500_000];
		new java.util.Random(21).nextBytes(payload);
		Files.write(tree.resolve("payload.bin"), payload);
		Files.writeString(tree.resolve("hello.txt"), "hello from the disk\n");
		Path image = BootLoaderDiskTest.ext4(folder, tree, "disk.img", "16M");
		byte[] before = Files.readAllBytes(image);
		Path used = format.equals("raw") ? image : upon(image);
		ConsolePort console = new ConsolePort();
		StringBuffer text = Guests.listen(console);
		VmConfig config = VmConfig.of(KERNEL).technique(technique).harts(harts).memoryBytes(512L << 20).initrd(initialRamDisk())
				.append("console=ttyS0 quiet").console(console)
				.devices(DeviceChoice.NONE.withLegacyVirtio(legacy).withDisk(new DiskChoice(used, access, used != image))).build();
		try (VirtualMachine vm = VirtualMachine.create(config)) {
			console.closeInput();
			VmStop stop = vm.run(MOST_INSTRUCTIONS);
			assertTrue(assertInstanceOf(VmStop.GuestExit.class, stop, () -> stop.sentence() + "\n" + text).verdict().passed(), stop.sentence());
		}
		for (String line : new String[] {"init: mounted", "hello from the disk", "init: the copy is the same", "init: interrupts are counted",
				"init: done"}) {
			assertTrue(text.indexOf(line) >= 0, "'" + line + "' is not in:\n" + text);
		}
		if (used != image) {
			run("qemu-img", "check", used.toString());
			Path flat = folder.resolve("flat.img");
			run("qemu-img", "convert", "-O", "raw", used.toString(), flat.toString());
			assertWritten(flat, payload);
		} else if (access == DiskAccess.WRITE) {
			assertWritten(image, payload);
		}
		if (used != image || access != DiskAccess.WRITE) {
			assertEquals(-1, Arrays.mismatch(before, Files.readAllBytes(image)), "the user's file");
		}
	}

	/** A qcow2 image with a snapshot that stands upon a compressed one: all that is written to a part of a cluster is copied first. */
	private Path upon(Path image) throws Exception {
		Path top = folder.resolve("disk.qcow2");
		Path middle = folder.resolve("middle.qcow2");
		run("qemu-img", "convert", "-c", "-O", "qcow2", image.toString(), middle.toString());
		run("qemu-img", "create", "-q", "-f", "qcow2", "-b", middle.getFileName().toString(), "-F", "qcow2", top.toString());
		run("qemu-img", "snapshot", "-c", "before", top.toString());
		return top;
	}

	private void run(String... command) throws Exception {
		Path output = folder.resolve("output.txt");
		Process process;
		try {
			process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		} catch (IOException e) {
			Assumptions.abort(command[0] + " is not installed");
			throw e;
		}
		assertTrue(process.waitFor(60, TimeUnit.SECONDS));
		assertEquals(0, process.exitValue(), () -> String.join(" ", command));
	}

	/** The file system is in order and holds what the guest wrote, as the host's tools see it. */
	private void assertWritten(Path image, byte[] payload) throws Exception {
		Path output = folder.resolve("output.txt");
		Process check = new ProcessBuilder("/sbin/e2fsck", "-fn", image.toString()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		assertTrue(check.waitFor(60, TimeUnit.SECONDS));
		assertEquals(0, check.exitValue(), Files.readString(output));
		Path copy = folder.resolve("copy.bin");
		for (String command : new String[] {"dump /copy.bin " + copy, "cat /note.txt"}) {
			Process dump = new ProcessBuilder("/sbin/debugfs", "-R", command, image.toString()).redirectError(ProcessBuilder.Redirect.DISCARD)
					.redirectOutput(output.toFile()).start();
			assertTrue(dump.waitFor(60, TimeUnit.SECONDS));
		}
		assertEquals("written by the guest\n", Files.readString(output));
		assertEquals(-1, Arrays.mismatch(payload, Files.readAllBytes(copy)));
	}
}
