/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringside.devices.InterruptLine;
import org.ringside.devices.virtio.RingDriver.Piece;
import org.ringside.devices.virtio.RingDriver.Used;
import org.ringside.machine.Clock;

/** The registers and rings of section 2.7 and 4.2, as drivers use and misuse them. */
class TransportTest {

	private static final int USED = 1;
	private static final int CONFIGURATION = 2;
	private static final int NEEDS_RESET = 64;

	private final EchoDevice echo = new EchoDevice();

	private static byte[] text(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	@ParameterizedTest
	@CsvSource({"false,false,false", "false,true,false", "false,false,true", "false,true,true", "true,false,false", "true,true,true"})
	void buffersComeBackHoweverTheyAreCut(boolean legacy, boolean indirect, boolean eventIndex) {
		try (RingDriver driver = new RingDriver(echo, legacy)) {
			driver.start(VirtioFeature.set(EchoDevice.FEATURE) | (indirect ? VirtioFeature.set(VirtioFeature.INDIRECT_DESC) : 0)
					| (eventIndex ? VirtioFeature.set(VirtioFeature.EVENT_IDX) : 0), 16);
			Random random = new Random(7);
			// more than the indices of 16 bits can count
			for (int round = 0; round < 70_000; round++) {
				int queue = random.nextInt(2);
				byte[] message = new byte[1 + random.nextInt(40)];
				random.nextBytes(message);
				List<Piece> pieces = new ArrayList<>();
				int first = random.nextInt(message.length + 1);
				long in = driver.place(message);
				pieces.add(new Piece(in, first, false));
				pieces.add(new Piece(in + first, message.length - first, false));
				int second = random.nextInt(message.length);
				long out = driver.room(message.length);
				pieces.add(new Piece(out, second, true));
				pieces.add(new Piece(out + second, message.length - second, true));
				if (eventIndex) {
					driver.put(driver.available(queue) + 4 + 2L * 16, 2, driver.word(driver.used(queue) + 2, 2));
				}
				int head = indirect ? driver.describeIndirectly(queue, pieces) : driver.describe(queue, pieces);
				driver.offer(queue, head);
				driver.kick(queue);
				assertEquals(List.of(new Used(head, message.length)), driver.collect(queue));
				assertArrayEquals(message, driver.bytes(out, message.length));
				assertEquals(USED, driver.interrupt());
			}
		}
	}

	@Test
	void driverIsInterruptedOnlyIfItWantsToBe() {
		try (RingDriver driver = new RingDriver(echo, false)) {
			driver.start(0, 8);
			Piece piece = new Piece(driver.place(text("x")), 1, false);
			driver.put(driver.available(0), 2, 1);
			driver.send(0, piece);
			assertEquals(0, driver.interrupt());
			driver.put(driver.available(0), 2, 0);
			driver.send(0, piece);
			assertEquals(USED, driver.interrupt());
			driver.start(VirtioFeature.set(VirtioFeature.EVENT_IDX), 8);
			driver.put(driver.available(0) + 4 + 16, 2, 2);
			driver.send(0, piece);
			driver.send(0, piece);
			assertEquals(0, driver.interrupt());
			assertEquals(2, driver.word(driver.used(0) + 4 + 64, 2), "the buffer that the device wants to hear of");
			driver.send(0, piece);
			assertEquals(USED, driver.interrupt());
			driver.send(0, piece);
			assertEquals(0, driver.interrupt());
		}
	}

	@Test
	void whatIsNotDoneAtOnceIsDoneLater() {
		echo.atOnce = 2;
		try (RingDriver driver = new RingDriver(echo, false)) {
			driver.start(0, 8);
			for (int i = 0; i < 5; i++) {
				driver.offer(0, driver.describe(0, List.of(new Piece(driver.place(text("x")), 1, false))));
			}
			driver.kick(0);
			assertEquals(2, driver.collect(0).size());
			driver.pass(1);
			assertEquals(2, driver.collect(0).size());
			driver.pass(1);
			assertEquals(1, driver.collect(0).size());
			driver.pass(5);
			assertEquals(0, driver.collect(0).size());
			assertEquals(-1, driver.clock.nextEventTick());
		}
	}

	@Test
	void featuresAreAgreedUponOnce() {
		try (RingDriver driver = new RingDriver(echo, false)) {
			assertEquals(0x7472_6976, driver.get(0));
			assertEquals(2, driver.get(4));
			assertEquals(42, driver.get(8));
			assertEquals(VirtioFeature.set(EchoDevice.FEATURE, VirtioFeature.INDIRECT_DESC, VirtioFeature.EVENT_IDX,
					VirtioFeature.VERSION_1), driver.offered());
			driver.set(0x14, 2);
			assertEquals(0, driver.get(0x10));
			// without VERSION_1, and with a bit that was not offered
			for (long bad : new long[] {VirtioFeature.set(EchoDevice.FEATURE), VirtioFeature.set(VirtioFeature.VERSION_1, 5)}) {
				driver.set(0x70, 0);
				driver.set(0x70, 3);
				driver.set(0x24, 0);
				driver.set(0x20, (int) bad);
				driver.set(0x24, 1);
				driver.set(0x20, (int) (bad >>> 32));
				driver.set(0x70, 11);
				assertEquals(3, driver.get(0x70));
			}
			driver.start(VirtioFeature.set(EchoDevice.FEATURE), 8);
			driver.set(0x24, 0);
			driver.set(0x20, 0);
			assertTrue(echo.link.accepted(EchoDevice.FEATURE), "features changed after they were agreed upon");
			assertEquals(1, echo.starts);
		}
	}

	@Test
	void legacyDriverGetsWhatItKnows() {
		try (RingDriver driver = new RingDriver(echo, true)) {
			assertEquals(1, driver.get(4));
			assertEquals(VirtioFeature.set(EchoDevice.FEATURE, VirtioFeature.ANY_LAYOUT, VirtioFeature.INDIRECT_DESC,
					VirtioFeature.EVENT_IDX), driver.offered());
			driver.set(0x20, -1);
			driver.set(0x70, 3);
			assertFalse(echo.link.accepted(5), "a bit that was not offered");
			assertTrue(echo.link.accepted(EchoDevice.FEATURE));
			// buffers may be used before the driver says that it is ready
			driver.set(0x28, 4096);
			driver.setUp(0, 8);
			driver.send(0, new Piece(driver.place(text("early")), 5, false), new Piece(driver.room(5), 5, true));
			assertEquals(1, driver.collect(0).size());
			driver.set(0x30, 0);
			assertEquals(driver.descriptors(0) >>> 12, driver.get(0x40));
			driver.set(0x40, 0);
			driver.kick(0);
			assertEquals(0, driver.collect(0).size());
		}
	}

	@Test
	void modernDeviceTouchesNothingBeforeTheDriverIsReady() {
		try (RingDriver driver = new RingDriver(echo, false)) {
			driver.set(0x70, 3);
			driver.set(0x24, 1);
			driver.set(0x20, 1);
			driver.set(0x70, 11);
			driver.setUp(0, 8);
			driver.send(0, new Piece(driver.place(text("early")), 5, false));
			assertEquals(0, driver.collect(0).size());
			driver.set(0x70, 15);
			assertEquals(1, driver.collect(0).size());
		}
	}

	@Test
	void configurationIsReadAndWrittenInAnySizeAndItsChangesAreTold() {
		try (RingDriver driver = new RingDriver(echo, false)) {
			assertEquals(0x0403_0201, driver.configuration(0, 4));
			assertEquals(0x0605, driver.configuration(4, 2));
			assertEquals(8, driver.configuration(7, 1));
			assertEquals(-1, driver.configuration(8, 4), "behind its end, as on QEMU");
			driver.mmio.write(0x102, 2, 0xbbaa);
			driver.mmio.write(0x106, 4, -1);
			assertArrayEquals(new byte[] {1, 2, (byte) 0xaa, (byte) 0xbb, 5, 6, 7, 8}, echo.configuration);
			int generation = driver.get(0xfc);
			echo.link.configurationChanged();
			assertEquals(0, driver.interrupt(), "nobody listens yet");
			driver.start(0, 8);
			echo.link.configurationChanged();
			assertEquals(generation + 2, driver.get(0xfc));
			assertEquals(CONFIGURATION, driver.interrupt());
		}
	}

	@Test
	void deviceStopsWhereTheDriverBreaksTheRules() {
		List<java.util.function.Consumer<RingDriver>> crimes = List.of(
				d -> d.offer(0, d.size(0)), // no such descriptor
				d -> d.put(d.available(0) + 2, 2, 9), // more buffers than descriptors
				d -> { // a loop
					d.offer(0, d.describe(0, List.of(new Piece(RingDriver.RAM, 4, false))));
					d.put(d.descriptors(0) + 12, 2, 1);
				},
				d -> d.offer(0, d.describe(0, List.of(new Piece(0x1000, 4, false)))), // no memory there
				d -> d.offer(0, d.describe(0, List.of(new Piece(RingDriver.RAM + RingDriver.SIZE - 2, 4, false)))), // over the end
				d -> d.offer(0, d.describe(0, List.of(new Piece(-2, 4, false)))), // around the end of all addresses
				d -> d.offer(0, d.describe(0, List.of(new Piece(RingDriver.RAM, 4, true), new Piece(RingDriver.RAM, 4, false)))),
				d -> { // an indirect table within an indirect table
					long table = d.room(32);
					d.put(table + 12, 2, 4);
					d.put(table + 8, 4, 16);
					d.put(table, 8, table + 16);
					d.offer(0, d.describe(0, List.of(new Piece(table, 16, false))));
					d.put(d.descriptors(0) + 12, 2, 4);
				}, d -> { // an indirect table of an odd size
					d.offer(0, d.describe(0, List.of(new Piece(RingDriver.RAM, 17, false))));
					d.put(d.descriptors(0) + 12, 2, 4);
				});
		for (int i = 0; i < crimes.size(); i++) {
			try (RingDriver driver = new RingDriver(echo, false)) {
				driver.start(VirtioFeature.set(VirtioFeature.INDIRECT_DESC), 8);
				crimes.get(i).accept(driver);
				driver.kick(0);
				assertEquals(15 | NEEDS_RESET, driver.get(0x70), "crime " + i);
				assertEquals(CONFIGURATION, driver.interrupt(), "crime " + i);
				driver.start(0, 8);
				driver.send(0, new Piece(driver.place(text("again")), 5, false));
				assertEquals(1, driver.collect(0).size(), "a reset makes all good, crime " + i);
			}
		}
	}

	@Test
	void indirectTablesMustBeAgreedUpon() {
		try (RingDriver driver = new RingDriver(echo, false)) {
			driver.start(0, 8);
			driver.offer(0, driver.describeIndirectly(0, List.of(new Piece(RingDriver.RAM, 4, false))));
			driver.kick(0);
			assertEquals(15 | NEEDS_RESET, driver.get(0x70));
		}
	}

	@Test
	void emptySlotSaysSo() {
		VirtioMmio slot = new VirtioMmio("slot", new EmptySlot(), Dma.NOTHING, new Clock(), InterruptLine.NONE, false);
		assertEquals(0x7472_6976, slot.read(0, 4));
		assertEquals(0, slot.read(8, 4));
		for (int offset = 0x10; offset < 0x1000; offset += 4) {
			slot.write(offset, 4, -1);
		}
		assertEquals(0, slot.read(0x10, 4));
		assertEquals(0, slot.read(0x34, 4));
	}

	@ParameterizedTest
	@ValueSource(booleans = {false, true})
	void savedStateGoesOnWhereItWas(boolean legacy) throws Exception {
		echo.atOnce = 1;
		EchoDevice other = new EchoDevice();
		other.atOnce = 1;
		try (RingDriver one = new RingDriver(echo, legacy); RingDriver two = new RingDriver(other, legacy)) {
			one.start(0, 8);
			two.start(0, 8);
			for (int i = 0; i < 3; i++) {
				one.offer(1, one.describe(1, List.of(new Piece(one.place(text("x")), 1, false))));
			}
			one.kick(1);
			assertEquals(1, one.collect(1).size());
			ByteArrayOutputStream ram = new ByteArrayOutputStream();
			one.ram.save(new DataOutputStream(ram));
			two.ram.load(new DataInputStream(new ByteArrayInputStream(ram.toByteArray())));
			byte[] saved = save(one.mmio);
			two.mmio.load(new DataInputStream(new ByteArrayInputStream(saved)));
			assertArrayEquals(saved, save(two.mmio));
			assertTrue(two.wire.isHigh());
			assertEquals(1, two.collect(1).size());
			two.pass(2);
			assertEquals(2, two.collect(1).size(), "what was put off is not forgotten");
			try (RingDriver third = new RingDriver(new EchoDevice(), !legacy)) {
				assertThrows(IOException.class, () -> third.mmio.load(new DataInputStream(new ByteArrayInputStream(saved))));
			}
		}
	}

	static byte[] save(VirtioMmio mmio) throws IOException {
		ByteArrayOutputStream state = new ByteArrayOutputStream();
		mmio.save(new DataOutputStream(state));
		return state.toByteArray();
	}
}
