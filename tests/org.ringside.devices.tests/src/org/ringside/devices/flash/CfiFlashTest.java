/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.flash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.image.disk.Disk;
import org.ringside.image.disk.DiskAccess;
import org.ringside.image.disk.DiskFile;

/** What is written to flash stays in its image where the user says so, and in snapshots; nothing that a guest writes does harm. */
class CfiFlashTest {

	private static final int SECTOR = 256 << 10;
	private static final int STATUS = 0x0080_0080;

	@TempDir
	private Path folder;

	private static byte[] save(CfiFlash flash) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		flash.save(new DataOutputStream(bytes));
		return bytes.toByteArray();
	}

	private static void load(CfiFlash flash, byte[] state) throws IOException {
		flash.load(new DataInputStream(new ByteArrayInputStream(state)));
	}

	@Test
	void imagesAreWrittenWhereTheUserSaysSo() throws Exception {
		byte[] contents = new byte[SECTOR + 512];
		new Random(1).nextBytes(contents);
		Path image = Files.write(folder.resolve("flash.img"), contents);
		for (DiskAccess access : DiskAccess.values()) {
			try (Disk disk = DiskFile.open(image, access, false)) {
				CfiFlash flash = new CfiFlash(List.of(disk));
				assertEquals(contents[5] & 0xff, flash.read(5, 1));
				assertEquals(0xff, flash.read(SECTOR + 512, 1), "behind the image it is erased");
				flash.write(0, 4, 0x20);
				flash.write(0, 4, 0xd0);
				flash.write(100, 4, 0x40);
				flash.write(100, 4, 0x1234_5678);
				boolean isReadOnly = access == DiskAccess.READ_ONLY;
				assertEquals(isReadOnly ? 0x00b0_00b0 : STATUS, flash.read(0, 4));
				// behind the end of the image nothing can be kept
				flash.write(0, 4, 0x50);
				flash.write(SECTOR + 512, 4, 0x40);
				flash.write(SECTOR + 512, 4, 0);
				assertEquals(0x0090_0090, flash.read(0, 4));
				flash.write(0, 4, 0xff);
				assertEquals(isReadOnly ? contents[5] & 0xff : 0xff, flash.read(5, 1));
				assertEquals(isReadOnly ? 0 : 0x1234_5678, isReadOnly ? 0 : flash.read(100, 4));
			}
			byte[] expected = contents.clone();
			if (access == DiskAccess.WRITE) {
				Arrays.fill(expected, 0, SECTOR, (byte) 0xff);
				System.arraycopy(new byte[] {0x78, 0x56, 0x34, 0x12}, 0, expected, 100, 4);
			}
			assertArrayEquals(expected, Files.readAllBytes(image), access.toString());
			Files.write(image, contents);
		}
	}

	@Test
	void snapshotsGoOnInTheMiddleOfACommand() throws Exception {
		CfiFlash one = new CfiFlash(List.of());
		CfiFlash two = new CfiFlash(List.of());
		long bank = CfiFlash.BANK_SIZE;
		one.write(bank, 4, 0xe8);
		one.write(bank, 4, 1);
		one.write(bank + 8, 4, 0x1111_2222);
		two.write(300, 4, 0x40);
		two.write(300, 4, 0);
		load(two, save(one));
		for (CfiFlash flash : List.of(one, two)) {
			flash.write(bank + 12, 4, 0x3333_4444);
			flash.write(bank, 4, 0xd0);
			assertEquals(STATUS, flash.read(bank, 4));
			flash.write(bank, 4, 0xff);
			assertEquals(0x3333_4444_1111_2222L, flash.read(bank + 8, 8));
			assertEquals(0xffff_ffffL, flash.read(300, 4));
		}
		assertArrayEquals(save(one), save(two));
	}

	@Test
	void wildWritesAndWildStatesAreBorne() throws Exception {
		byte[] contents = new byte[SECTOR];
		Path image = Files.write(folder.resolve("flash.img"), contents);
		Random random = new Random(3);
		int refused = 0;
		try (Disk disk = DiskFile.open(image, DiskAccess.OVERLAY, false)) {
			CfiFlash flash = new CfiFlash(List.of(disk));
			int[] commands = {0x20, 0xd0, 0xe8, 0x40, 0xff, 0x98, 0x60, 0x70, 1, 0};
			for (int round = 0; round < 200; round++) {
				for (int i = 0; i < 300; i++) {
					int size = 1 << random.nextInt(4);
					long at = (random.nextBoolean() ? random.nextLong(flash.size()) : random.nextInt(2 * SECTOR)) & -size;
					if (random.nextInt(3) == 0) {
						flash.read(at, size);
					} else {
						flash.write(at, size, random.nextBoolean() ? commands[random.nextInt(commands.length)] : random.nextLong());
					}
				}
				byte[] state = save(flash);
				for (int i = 0; i < 3; i++) {
					state[random.nextInt(Math.min(state.length, random.nextBoolean() ? 20 : 5000))] = (byte) random.nextInt();
				}
				try {
					load(flash, state);
				} catch (EOFException e) {
					refused++;
				} catch (IOException e) {
					assertTrue(e.getMessage().endsWith("."), e.getMessage());
					refused++;
				}
			}
		}
		assertTrue(refused > 20, refused + " refused");
		assertArrayEquals(contents, Files.readAllBytes(image));
	}
}
