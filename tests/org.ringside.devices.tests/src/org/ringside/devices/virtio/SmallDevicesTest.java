/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.ringside.devices.SerialPort;
import org.ringside.devices.virtio.RingDriver.Piece;
import org.ringside.devices.virtio.RingDriver.Used;

/** Entropy, console and balloon as their drivers use them (sections 5.3 to 5.5). */
class SmallDevicesTest {

	private static byte[] fetch(RingDriver driver, int length) {
		long room = driver.room(length);
		driver.send(0, new Piece(room, length, true));
		List<Used> used = driver.collect(0);
		assertEquals(1, used.size());
		return driver.bytes(room, (int) used.get(0).written());
	}

	@Test
	void randomBytesFollowFromTheSeed() throws Exception {
		try (RingDriver one = new RingDriver(new VirtioEntropy(5), false); RingDriver two = new RingDriver(new VirtioEntropy(5), true);
				RingDriver other = new RingDriver(new VirtioEntropy(6), false)) {
			one.start(0, 8);
			two.start(0, 8);
			other.start(0, 8);
			byte[] first = fetch(one, 333);
			assertEquals(333, first.length);
			assertArrayEquals(first, fetch(two, 333));
			assertTrue(Arrays.mismatch(first, fetch(other, 333)) >= 0);
			byte[] second = fetch(one, 333);
			assertTrue(Arrays.mismatch(first, second) >= 0);
			int ones = 0;
			for (byte octet : fetch(one, 4096)) {
				ones += Integer.bitCount(octet & 0xff);
			}
			assertEquals(16_384, ones, 500);
			// where the sequence is goes into a snapshot
			VirtioEntropy continued = new VirtioEntropy(9);
			continued.load(new DataInputStream(new ByteArrayInputStream(state(one.mmio))));
			try (RingDriver third = new RingDriver(continued, false)) {
				third.start(0, 8);
				assertArrayEquals(fetch(one, 64), fetch(third, 64));
			}
		}
	}

	/** The device's own state is the last of what its transport saves. */
	private static byte[] state(VirtioMmio mmio) throws IOException {
		byte[] all = TransportTest.save(mmio);
		return Arrays.copyOfRange(all, all.length - Long.BYTES, all.length);
	}

	private static final class Cable implements SerialPort {
		private final StringBuilder sent = new StringBuilder();
		private final StringBuilder typed = new StringBuilder();

		@Override
		public void write(int octet) {
			sent.append((char) octet);
		}

		@Override
		public int read() {
			if (typed.isEmpty()) {
				return -1;
			}
			char first = typed.charAt(0);
			typed.deleteCharAt(0);
			return first;
		}
	}

	@Test
	void consoleCarriesBytesBothWays() {
		Cable cable = new Cable();
		VirtioConsole console = new VirtioConsole(cable);
		try (RingDriver driver = new RingDriver(console, false)) {
			driver.mmio.write(0x108, 4, 'E');
			assertEquals("E", cable.sent.toString(), "in distress, before any driver is ready");
			driver.start(1 << 2, 8);
			assertTrue(console.isStarted());
			long text = driver.place("hello, world".getBytes(StandardCharsets.US_ASCII));
			driver.send(1, new Piece(text, 5, false), new Piece(text + 5, 7, false));
			assertEquals("Ehello, world", cable.sent.toString());
			assertEquals(1, driver.collect(1).size());
			// input waits for room, and room for input
			cable.typed.append("abcdef");
			console.poll();
			assertEquals(6, cable.typed.length());
			long room = driver.room(4);
			int head = driver.send(0, new Piece(room, 4, true));
			assertEquals(List.of(new Used(head, 4)), driver.collect(0));
			assertEquals("abcd", new String(driver.bytes(room, 4), StandardCharsets.US_ASCII));
			driver.send(0, new Piece(room, 4, true));
			driver.send(0, new Piece(room + 4, 4, true));
			assertEquals(2, driver.collect(0).get(0).written());
			assertEquals(0, driver.collect(0).size());
			cable.typed.append("g");
			console.poll();
			assertEquals(1, driver.collect(0).get(0).written());
			assertEquals('g', driver.word(room + 4, 1));
		}
	}

	/** Notes what a balloon asks of it. */
	private static final class Pages implements PageOwner {
		private final List<String> log = new ArrayList<>();

		@Override
		public void release(long gpa, long pages) {
			log.add("release %x %d".formatted(gpa, pages));
		}

		@Override
		public void claim(long gpa) {
			log.add("claim %x".formatted(gpa));
		}
	}

	private static byte[] numbers(long... pages) {
		ByteBuffer bytes = ByteBuffer.allocate(4 * pages.length).order(ByteOrder.LITTLE_ENDIAN);
		for (long page : pages) {
			bytes.putInt((int) page);
		}
		return bytes.array();
	}

	@Test
	void balloonTakesPagesAndGivesThemBack() {
		Pages owner = new Pages();
		VirtioBalloon balloon = new VirtioBalloon(owner, RingDriver.RAM, RingDriver.SIZE);
		try (RingDriver driver = new RingDriver(balloon, false)) {
			driver.start(1 << 1 | 1 << 5, 8);
			balloon.want(3);
			assertEquals(2, driver.interrupt());
			assertEquals(3, driver.configuration(0, 4));
			// one of them twice, and pages that are no RAM
			byte[] inflate = numbers(0x80003, 0x80001, 0x80003, 0x7ffff, 0x80400, -1);
			driver.send(0, new Piece(driver.place(inflate), inflate.length, false));
			assertEquals(2, balloon.inflated());
			assertEquals(List.of("release 80003000 1", "release 80001000 1"), owner.log);
			driver.mmio.write(0x104, 4, 2);
			assertEquals(2, driver.configuration(4, 4));
			owner.log.clear();
			byte[] deflate = numbers(0x80001, 0x80002);
			driver.send(1, new Piece(driver.place(deflate), deflate.length, false));
			assertEquals(List.of("claim 80001000"), owner.log);
			assertEquals(1, balloon.inflated());
			owner.log.clear();
			driver.send(3, new Piece(RingDriver.RAM + 0x20_0800, 0x2800, true));
			assertEquals(List.of("release 80201000 2"), owner.log, "whole pages of what is reported free");
			owner.log.clear();
			driver.set(0x70, 0);
			assertEquals(List.of("claim 80003000"), owner.log);
			assertEquals(0, balloon.inflated());
		}
	}

	@Test
	void balloonAsksForStatistics() {
		VirtioBalloon balloon = new VirtioBalloon(new Pages(), RingDriver.RAM, RingDriver.SIZE);
		try (RingDriver driver = new RingDriver(balloon, false)) {
			driver.start(1 << 1, 8);
			byte[] facts = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN).putShort((short) 4).putLong(1000).putShort((short) 5)
					.putLong(5000).array();
			long at = driver.place(facts);
			driver.send(2, new Piece(at, facts.length, false));
			assertEquals(0, driver.collect(2).size(), "the device keeps the buffer");
			assertEquals(Map.of(4, 1000L, 5, 5000L), balloon.statistics());
			balloon.askForStatistics();
			assertTrue(balloon.awaitsStatistics());
			assertEquals(1, driver.collect(2).size());
			driver.put(at + 2, 8, 2000);
			driver.send(2, new Piece(at, facts.length, false));
			assertEquals(2000L, balloon.statistics().get(4));
		}
	}
}
