/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.firmware;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.ringside.devices.virtio.BusDma;
import org.ringside.machine.PhysicalBus;
import org.ringside.machine.Ram;

/** Items come byte by byte and by direct memory access, as firmware written for QEMU asks for them. */
class FwCfgTest {

	private static final long RAM = 0x8000_0000L;
	private static final int BYTES = 1 << 20;

	private final PhysicalBus bus = new PhysicalBus();
	private final byte[] seed = new byte[300];
	private final FwCfg device = new FwCfg(new FirmwareItems(512L << 20, 4).file("opt/org.example/seed", seed).arguments("quiet"),
			new BusDma(bus));

	FwCfgTest() {
		new Random(1).nextBytes(seed);
	}

	private void select(int number) {
		device.write(8, 2, Short.reverseBytes((short) number) & 0xffff);
	}

	private byte[] take(int count) {
		byte[] bytes = new byte[count];
		for (int i = 0; i < count; i++) {
			bytes[i] = (byte) device.read(0, 1);
		}
		return bytes;
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.US_ASCII);
	}

	@Test
	void itemsAreReadInOrderHoweverWideTheAccess() {
		select(0);
		assertEquals("QEMU", text(take(4)));
		assertArrayEquals(new byte[4], take(4), "zeros behind the end");
		select(0);
		assertEquals(0x554d4551L, device.read(0, 4), "the first byte is the one at the lowest address");
		select(1);
		assertEquals(3, device.read(0, 4), "the traditional interface and direct memory access");
		select(3);
		assertEquals(512L << 20, device.read(0, 8));
		select(5);
		assertEquals(4, device.read(0, 2));
		select(0x15);
		assertEquals("quiet\0", text(take(6)));
		select(0x1234);
		assertEquals(0, device.read(0, 8));
	}

	@Test
	void directoryNamesEveryFile() {
		select(0x19);
		int count = ByteBuffer.wrap(take(4)).getInt();
		assertEquals(2, count);
		int found = -1;
		for (int i = 0; i < count; i++) {
			ByteBuffer entry = ByteBuffer.wrap(take(64));
			int size = entry.getInt();
			int number = entry.getShort();
			if (text(Arrays.copyOfRange(entry.array(), 8, 64)).trim().equals("opt/org.example/seed")) {
				assertEquals(seed.length, size);
				found = number;
			}
		}
		select(found);
		assertArrayEquals(seed, take(seed.length));
	}

	private int transfer(long at, int control, int length, long address) {
		bus.write(at, ByteBuffer.allocate(16).putInt(control).putInt(length).putLong(address).array(), 0, 16);
		device.write(0x10, 4, Integer.reverseBytes((int) (at >>> 32)) & 0xffff_ffffL);
		device.write(0x14, 4, Integer.reverseBytes((int) at) & 0xffff_ffffL);
		byte[] answer = new byte[4];
		bus.read(at, answer, 0, 4);
		return ByteBuffer.wrap(answer).getInt();
	}

	@Test
	void transfersSelectSkipAndRead() {
		try (Ram ram = new Ram(BYTES)) {
			bus.addMemory(RAM, ram);
			assertEquals(Long.reverseBytes(0x51454d5520434647L), device.read(0x10, 8));
			assertEquals(0, transfer(RAM, 0x21 << 16 | 8, 0, 0), "select");
			assertEquals(0, transfer(RAM, 4, 100, 0), "skip");
			bus.write(RAM + 0x1000 + 200, new byte[] {1, 1, 1}, 0, 3);
			assertEquals(0, transfer(RAM, 2, 202, RAM + 0x1000), "read");
			byte[] got = new byte[203];
			bus.read(RAM + 0x1000, got, 0, got.length);
			assertArrayEquals(Arrays.copyOfRange(seed, 100, 300), Arrays.copyOf(got, 200));
			assertArrayEquals(new byte[] {0, 0, 1}, Arrays.copyOfRange(got, 200, 203), "zeros behind the end, and no further");
			assertEquals(1, transfer(RAM, 16, 4, RAM), "items cannot be written");
			assertEquals(1, transfer(RAM, 2, 0x1000, RAM + BYTES - 0xfff), "no transfer beyond memory");
			assertEquals(0, transfer(RAM, 0x19 << 16 | 10, 4, RAM + 0x1000), "select and read at once");
		}
	}

	@Test
	void anythingAtAllIsBorne() throws Exception {
		Random random = new Random(7);
		try (Ram ram = new Ram(BYTES)) {
			bus.addMemory(RAM, ram);
			for (int i = 0; i < 200_000; i++) {
				int size = 1 << random.nextInt(4);
				long offset = random.nextInt(0x18) & -size;
				boolean write = random.nextBoolean();
				if (random.nextInt(20) == 0) {
					transfer(RAM + random.nextInt(64), random.nextInt(), random.nextInt(3 * BYTES), RAM + random.nextInt(2 * BYTES));
				} else if (device.accepts(offset, size, write) && write) {
					device.write(offset, size, random.nextInt(2) == 0 ? random.nextLong() : random.nextInt(64) << 8);
				} else if (device.accepts(offset, size, write)) {
					device.read(offset, size);
				}
			}
		}
		ByteArrayOutputStream saved = new ByteArrayOutputStream();
		device.save(new DataOutputStream(saved));
		int refused = 0;
		for (int i = 0; i < 2000; i++) {
			byte[] wild = saved.toByteArray();
			wild[random.nextInt(wild.length)] = (byte) random.nextInt();
			try {
				device.load(new DataInputStream(new ByteArrayInputStream(wild)));
				device.read(0, 8);
			} catch (IOException e) {
				refused++;
			}
		}
		assertTrue(refused > 100, refused + " refused");
	}

	@Test
	void registersHaveTheWidthsOfTheOriginal() {
		assertTrue(device.accepts(8, 2, true));
		assertFalse(device.accepts(8, 2, false));
		assertFalse(device.accepts(8, 4, true));
		assertTrue(device.accepts(0, 1, false) && device.accepts(0, 8, false));
		assertFalse(device.accepts(1, 1, false));
		assertTrue(device.accepts(0x10, 8, true) && device.accepts(0x14, 4, true));
		assertFalse(device.accepts(0x10, 2, true));
	}
}
