/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringside.image.disk.DiskAccess;

/** U-Boot finds the flash memory by itself, erases a sector, writes to it and reads it. */
class BootLoaderFlashTest {

	private static final Path OPENSBI = Path.of("/usr/lib/riscv64-linux-gnu/opensbi/generic/fw_dynamic.elf");
	private static final Path U_BOOT = Path.of("/usr/lib/u-boot/qemu-riscv64_smode/u-boot.bin");
	private static final int SIZE = 1 << 20;

	@TempDir
	private Path folder;

	private static String answer(VirtualMachine vm, ConsolePort console, StringBuffer text, String command) throws Exception {
		text.setLength(0);
		console.type((command + "\r").getBytes(StandardCharsets.US_ASCII));
		Guests.waitFor(vm, text, "\n=> ");
		return text.toString().replace("\r", "");
	}

	@ParameterizedTest
	@EnumSource(Technique.class)
	void bootLoaderWritesFlash(Technique technique) throws Exception {
		Assumptions.assumeTrue(Files.exists(OPENSBI) && Files.exists(U_BOOT), "needs the packages opensbi and u-boot-qemu");
		byte[] contents = new byte[SIZE];
		new Random(5).nextBytes(contents);
		Path image = Files.write(folder.resolve("flash.img"), contents);
		ConsolePort console = new ConsolePort();
		StringBuffer text = Guests.listen(console);
		VmConfig config = VmConfig.of(OPENSBI).kernel(U_BOOT).technique(technique).console(console).memoryBytes(256L << 20)
				.devices(DeviceChoice.NONE.withFlash(new DiskChoice(image, DiskAccess.WRITE, false))).build();
		try (VirtualMachine vm = VirtualMachine.create(config)) {
			Guests.waitFor(vm, text, "Hit any key");
			console.type("\r".getBytes(StandardCharsets.US_ASCII));
			Guests.waitFor(vm, text, "\n=> ");
			// it was built to look for one chip of 16 bits, and tells the same on QEMU
			String told = answer(vm, console, text, "flinfo");
			assertTrue(told.contains("Bank # 1: CFI conformant flash (16 x 16)  Size: 16 MB in 128 Sectors"), told);
			assertTrue(told.contains("Bank # 2: CFI conformant flash (16 x 16)  Size: 16 MB in 128 Sectors"), told);
			assertTrue(told.contains("Intel Extended command set, Manufacturer ID: 0x89, Device ID: 0x0018"), told);
			CRC32 before = new CRC32();
			before.update(contents, 0, 0x1000);
			String sum = answer(vm, console, text, "crc32 20000000 1000");
			assertTrue(sum.contains(String.format("==> %08x", before.getValue())), sum);
			String erased = answer(vm, console, text, "erase 20040000 2007ffff");
			assertTrue(erased.contains("Erased 2 sectors"), erased);
			String written = answer(vm, console, text, "mw.b 84000000 5a 1000; cp.b 84000000 20050000 1000");
			assertTrue(written.contains("done"), written);
			String compared = answer(vm, console, text, "cmp.b 84000000 20050000 1000");
			assertTrue(compared.contains("Total of 4096 byte(s) were the same"), compared);
		}
		Arrays.fill(contents, 0x40000, 0x80000, (byte) 0xff);
		Arrays.fill(contents, 0x50000, 0x51000, (byte) 0x5a);
		assertEquals(-1, Arrays.mismatch(contents, Files.readAllBytes(image)));
	}

	@Test
	void whatDoesNotFitIsRefusedInASentence() throws Exception {
		Path image = folder.resolve("large.img");
		try (var file = new java.io.RandomAccessFile(image.toFile(), "rw")) {
			file.setLength((32 << 20) + 512);
		}
		DiskChoice large = new DiskChoice(image, DiskAccess.OVERLAY, false);
		VmConfig.Builder config = VmConfig.of(Guests.exampleKernel());
		assertEquals("The image '" + image + "' has 33554944 bytes; a bank of flash memory has 33554432.",
				assertThrows(VmException.class, () -> VirtualMachine.create(config.devices(DeviceChoice.NONE.withFlash(large)).build())).getMessage());
		DeviceChoice three = DeviceChoice.NONE.withFlash(large).withFlash(large).withFlash(large);
		assertEquals("A guest has 2 banks of flash memory, not 3.",
				assertThrows(VmException.class, () -> VirtualMachine.create(config.devices(three).build())).getMessage());
	}
}
