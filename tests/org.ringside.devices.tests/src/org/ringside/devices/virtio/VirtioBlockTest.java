/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringside.devices.virtio.RingDriver.Piece;
import org.ringside.devices.virtio.RingDriver.Used;
import org.ringside.image.disk.Disk;
import org.ringside.image.disk.DiskAccess;
import org.ringside.image.disk.DiskFile;

/** The block device serves a driver's requests as section 5.2 has it, and answers wrong ones without harm. */
class VirtioBlockTest {

	private static final int SECTORS = 20_000;
	private static final int IN = 0;
	private static final int OUT = 1;
	private static final int FLUSH = 4;
	private static final int GET_ID = 8;
	private static final int DISCARD = 11;
	private static final int WRITE_ZEROES = 13;
	private static final int OK = 0;
	private static final int IO_ERROR = 1;
	private static final int UNSUPPORTED = 2;
	private static final int UNANSWERED = 0x77;

	@TempDir
	private Path folder;
	private Path image;
	private byte[] contents;

	@BeforeEach
	void makeImage() throws IOException {
		contents = new byte[SECTORS * 512];
		new Random(3).nextBytes(contents);
		image = Files.write(folder.resolve("disk.img"), contents);
	}

	/** Notes the flushes of the disk below. */
	private static final class Flushes implements Disk {
		private final Disk below;
		int count;

		Flushes(Disk below) {
			this.below = below;
		}

		@Override
		public long size() {
			return below.size();
		}

		@Override
		public boolean isWritable() {
			return below.isWritable();
		}

		@Override
		public void read(long at, byte[] into, int offset, int length) throws IOException {
			below.read(at, into, offset, length);
		}

		@Override
		public void write(long at, byte[] from, int offset, int length) throws IOException {
			below.write(at, from, offset, length);
		}

		@Override
		public void zero(long at, long length) throws IOException {
			below.zero(at, length);
		}

		@Override
		public void flush() throws IOException {
			count++;
			below.flush();
		}

		@Override
		public void close() throws IOException {
			below.close();
		}
	}

	private static byte[] header(int type, long sector) {
		return ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putInt(type).putInt(0).putLong(sector).array();
	}

	private static byte[] ranges(long... sectorCountFlags) {
		ByteBuffer bytes = ByteBuffer.allocate(sectorCountFlags.length / 3 * 16).order(ByteOrder.LITTLE_ENDIAN);
		for (int i = 0; i < sectorCountFlags.length; i += 3) {
			bytes.putLong(sectorCountFlags[i]).putInt((int) sectorCountFlags[i + 1]).putInt((int) sectorCountFlags[i + 2]);
		}
		return bytes.array();
	}

	/** A request whose data the device reads; the answer. */
	private static int send(RingDriver driver, int type, long sector, byte[] data) {
		long status = driver.place(new byte[] {UNANSWERED});
		driver.send(0, new Piece(driver.place(header(type, sector)), 16, false), new Piece(driver.place(data), data.length, false),
				new Piece(status, 1, true));
		driver.collect(0);
		return driver.word(status, 1);
	}

	/** A request whose data the device writes: the data, followed by the answer. */
	private static byte[] fetch(RingDriver driver, int type, long sector, int length) {
		byte[] room = new byte[length + 1];
		room[length] = UNANSWERED;
		long data = driver.place(room);
		driver.send(0, new Piece(driver.place(header(type, sector)), 16, false), new Piece(data, length, true), new Piece(data + length, 1, true));
		driver.collect(0);
		return driver.bytes(data, length + 1);
	}

