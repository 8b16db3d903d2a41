/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.image.disk.DiskAccess;

/** U-Boot gets the same answers from our disk as from QEMU's, for right and wrong requests. */
class QemuDiskTest {

	private static final Path OPENSBI = Path.of("/usr/lib/riscv64-linux-gnu/opensbi/generic/fw_dynamic.elf");
	private static final Path U_BOOT = Path.of("/usr/lib/u-boot/qemu-riscv64_smode/u-boot.bin");
	private static final List<String> COMMANDS = List.of("ls virtio 0", "load virtio 0 84000000 payload.bin", "crc32 84000000 186a0",
			"virtio write 84000000 3f00 20", "virtio read 85000000 3f00 20", "crc32 85000000 4000", "virtio read 85000000 3fff 1",
			"virtio read 85000000 3fff 2", "virtio write 85000000 4000 1", "crc32 85000000 200");

	@TempDir
	private Path folder;

	private Path image() throws Exception {
		Path tree = Files.createDirectory(folder.resolve("tree"));
		byte[] payload = new byte[100_000];
		new Random(31).nextBytes(payload);
		Files.write(tree.resolve("payload.bin"), payload);
		return BootLoaderDiskTest.ext4(folder, tree, "disk.img", "8M");
	}

	/** What may differ: how fast it went. */
	private static String plain(String answer) {
		return answer.replace("\r", "").replaceAll("in \\d+ ms \\(.*?\\)", "in time");
	}

	private static List<String> ours(Path image) throws VmException {
		ConsolePort console = new ConsolePort();
		StringBuffer text = Guests.listen(console);
		List<String> answers = new ArrayList<>();
		try (VirtualMachine vm = VirtualMachine.create(VmConfig.of(OPENSBI).kernel(U_BOOT).console(console).memoryBytes(256L << 20)
				.devices(DeviceChoice.NONE.withDisk(new DiskChoice(image, DiskAccess.OVERLAY, false))).build())) {
			Guests.waitFor(vm, text, "Hit any key");
			console.type("\r".getBytes(StandardCharsets.US_ASCII));
			Guests.waitFor(vm, text, "\n=> ");
			for (String command : COMMANDS) {
				text.setLength(0);
				console.type((command + "\r").getBytes(StandardCharsets.US_ASCII));
				Guests.waitFor(vm, text, "\n=> ");
				answers.add(plain(text.toString()));
			}
		}
		return answers;
	}

	private static List<String> theirs(Path image) throws Exception {
		Process qemu;
		try {
			qemu = new ProcessBuilder("qemu-system-riscv64", "-machine", "virt", "-m", "256M", "-nographic", "-monitor", "none", "-bios",
					OPENSBI.toString(), "-kernel", U_BOOT.toString(), "-drive",
					"file=" + image + ",format=raw,if=none,id=d,snapshot=on", "-device", "virtio-blk-device,drive=d").redirectErrorStream(true).start();
		} catch (IOException e) {
			Assumptions.abort("qemu-system-riscv64 is not installed");
			throw e;
		}
		try {
			List<String> answers = new ArrayList<>();
			until(qemu.getInputStream(), "Hit any key");
			type(qemu, "\r");
			until(qemu.getInputStream(), "\n=> ");
			for (String command : COMMANDS) {
				type(qemu, command + "\r");
				answers.add(plain(until(qemu.getInputStream(), "\n=> ")));
			}
			return answers;
		} finally {
			qemu.destroyForcibly();
		}
	}

	private static void type(Process qemu, String text) throws IOException {
		qemu.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
		qemu.getOutputStream().flush();
	}

	private static String until(InputStream from, String wanted) throws IOException {
		StringBuilder text = new StringBuilder();
		while (text.indexOf(wanted) < 0) {
			int octet = from.read();
			assertTrue(octet >= 0, () -> "QEMU ended: " + text);
			if (octet != '\r') {
				text.append((char) octet);
			}
		}
		return text.toString();
	}

	@Test
	void answersAreTheSame() throws Exception {
		Assumptions.assumeTrue(Files.exists(OPENSBI) && Files.exists(U_BOOT), "needs the packages opensbi and u-boot-qemu");
		Path image = image();
		List<String> theirs = theirs(image);
		List<String> ours = ours(image);
		for (int i = 0; i < COMMANDS.size(); i++) {
			assertEquals(theirs.get(i), ours.get(i), COMMANDS.get(i));
		}
	}
}
