/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.ringside.devices.virtio.NetworkCable;

/** Frames reach whom they are for, and nobody can fill the switch. */
class VirtualSwitchTest {

	private static final byte[] EVERYBODY = {-1, -1, -1, -1, -1, -1};

	private final VirtualSwitch wires = new VirtualSwitch();
	private final NetworkCable a = wires.plugIn();
	private final NetworkCable b = wires.plugIn();
	private final NetworkCable c = wires.plugIn();

	private static byte[] frame(byte[] to, byte[] from, int content) {
		byte[] frame = new byte[60];
		System.arraycopy(to, 0, frame, 0, 6);
		System.arraycopy(from, 0, frame, 6, 6);
		frame[20] = (byte) content;
		return frame;
	}

	private static int received(NetworkCable cable) {
		int count = 0;
		while (cable.receive().isPresent()) {
			count++;
		}
		return count;
	}

	@Test
	void floodsWhatItDoesNotKnowAndLearns() {
		a.send(frame(b.address(), a.address(), 1));
		assertEquals(List.of(0, 1, 1), List.of(received(a), received(b), received(c)), "unknown: all but the sender");
		b.send(frame(a.address(), b.address(), 2));
		assertEquals(List.of(1, 0, 0), List.of(received(a), received(b), received(c)));
		a.send(frame(b.address(), a.address(), 3));
		assertEquals(List.of(0, 1, 0), List.of(received(a), received(b), received(c)));
		a.send(frame(EVERYBODY, a.address(), 4));
		assertEquals(List.of(0, 1, 1), List.of(received(a), received(b), received(c)));
		c.send(frame(a.address(), b.address(), 5));
		assertEquals(1, received(a));
		a.send(frame(b.address(), a.address(), 6));
		assertEquals(List.of(0, 1), List.of(received(b), received(c)), "an address that moved");
		b.send(frame(b.address(), b.address(), 7));
		assertEquals(List.of(0, 0, 0), List.of(received(a), received(b), received(c)), "not back to the sender");
	}

	@Test
	void framesArriveInOrderUnchangedAndAreTold() {
		List<String> told = new ArrayList<>();
		b.onArrival(() -> told.add("b"));
		byte[] first = frame(b.address(), a.address(), 1);
		byte[] kept = first.clone();
		a.send(first);
		first[30] = 99;
		a.send(frame(b.address(), a.address(), 2));
		assertArrayEquals(kept, b.receive().orElseThrow());
		assertEquals(2, b.receive().orElseThrow()[20]);
		assertEquals(List.of("b", "b"), told);
	}

	@Test
	void queuesTablesAndPortsAreBounded() {
		Random random = new Random(11);
		for (int i = 0; i < 100_000; i++) {
			byte[] junk = new byte[random.nextInt(10) == 0 ? random.nextInt(3000) : 14 + random.nextInt(100)];
			random.nextBytes(junk);
			(random.nextBoolean() ? a : b).send(junk);
		}
		int waiting = received(c);
		assertTrue(waiting > 0 && waiting <= 256, waiting + " frames waited");
		a.send(frame(EVERYBODY, a.address(), 1));
		assertEquals(1, received(c), "it goes on when there is room");
		for (int i = 3; i < 64; i++) {
			wires.plugIn();
		}
		assertThrows(IllegalStateException.class, wires::plugIn);
		wires.unplug(a);
		a.send(frame(EVERYBODY, a.address(), 1));
		assertEquals(0, received(c), "its cable is out");
		wires.plugIn();
	}

	@Test
	void aNameMeansTheSameSwitchAsLongAsSomebodyIsThere() {
		NetworkCable first = NamedSwitches.plugIn("test");
		NetworkCable second = NamedSwitches.plugIn("test");
		NetworkCable elsewhere = NamedSwitches.plugIn("other");
		first.send(frame(EVERYBODY, first.address(), 1));
		assertEquals(List.of(1, 0), List.of(received(second), received(elsewhere)));
		NamedSwitches.unplug("test", first);
		NamedSwitches.unplug("test", first);
		NetworkCable third = NamedSwitches.plugIn("test");
		second.send(frame(EVERYBODY, second.address(), 2));
		assertEquals(List.of(0, 1), List.of(received(first), received(third)), "the cable that is out hears nothing");
		NamedSwitches.unplug("test", second);
		NamedSwitches.unplug("test", third);
		NetworkCable again = NamedSwitches.plugIn("test");
		assertArrayEquals(new VirtualSwitch().plugIn().address(), again.address(), "a new switch");
		NamedSwitches.unplug("test", again);
		NamedSwitches.unplug("other", elsewhere);
	}

	@Test
	void whatFindsNoRoomIsCounted() {
		for (int i = 0; i < 300; i++) {
			a.send(frame(EVERYBODY, a.address(), 1));
		}
		assertEquals(300 - FrameQueue.MOST, b.receivedLost());
		assertEquals(0, a.receivedLost());
	}
}