	@ParameterizedTest
	@ValueSource(booleans = {false, true})
	void whatIsWrittenIsReadInWhateverPieces(boolean legacy) throws Exception {
		try (Disk disk = DiskFile.open(image, DiskAccess.OVERLAY, false);
				RingDriver driver = new RingDriver(new VirtioBlock(disk, "id"), legacy)) {
			driver.start(driver.offered() & ~VirtioFeature.set(VirtioFeature.EVENT_IDX), 64);
			assertEquals(SECTORS, driver.configuration(0, 4));
			assertEquals(254, driver.configuration(12, 4));
			assertEquals(512, driver.configuration(20, 4));
			byte[] model = contents.clone();
			Random random = new Random(5);
			for (int round = 0; round < 3000; round++) {
				int sector = random.nextInt(SECTORS);
				int length = 512 * Math.min(SECTORS - sector, 1 + random.nextInt(30));
				boolean write = random.nextBoolean();
				byte[] data = new byte[length];
				random.nextBytes(data);
				long at = driver.place(data);
				// the header, too, may be cut (section 2.7.4)
				long head = driver.place(header(write ? OUT : IN, sector));
				int cut = random.nextInt(17);
				List<Piece> pieces = new ArrayList<>(List.of(new Piece(head, cut, false), new Piece(head + cut, 16 - cut, false)));
				for (int done = 0; done < length;) {
					int count = Math.min(length - done, 1 + random.nextInt(4000));
					pieces.add(new Piece(at + done, count, !write));
					done += count;
				}
				long status = driver.place(new byte[] {UNANSWERED});
				pieces.add(new Piece(status, 1, true));
				int number = random.nextBoolean() ? driver.describe(0, pieces) : driver.describeIndirectly(0, pieces);
				driver.offer(0, number);
				driver.kick(0);
				assertEquals(List.of(new Used(number, write ? 1 : length + 1)), driver.collect(0));
				assertEquals(OK, driver.word(status, 1));
				if (write) {
					System.arraycopy(data, 0, model, sector * 512, length);
				} else {
					assertArrayEquals(Arrays.copyOfRange(model, sector * 512, sector * 512 + length), driver.bytes(at, length));
				}
			}
		}
		assertArrayEquals(contents, Files.readAllBytes(image), "the user's file");
	}

	@Test
	void longRequestIsCutAndGoesOnFromASnapshot() throws Exception {
		try (Disk disk = DiskFile.open(image, DiskAccess.OVERLAY, false); Disk twin = DiskFile.open(image, DiskAccess.OVERLAY, false);
				RingDriver driver = new RingDriver(new VirtioBlock(disk, "id"), false);
				RingDriver other = new RingDriver(new VirtioBlock(twin, "id"), false)) {
			driver.start(0, 64);
			other.start(0, 64);
			// the same megabyte nine times over: more than is moved at once
			long data = driver.room(1 << 20);
			List<Piece> pieces = new ArrayList<>(List.of(new Piece(driver.place(header(IN, 8)), 16, false)));
			for (int i = 0; i < 9; i++) {
				pieces.add(new Piece(data, 1 << 20, true));
			}
			long status = driver.place(new byte[] {UNANSWERED});
			pieces.add(new Piece(status, 1, true));
			driver.offer(0, driver.describe(0, pieces));
			driver.kick(0);
			assertEquals(UNANSWERED, driver.word(status, 1));
			driver.pass(1);
			assertEquals(UNANSWERED, driver.word(status, 1));
			byte[] ram = driver.bytes(RingDriver.RAM, (int) RingDriver.SIZE);
			assertTrue(other.bus.write(RingDriver.RAM, ram, 0, ram.length));
			other.mmio.load(new DataInputStream(new ByteArrayInputStream(TransportTest.save(driver.mmio))));
			for (RingDriver each : List.of(driver, other)) {
				each.pass(1);
				assertEquals(OK, each.word(status, 1));
				assertEquals(List.of(new Used(0, (9 << 20) + 1)), each.collect(0));
				assertArrayEquals(Arrays.copyOfRange(contents, 4096 + (8 << 20), 4096 + (9 << 20)), each.bytes(data, 1 << 20));
			}
		}
	}

	@Test
	void zerosAreWrittenAndSectorsDiscarded() throws Exception {
		try (Disk disk = DiskFile.open(image, DiskAccess.OVERLAY, false);
				RingDriver driver = new RingDriver(new VirtioBlock(disk, "id"), false)) {
			driver.start(driver.offered() & ~VirtioFeature.set(VirtioFeature.EVENT_IDX), 64);
			assertEquals(OK, send(driver, WRITE_ZEROES, 0, ranges(3, 2, 0, 200, 300, 1)));
			Arrays.fill(contents, 3 * 512, 5 * 512, (byte) 0);
			Arrays.fill(contents, 200 * 512, 500 * 512, (byte) 0);
			assertEquals(OK, send(driver, DISCARD, 0, ranges(600, 1000, 0)));
			for (int sector = 0; sector < 600; sector += 60) {
				byte[] got = fetch(driver, IN, sector, 60 * 512);
				assertArrayEquals(Arrays.copyOfRange(contents, sector * 512, (sector + 60) * 512), Arrays.copyOf(got, 60 * 512));
			}
			assertEquals(UNSUPPORTED, send(driver, DISCARD, 0, ranges(0, 1, 1)), "unmap means nothing when discarding");
			assertEquals(UNSUPPORTED, send(driver, WRITE_ZEROES, 0, ranges(0, 1, 2)));
			assertEquals(IO_ERROR, send(driver, WRITE_ZEROES, 0, ranges(0, 1, 0, SECTORS - 1, 2, 0)));
			assertEquals(IO_ERROR, send(driver, WRITE_ZEROES, 0, new byte[15]));
			assertArrayEquals(Arrays.copyOf(contents, 512), Arrays.copyOf(fetch(driver, IN, 0, 512), 512), "no range was touched");
		}
	}

