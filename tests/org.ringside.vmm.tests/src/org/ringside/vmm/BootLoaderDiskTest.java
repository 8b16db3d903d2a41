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
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringside.image.disk.DiskAccess;

/** Debian's U-Boot finds a virtio disk, lists its file system, loads a file from it and writes to it. */
class BootLoaderDiskTest {

	private static final Path OPENSBI = Path.of("/usr/lib/riscv64-linux-gnu/opensbi/generic/fw_dynamic.elf");
	private static final Path U_BOOT = Path.of("/usr/lib/u-boot/qemu-riscv64_smode/u-boot.bin");

	@TempDir
	private Path folder;

	/** A disk image with a file system, made without being root. */
	static Path ext4(Path folder, Path tree, String name, String size) throws Exception {
		Path image = folder.resolve(name);
		Process process;
		try {
			process = new ProcessBuilder("mke2fs", "-q", "-F", "-t", "ext4", "-E", "root_owner=0:0", "-d", tree.toString(), image.toString(),
					size).redirectErrorStream(true).redirectOutput(folder.resolve("mke2fs.txt").toFile()).start();
		} catch (IOException e) {
			try {
				process = new ProcessBuilder("/sbin/mke2fs", "-q", "-F", "-t", "ext4", "-E", "root_owner=0:0", "-d", tree.toString(),
						image.toString(), size).redirectErrorStream(true).redirectOutput(folder.resolve("mke2fs.txt").toFile()).start();
			} catch (IOException missing) {
				Assumptions.abort("needs the package e2fsprogs");
				throw missing;
			}
		}
		assertTrue(process.waitFor(60, TimeUnit.SECONDS));
		assertEquals(0, process.exitValue(), Files.readString(folder.resolve("mke2fs.txt")));
		return image;
	}

	@ParameterizedTest
	@CsvSource({"BARE,false", "BARE,true", "TRAP_AND_EMULATE,false"})
	void loadsAFile(Technique technique, boolean legacy) throws Exception {
		Assumptions.assumeTrue(Files.exists(OPENSBI) && Files.exists(U_BOOT), "needs the packages opensbi and u-boot-qemu");
		Path tree = Files.createDirectory(folder.resolve("tree"));
		byte[] payload = new byte[300_000];
		new java.util.Random(12).nextBytes(payload);
		Files.write(tree.resolve("payload.bin"), payload);
		Files.writeString(tree.resolve("hello.txt"), "hello from the disk\n");
		Path image = ext4(folder, tree, "disk.img", "8M");
		byte[] before = Files.readAllBytes(image);
		CRC32 crc = new CRC32();
		crc.update(payload);
		ConsolePort console = new ConsolePort();
		StringBuffer text = Guests.listen(console);
		VmConfig config = VmConfig.of(OPENSBI).kernel(U_BOOT).technique(technique).console(console).memoryBytes(256L << 20)
				.devices(DeviceChoice.NONE.withLegacyVirtio(legacy).withDisk(new DiskChoice(image, DiskAccess.OVERLAY, false))).build();
		try (VirtualMachine vm = VirtualMachine.create(config)) {
			Guests.waitFor(vm, text, "Hit any key");
			command(vm, console, text, "", "=> ");
			command(vm, console, text, "virtio info", "Capacity: 8.0 MB = 0.0 GB (16384 x 512)");
			command(vm, console, text, "ls virtio 0", "300000 payload.bin");
			command(vm, console, text, "load virtio 0 84000000 payload.bin", "300000 bytes read");
			command(vm, console, text, "crc32 84000000 493e0", "==> %08x".formatted(crc.getValue()));
			command(vm, console, text, "virtio write 84000000 3c00 20", "32 blocks written: OK");
			command(vm, console, text, "virtio read 85000000 3c00 20; cmp.b 84000000 85000000 4000", "16384 byte(s) were the same");
			command(vm, console, text, "bdinfo", "-> size     = 0x0000000010000000");
			console.type("poweroff\r".getBytes(StandardCharsets.US_ASCII));
			VmStop stop = vm.run(1_000_000_000);
			assertTrue(assertInstanceOf(VmStop.GuestExit.class, stop, stop.sentence()).verdict().passed(), text.toString());
		}
		assertEquals(-1, java.util.Arrays.mismatch(before, Files.readAllBytes(image)), "the user's file");
	}

	private static void command(VirtualMachine vm, ConsolePort console, StringBuffer text, String command, String answer) {
		text.setLength(0);
		console.type((command + "\r").getBytes(StandardCharsets.US_ASCII));
		Guests.waitFor(vm, text, answer);
		Guests.waitFor(vm, text, "=> ");
	}
}
