/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.IStreamListener;
import org.eclipse.debug.core.model.IStreamsProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.eclipse.core.launch.GuestLaunchAttributes;
import org.ringside.session.ExitCodes;

/** Guests of a few instructions: one that echoes its console, one that traps for ever. */
class GuestConsoleTest {

	/** Supervisor code that sends back what it reads, by the legacy SBI calls 2 (getchar) and 1 (putchar). */
	private static final int[] ECHO = { 0x00200893, // 1: li a7, 2
			0x00000073, // ecall
			0xFE054CE3, // bltz a0, 1b
			0x00100893, // li a7, 1
			0x00000073, // ecall
			0xFEDFF06F, // j 1b
	};

	/** An illegal instruction, with stvec where there is no memory. */
	private static final int[] STORM = { 0, 0 };

	@TempDir
	Path folder;

	private Path raw(int... words) throws Exception {
		ByteBuffer image = ByteBuffer.allocate(words.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
		for (int word : words) {
			image.putInt(word);
		}
		return Files.write(folder.resolve("guest.bin"), image.array());
	}

	@Test
	void whatIsTypedReachesTheGuestAndComesBack() throws Exception {
		Map<String, Object> attributes = Map.of(GuestLaunchAttributes.START_MODE, "supervisor", GuestLaunchAttributes.LINE_END, "cr");
		try (LaunchedGuest guest = LaunchedGuest.run(raw(ECHO), attributes)) {
			IStreamsProxy streams = guest.process().getStreamsProxy();
			CountDownLatch whole = new CountDownLatch(1);
			IStreamListener listener = (text, monitor) -> {
				if (monitor.getContents().endsWith("\r")) {
					whole.countDown();
				}
			};
			streams.getOutputStreamMonitor().addListener(listener);
			streams.write("h\u00e9llo\n");
			assertTrue(whole.await(60, TimeUnit.SECONDS), guest.output() + guest.remarks());
			assertEquals("h\u00e9llo\r", guest.output(), "a character of two bytes stays whole");
		}
	}

	@Test
	void aTrapStormEndsARunAndSuspendsADebuggedGuest() throws Exception {
		Map<String, Object> attributes = Map.of(GuestLaunchAttributes.START_MODE, "supervisor");
		Path image = raw(STORM);
		try (LaunchedGuest guest = LaunchedGuest.run(image, attributes)) {
			assertEquals(ExitCodes.TRAP_STORM, guest.awaitExit(), guest::remarks);
			assertEquals(1, guest.remarks().lines().count(), guest.remarks());
		}
		try (LaunchedGuest guest = LaunchedGuest.debug(image, attributes)) {
			guest.vm().resume();
			guest.awaitSuspend(DebugEvent.BREAKPOINT);
			assertTrue(guest.sentence().contains("trap"), guest.sentence());
		}
	}
}