	@Test
	void wrongRequestsAreAnsweredAndChangeNothing() throws Exception {
		try (Disk disk = DiskFile.open(image, DiskAccess.OVERLAY, false);
				RingDriver driver = new RingDriver(new VirtioBlock(disk, "id"), false)) {
			driver.start(0, 64);
			assertEquals(IO_ERROR, send(driver, OUT, SECTORS, new byte[512]));
			assertEquals(IO_ERROR, send(driver, OUT, SECTORS - 1, new byte[1024]));
			assertEquals(IO_ERROR, send(driver, OUT, -1, new byte[512]));
			assertEquals(IO_ERROR, send(driver, OUT, Long.MAX_VALUE, new byte[512]));
			assertEquals(IO_ERROR, send(driver, OUT, 0, new byte[511]));
			assertEquals(UNSUPPORTED, send(driver, 77, 0, new byte[512]));
			assertEquals(IO_ERROR, fetch(driver, IN, SECTORS, 512)[512]);
			assertEquals(OK, send(driver, OUT, SECTORS - 1, new byte[512]));
			assertEquals(OK, send(driver, FLUSH, 0, new byte[0]));
			// no room for a status
			driver.send(0, new Piece(driver.place(header(IN, 0)), 16, false));
			assertEquals(15 | 64, driver.get(0x70));
			driver.start(0, 64);
			assertEquals(OK, fetch(driver, IN, 0, 512)[512]);
		}
	}

	@Test
	void identityIsTold() throws Exception {
		try (Disk disk = DiskFile.open(image, DiskAccess.OVERLAY, false);
				RingDriver driver = new RingDriver(new VirtioBlock(disk, "ringside-disk7"), false)) {
			driver.start(0, 64);
			assertEquals("ringside-disk7\0\0\0\0\0\0\0", new String(fetch(driver, GET_ID, 0, 20), StandardCharsets.US_ASCII));
		}
	}

	@Test
	void readOnlyDiskSaysSoAndRefuses() throws Exception {
		try (Disk disk = DiskFile.open(image, DiskAccess.READ_ONLY, false);
				RingDriver driver = new RingDriver(new VirtioBlock(disk, "id"), false)) {
			assertTrue((driver.offered() & 1 << 5) != 0);
			assertFalse((driver.offered() & 1 << 13) != 0);
			driver.start(1 << 5, 64);
			assertEquals(IO_ERROR, send(driver, OUT, 0, new byte[512]));
			assertEquals(IO_ERROR, send(driver, WRITE_ZEROES, 0, ranges(0, 1, 0)));
			assertEquals(OK, fetch(driver, IN, 0, 512)[512]);
		}
	}

	@Test
	void writesAreSafeAtOnceForDriversThatCannotFlush() throws Exception {
		try (Flushes disk = new Flushes(DiskFile.open(image, DiskAccess.WRITE, false));
				RingDriver driver = new RingDriver(new VirtioBlock(disk, "id"), false)) {
			byte[] data = new byte[1024];
			Arrays.fill(data, (byte) 9);
			driver.start(0, 64);
			send(driver, OUT, 5, data);
			assertEquals(1, disk.count, "no FLUSH: each write is flushed");
			driver.start(1 << 9, 64);
			send(driver, OUT, 6, data);
			assertEquals(1, disk.count);
			send(driver, FLUSH, 0, new byte[0]);
			assertEquals(2, disk.count);
			driver.start(1 << 9 | 1 << 11, 64);
			assertEquals(1, driver.configuration(32, 1));
			driver.mmio.write(0x120, 1, 0);
			send(driver, OUT, 7, data);
			assertEquals(3, disk.count, "the driver has chosen writing through");
		}
		Arrays.fill(contents, 5 * 512, 9 * 512, (byte) 9);
		assertArrayEquals(contents, Files.readAllBytes(image));
	}
}
