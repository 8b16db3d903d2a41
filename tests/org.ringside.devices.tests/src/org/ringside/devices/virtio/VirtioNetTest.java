/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames go both ways, headers fit the layout, and what fits nowhere is dropped. */
class VirtioNetTest {

	private static final class Cable implements NetworkCable {
		final List<byte[]> sent = new ArrayList<>();
		final ArrayDeque<byte[]> coming = new ArrayDeque<>();

		@Override
		public byte[] address() {
			return new byte[] {2, 3, 4, 5, 6, 7};
		}

		@Override
		public void send(byte[] frame) {
			sent.add(frame);
		}

		@Override
		public Optional<byte[]> receive() {
			return Optional.ofNullable(coming.poll());
		}

		@Override
		public void onArrival(Runnable told) {
			throw new UnsupportedOperationException("the owner's matter");
		}
	}

	private final Cable cable = new Cable();
	private final VirtioNet card = new VirtioNet(cable);

	private static byte[] bytes(int length, int seed) {
		byte[] bytes = new byte[length];
		new Random(seed).nextBytes(bytes);
		return bytes;
	}

	@ParameterizedTest
	@ValueSource(booleans = {false, true})
	void framesGoBothWays(boolean legacy) {
		int header = legacy ? 10 : 12;
		try (RingDriver driver = new RingDriver(card, legacy)) {
			driver.start(VirtioFeature.set(5, 16), 64);
			assertEquals(0x05040302, driver.configuration(0, 4));
			assertEquals(1, driver.configuration(6, 2), "the link is up");
			byte[] frame = bytes(700, 1);
			driver.send(1, new RingDriver.Piece(driver.place(new byte[header]), header, false),
					new RingDriver.Piece(driver.place(frame), 700, false));
			assertArrayEquals(frame, cable.sent.get(0));
			assertEquals(1, driver.collect(1).size());
			long room = driver.room(1530);
			driver.send(0, new RingDriver.Piece(room, 1530, true));
			assertEquals(0, driver.collect(0).size());
			cable.coming.add(frame);
			card.receive();
			assertEquals(header + 700, driver.collect(0).get(0).written());
			byte[] got = driver.bytes(room, header + 700);
			assertArrayEquals(frame, Arrays.copyOfRange(got, header, got.length));
			assertEquals(legacy ? 0 : 1, driver.word(room + 10, 2) & (legacy ? 0 : 0xffff), "one buffer");
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = {false, true})
	void whatDoesNotFitIsDropped(boolean legacy) {
		int header = legacy ? 10 : 12;
		try (RingDriver driver = new RingDriver(card, legacy)) {
			driver.start(VirtioFeature.set(5), 64);
			for (int length : new int[] {0, 5, header, header + 13, header + 1519, header + 4000}) {
				driver.send(1, new RingDriver.Piece(driver.room(length), length, false));
			}
			assertEquals(0, cable.sent.size());
			assertEquals(6, driver.collect(1).size(), "buffers come back all the same");
			driver.send(0, new RingDriver.Piece(driver.room(100), 100, true));
			cable.coming.add(bytes(200, 2));
			card.receive();
			assertEquals(0, driver.collect(0).get(0).written());
			assertEquals(6, card.traffic().sentDropped());
			assertEquals(1, card.traffic().receivedDropped());
			cable.coming.add(bytes(60, 3));
			card.receive();
			assertEquals(1, cable.coming.size(), "it waits for room");
			driver.send(0, new RingDriver.Piece(driver.room(100), 100, true));
			assertEquals(0, cable.coming.size());
		}
	}

	/** The counts go with the snapshot; whatever else is in one is refused in a sentence or borne. */
	@Test
	void snapshotsKeepTheCountsAndJunkIsBorne() throws Exception {
		try (RingDriver driver = new RingDriver(card, false); RingDriver other = new RingDriver(new VirtioNet(new Cable()), false)) {
			driver.start(VirtioFeature.set(5), 16);
			driver.send(1, new RingDriver.Piece(driver.place(bytes(72, 1)), 72, false));
			ByteArrayOutputStream saved = new ByteArrayOutputStream();
			driver.mmio.save(new DataOutputStream(saved));
			other.mmio.load(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
			assertEquals(new VirtioNet.Traffic(1, 60, 0, 0, 0, 0), ((VirtioNet) other.mmio.device()).traffic());
			Random random = new Random(6);
			for (int i = 0; i < 3000; i++) {
				byte[] wild = saved.toByteArray();
				for (int n = random.nextInt(4); n >= 0; n--) {
					wild[random.nextInt(wild.length)] = (byte) random.nextInt();
				}
				try {
					other.mmio.load(new DataInputStream(new ByteArrayInputStream(wild)));
				} catch (EOFException e) {
					// the board says which device's state is too short
					continue;
				} catch (IOException e) {
					assertTrue(e.getMessage().endsWith("."), e.getMessage());
					continue;
				}
				other.mmio.read(0x100, 4);
				other.kick(0);
				other.kick(1);
				((VirtioNet) other.mmio.device()).receive();
				other.pass(1);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = {false, true})
	void randomRingsAreBorne(boolean legacy) {
		Random random = new Random(5);
		try (RingDriver driver = new RingDriver(card, legacy)) {
			for (int round = 0; round < 300; round++) {
				driver.start(VirtioFeature.set(5), 16);
				for (int i = 0; i < 40; i++) {
					int queue = random.nextInt(2);
					driver.send(queue, new RingDriver.Piece(random.nextInt(8) == 0 ? random.nextLong() : driver.room(2000),
							random.nextInt(16) == 0 ? random.nextInt() : random.nextInt(2000), random.nextInt(4) == 0 == (queue == 1)));
					cable.coming.add(bytes(random.nextInt(1600), i));
					card.receive();
					driver.pass(1);
				}
				cable.coming.clear();
				cable.sent.forEach(frame -> assertEquals(true, frame.length >= 14 && frame.length <= 1518));
				cable.sent.clear();
			}
		}
	}
}
