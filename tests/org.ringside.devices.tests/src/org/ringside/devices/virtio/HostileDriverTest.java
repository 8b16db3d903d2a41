/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringside.devices.SerialPort;
import org.ringside.image.disk.Disk;
import org.ringside.image.disk.DiskAccess;
import org.ringside.image.disk.DiskFile;

/**
 * Drivers that mean harm: random registers, rings and descriptors (loops, wild addresses, pieces over each other and over the
 * rings), and random changes to saved state. Nothing is thrown, and each access takes a bounded time.
 * {@code -Dringside.virtio.fuzz=N} runs N rounds per device in place of 400.
 */
class HostileDriverTest {

	private static final int ROUNDS = Integer.getInteger("ringside.virtio.fuzz", 400);
	/** Far more than any access takes; what it would take without bounds is hours. */
	private static final long MOST_NANOS = 20_000_000_000L;

	@TempDir
	private Path folder;

	private VirtioDevice device(String name, Disk disk) {
		return switch (name) {
		case "block" -> new VirtioBlock(disk, "id");
		case "entropy" -> new VirtioEntropy(1);
		case "console" -> new VirtioConsole(SerialPort.UNPLUGGED);
		default -> new VirtioBalloon(new PageOwner() {
			@Override
			public void release(long gpa, long pages) {
				assertTrue(gpa >= RingDriver.RAM && gpa + pages * PAGE <= RingDriver.RAM + RingDriver.SIZE);
			}

			@Override
			public void claim(long gpa) {
				assertTrue(gpa >= RingDriver.RAM && gpa < RingDriver.RAM + RingDriver.SIZE);
			}
		}, RingDriver.RAM, RingDriver.SIZE);
		};
	}

	@ParameterizedTest
	@CsvSource({"block,false", "block,true", "entropy,false", "console,false", "balloon,false", "balloon,true"})
	void noHarmIsDone(String name, boolean legacy) throws Exception {
		Path image = Files.write(folder.resolve("disk.img"), new byte[1 << 20]);
		long slowest = 0;
		int resets = 0;
		for (int round = 0; round < ROUNDS; round++) {
			Random random = new Random(1000L * round + name.hashCode());
			try (Disk disk = DiskFile.open(image, DiskAccess.OVERLAY, false); RingDriver driver = new RingDriver(device(name, disk), legacy)) {
				driver.start(random.nextLong() & driver.offered(), 16);
				for (int i = 0; i < 60; i++) {
					long before = System.nanoTime();
					attack(driver, random);
					slowest = Math.max(slowest, System.nanoTime() - before);
				}
				resets += (driver.get(0x70) & 64) != 0 ? 1 : 0;
				byte[] state = TransportTest.save(driver.mmio);
				for (int n = random.nextInt(6); n >= 0; n--) {
					state[random.nextInt(state.length)] = (byte) random.nextInt();
				}
				try {
					driver.mmio.load(new DataInputStream(new ByteArrayInputStream(state)));
				} catch (IOException refused) {
					continue;
				}
				driver.kick(random.nextInt(4));
				driver.pass(20);
			} catch (RuntimeException | Error e) {
				throw new AssertionError(name + ", round " + round, e);
			}
		}
		assertTrue(slowest < MOST_NANOS, slowest + " ns for one access");
		assertTrue(ROUNDS < 100 || resets > 10, resets + " rounds in which the device noticed");
	}

	private static void attack(RingDriver driver, Random random) {
		int queue = random.nextInt(4) % Math.max(1, driver.queueCount());
		switch (random.nextInt(8)) {
		case 0 -> driver.mmio.write(random.nextInt(0x1000) & -4, 4, random.nextInt(3) == 0 ? random.nextInt() : random.nextInt(20));
		case 1 -> driver.mmio.read(random.nextInt(0x1000) & -4, 4);
		case 2 -> driver.mmio.write(0x100 + random.nextInt(64), 1, random.nextInt());
		case 3 -> { // wild descriptors
			for (int i = random.nextInt(16); i >= 0; i--) {
				long at = driver.descriptors(queue) + 16L * random.nextInt(16);
				driver.put(at, 8, address(random));
				driver.put(at + 8, 4, random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(5000));
				driver.put(at + 12, 2, random.nextInt(random.nextInt(8) == 0 ? 65536 : 8));
				driver.put(at + 14, 2, random.nextInt(random.nextInt(8) == 0 ? 65536 : 16));
			}
		}
		case 4 -> driver.pass(2);
		default -> { // plausible requests that overlap whatever there is
			long header = driver.place(new byte[] {(byte) random.nextInt(16), 0, 0, 0, 0, 0, 0, 0, (byte) random.nextInt(8), 0, 0, 0, 0, 0, 0, 0});
			int head = driver.describe(queue, List.of(new RingDriver.Piece(header, 16, random.nextInt(9) == 0),
					new RingDriver.Piece(address(random), random.nextInt(3) == 0 ? 512 : random.nextInt(1 << 21), random.nextBoolean()),
					new RingDriver.Piece(address(random), 1 + random.nextInt(64), random.nextInt(4) != 0)));
			driver.offer(queue, random.nextInt(20) == 0 ? random.nextInt(65536) : head);
			driver.kick(queue);
		}
		}
	}

	private static long address(Random random) {
		return switch (random.nextInt(12)) {
		case 0 -> random.nextLong();
		case 1 -> RingDriver.RAM + RingDriver.SIZE - random.nextInt(100);
		default -> RingDriver.RAM + random.nextInt((int) RingDriver.SIZE / 2);
		};
	}
}
