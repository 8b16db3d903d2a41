/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.board;

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
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.devices.SerialQueue;
import org.ringside.devices.Wires;
import org.ringside.devices.firmware.FirmwareItems;
import org.ringside.devices.virtio.Dma;
import org.ringside.devices.virtio.VirtioBlock;
import org.ringside.devices.virtio.VirtioSlots;
import org.ringside.image.disk.Disk;
import org.ringside.image.disk.DiskAccess;
import org.ringside.image.disk.DiskFile;
import org.ringside.machine.Clock;

/** A board's snapshot holds what a guest changed on a disk, however much it is. */
class DiskSnapshotTest {

	private static final int SIZE = 8 << 20;

	@TempDir
	private Path folder;

	private Disk overlay(String name) throws Exception {
		Path image = folder.resolve(name);
		Files.write(image, new byte[SIZE]);
		return DiskFile.open(image, DiskAccess.OVERLAY, false);
	}

	private static VirtBoard board(Disk disk) {
		Clock clock = new Clock(1, 10);
		VirtioSlots slots = new VirtioSlots(Dma.NOTHING, false, List.of(new VirtioBlock(disk, "id")));
		return new VirtBoard(clock, Wires.lines(Wires.of(1)), new SerialQueue(octet -> {
		}), ending -> {
		}, 0, new BoardOptions(slots, new FirmwareItems(0, 1), AiaChoice.NONE));
	}

	private static byte[] save(VirtBoard board) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		board.save(new DataOutputStream(out));
		return out.toByteArray();
	}

	private static void load(VirtBoard board, byte[] state) throws IOException {
		board.load(new DataInputStream(new ByteArrayInputStream(state)));
	}

	private static byte[] content(Disk disk) throws IOException {
		byte[] bytes = new byte[SIZE];
		disk.read(0, bytes, 0, SIZE);
		return bytes;
	}

	@Test
	void everyByteOfAChangedDiskComesBack() throws Exception {
		byte[] noise = new byte[SIZE];
		new Random(1).nextBytes(noise);
		try (Disk disk = overlay("one"); Disk other = overlay("two")) {
			disk.write(0, noise, 0, SIZE);
			disk.zero(1 << 20, 1 << 20);
			byte[] state = save(board(disk));
			assertTrue(state.length > 7 << 20 && state.length < SIZE, state.length + " bytes");
			VirtBoard restored = board(other);
			load(restored, state);
			assertArrayEquals(content(disk), content(other));
			assertArrayEquals(state, save(restored));
		}
	}

	@Test
	void whatDoesNotFitTheDiskIsRefusedInOneSentence() throws Exception {
		try (Disk disk = overlay("one"); Disk other = overlay("two")) {
			disk.write(5 << 16, new byte[] {1, 2, 3}, 0, 3);
			byte[] state = save(board(disk));
			int refused = 0;
			Random random = new Random(2);
			for (int i = 0; i < 3000; i++) {
				byte[] bad = state.clone();
				// most of it is the cluster, in which any byte is right
				int at = random.nextInt(bad.length - 65_536);
				bad[at < bad.length / 2 ? at : bad.length - 1 - at] ^= (byte) (1 << random.nextInt(8));
				try {
					load(board(other), bad);
				} catch (IOException e) {
					refused++;
				}
			}
			// In most places any value is right: what is buffered, and registers that hold what was written.
			assertTrue(refused > 30, refused + " refused");
			IOException ends = assertThrows(IOException.class, () -> StateStream.load(board(other).devices().get(0), "clint", stream(0, 0, 0, 0)));
			assertEquals("The snapshot ends within the state of device clint.", ends.getMessage());
			IOException piece = assertThrows(IOException.class, () -> StateStream.load(board(other).devices().get(0), "clint", stream(0, 1, 0, 1)));
			assertEquals("The snapshot has a piece of 65537 bytes for device clint; expected at most 65536.", piece.getMessage());
		}
	}

	private static DataInputStream stream(int... bytes) {
		byte[] all = new byte[bytes.length];
		for (int i = 0; i < bytes.length; i++) {
			all[i] = (byte) bytes[i];
		}
		return new DataInputStream(new ByteArrayInputStream(all));
	}
}
