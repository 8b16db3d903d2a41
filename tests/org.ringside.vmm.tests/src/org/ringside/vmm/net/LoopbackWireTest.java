/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Whoever joins the same wire hears the others and not itself; what is typed wrong is told in a sentence. */
class LoopbackWireTest {

	private static byte[] frame(byte[] to, byte[] from) {
		byte[] frame = new byte[60];
		System.arraycopy(to, 0, frame, 0, 6);
		System.arraycopy(from, 0, frame, 6, 6);
		return frame;
	}

	@Test
	void framesReachTheOthersAndNotTheSender() throws Exception {
		int port = 30_000 + (int) (ProcessHandle.current().pid() % 10_000);
		LoopbackWire first;
		try {
			first = LoopbackWire.join(port);
		} catch (IOException e) {
			Assumptions.abort("the loopback interface serves no groups: " + e.getMessage());
			return;
		}
		try (first; LoopbackWire second = LoopbackWire.join(port); LoopbackWire third = LoopbackWire.join(port)) {
			CountDownLatch arrived = new CountDownLatch(3);
			second.onArrival(arrived::countDown);
			third.onArrival(arrived::countDown);
			byte[] everybody = frame(new byte[] {-1, -1, -1, -1, -1, -1}, first.address());
			byte[] forSecond = frame(second.address(), first.address());
			first.send(everybody);
			first.send(forSecond);
			assertTrue(arrived.await(20, TimeUnit.SECONDS), "frames are on their way for ever");
			assertArrayEquals(everybody, second.receive().orElseThrow());
			assertArrayEquals(forSecond, second.receive().orElseThrow());
			assertArrayEquals(everybody, third.receive().orElseThrow());
			assertEquals(Optional.empty(), third.receive());
			assertEquals(Optional.empty(), first.receive());
		}
	}
}
