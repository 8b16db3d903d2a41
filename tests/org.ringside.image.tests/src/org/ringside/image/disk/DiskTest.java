/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.image.ImageException;

/** What is written is read, and the user's file changes only where the user said so. */
class DiskTest {

	private static final int SIZE = 5 * OverlayDisk.CLUSTER + 3 * 512;

	@TempDir
	private Path folder;

	private Path image(int bytes) throws IOException {
		byte[] contents = new byte[bytes];
		new Random(1).nextBytes(contents);
		return Files.write(folder.resolve("disk.img"), contents);
	}

	/** Does the same to a disk and to an array, in pieces of any size at any place. */
	private static void scribble(Disk disk, byte[] model, int rounds, long seed) throws IOException {
		Random random = new Random(seed);
		for (int i = 0; i < rounds; i++) {
			int at = random.nextInt(model.length / 512) * 512;
			int length = Math.min(model.length - at, 512 * (1 + random.nextInt(random.nextInt(4) == 0 ? 300 : 9)));
			switch (random.nextInt(4)) {
			case 0 -> {
				disk.zero(at, length);
				Arrays.fill(model, at, at + length, (byte) 0);
			}
			case 1, 2 -> {
				byte[] bytes = new byte[length];
				random.nextBytes(bytes);
				disk.write(at, bytes, 0, length);
				System.arraycopy(bytes, 0, model, at, length);
			}
			default -> {
				byte[] bytes = new byte[length + 2];
				disk.read(at, bytes, 1, length);
				assertArrayEquals(Arrays.copyOfRange(model, at, at + length), Arrays.copyOfRange(bytes, 1, length + 1), "seed " + seed);
			}
			}
		}
	}

	private static byte[] all(Disk disk) throws IOException {
		byte[] bytes = new byte[(int) disk.size()];
		disk.read(0, bytes, 0, bytes.length);
		return bytes;
	}

	@Test
	void overlayKeepsTheFileAsItIs() throws Exception {
		Path image = image(SIZE);
		byte[] before = Files.readAllBytes(image);
		byte[] model = before.clone();
		try (Disk disk = DiskFile.open(image, DiskAccess.OVERLAY, false)) {
			scribble(disk, model, 2000, 2);
			disk.flush();
			assertArrayEquals(model, all(disk));
		}
		assertArrayEquals(before, Files.readAllBytes(image));
	}

	@Test
	void writesGoToTheFileWhereTheUserSaysSo() throws Exception {
		Path image = image(SIZE);
		byte[] model = Files.readAllBytes(image);
		try (Disk disk = DiskFile.open(image, DiskAccess.WRITE, false)) {
			scribble(disk, model, 2000, 3);
			assertThrows(ImageException.class, () -> DiskFile.open(image, DiskAccess.WRITE, false));
			String sentence = assertThrows(ImageException.class, () -> DiskFile.open(image, DiskAccess.OVERLAY, false)).getMessage();
			assertEquals("The disk image '" + image + "' is in use by another machine that writes to it.", sentence);
		}
		assertArrayEquals(model, Files.readAllBytes(image));
		try (Disk one = DiskFile.open(image, DiskAccess.OVERLAY, false); Disk two = DiskFile.open(image, DiskAccess.READ_ONLY, false)) {
			assertThrows(IOException.class, () -> two.write(0, model, 0, 512));
			assertArrayEquals(all(one), all(two));
		}
	}

	@Test
	void overlayGivesRoomBackThatNobodyNeeds() throws Exception {
		Path image = image(SIZE);
		try (OverlayDisk disk = (OverlayDisk) DiskFile.open(image, DiskAccess.OVERLAY, false)) {
			disk.write(0, new byte[SIZE], 0, SIZE);
			assertEquals(6, disk.storedClusters());
			disk.discard(512, SIZE - 512);
			assertEquals(1, disk.storedClusters());
			disk.write(OverlayDisk.CLUSTER, new byte[] {1}, 0, 1);
			assertEquals(2, disk.storedClusters());
		}
	}

	@Test
	void overlaysChangesAreSavedAndTakenBack() throws Exception {
		Path image = image(SIZE);
		byte[] model = Files.readAllBytes(image);
		ByteArrayOutputStream saved = new ByteArrayOutputStream();
		try (Disk one = DiskFile.open(image, DiskAccess.OVERLAY, false); Disk two = DiskFile.open(image, DiskAccess.OVERLAY, false)) {
			scribble(one, model, 50, 4);
			one.saveChanges(new DataOutputStream(saved));
			scribble(two, new byte[SIZE], 0, 5);
			two.write(0, new byte[SIZE], 0, SIZE);
			two.loadChanges(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
			assertArrayEquals(model, all(two));
			byte[] wild = saved.toByteArray();
			wild[0] = 1;
			assertThrows(IOException.class, () -> two.loadChanges(new DataInputStream(new ByteArrayInputStream(wild))));
		}
	}

	@Test
	void sectorThatTheFileDoesNotFillIsPaddedWithZeros() throws Exception {
		Path image = image(700);
		byte[] model = Arrays.copyOf(Files.readAllBytes(image), 1024);
		try (Disk disk = DiskFile.open(image, DiskAccess.READ_ONLY, false)) {
			assertEquals(1024, disk.size());
			assertArrayEquals(model, all(disk));
		}
	}

	@Test
	void whatIsNoDiskIsRefusedInASentence() throws Exception {
		Path empty = Files.createFile(folder.resolve("empty"));
		for (Path path : new Path[] {empty, folder, folder.resolve("missing")}) {
			String sentence = assertThrows(ImageException.class, () -> DiskFile.open(path, DiskAccess.OVERLAY, false)).getMessage();
			assertTrue(sentence.contains(path.toString()) && sentence.endsWith("."), sentence);
		}
	}
}
