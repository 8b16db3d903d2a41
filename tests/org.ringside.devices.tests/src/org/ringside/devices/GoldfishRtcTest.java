/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ringside.machine.Clock;

/** The clock of the wall goes with the machine's. */
class GoldfishRtcTest {

	private static final long START = 1_700_000_000_123_456_700L;
	private final Clock clock = new Clock(1, 1);
	private final Wire line = new Wire();
	private final GoldfishRtc rtc = new GoldfishRtc(clock, line, START);

	private long time() {
		long low = rtc.read(0, 4) & 0xffff_ffffL;
		return rtc.read(4, 4) << 32 | low;
	}

	@Test
	void countsNanoseconds() {
		assertEquals(START, time());
		clock.advance(10_000_000);
		assertEquals(START + 1_000_000_000, time());
	}

	@Test
	void timeCanBeSet() {
		rtc.write(4, 4, 5);
		rtc.write(0, 4, 6);
		assertEquals(5L << 32 | 6, time());
	}

	@Test
	void alarmRingsOnceAndIsCleared() {
		long at = START + 1000;
		rtc.write(0x10, 4, 1);
		rtc.write(0x0c, 4, at >>> 32);
		rtc.write(0x08, 4, at);
		assertEquals(1, rtc.read(0x18, 4));
		clock.advance(9);
		clock.poll();
		assertFalse(line.isHigh());
		clock.advance(1);
		clock.poll();
		assertTrue(line.isHigh());
		assertEquals(0, rtc.read(0x18, 4));
		rtc.write(0x1c, 4, 1);
		assertFalse(line.isHigh());
	}

	@Test
	void alarmThatIsSwitchedOffStaysSilent() {
		rtc.write(0x10, 4, 1);
		rtc.write(0x0c, 4, START + 1000 >>> 32);
		rtc.write(0x08, 4, START + 1000);
		rtc.write(0x14, 4, 1);
		clock.advance(1000);
		clock.poll();
		assertFalse(line.isHigh());
	}
}
