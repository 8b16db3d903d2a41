/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.ringside.machine.Clock;

/** Timers and software interrupts as the ACLINT specification has them. */
class ClintTest {

	private final Clock clock = new Clock(1, 10);
	private final List<Wires> wires = Wires.of(2);
	private final Clint clint = new Clint(clock, Wires.lines(wires));

	private void pass(long instructions) {
		clock.advance(instructions);
		clock.poll();
	}

	private boolean timer(int hart) {
		return wires.get(hart).machineTimer().isHigh();
	}

	@Test
	void onlyTheLowestBitOfMsipCounts() {
		clint.write(4, 4, 0xffff_fffe);
		assertFalse(wires.get(1).machineSoftware().isHigh());
		clint.write(4, 4, 0xffff_ffff);
		assertTrue(wires.get(1).machineSoftware().isHigh());
		assertFalse(wires.get(0).machineSoftware().isHigh());
		assertEquals(1, clint.read(4, 4));
		clint.write(4, 4, 0);
		assertFalse(wires.get(1).machineSoftware().isHigh());
		assertEquals(0, clint.read(0x100, 4));
	}

	@Test
	void timerIsDueUntilItIsSet() {
		assertTrue(timer(0));
		assertEquals(0, clint.read(0x4000, 8));
		clint.write(0x4000, 8, -1);
		assertFalse(timer(0));
	}

	@Test
	void timerRisesAtItsTickAndFallsWhenMoved() {
		clint.write(0x4000, 8, -1);
		clint.write(0x4008, 8, 100);
		pass(999);
		assertFalse(timer(1));
		assertEquals(99, clint.read(0xbff8, 8));
		pass(1);
		assertTrue(timer(1));
		assertFalse(timer(0));
		clint.write(0x4008, 8, 200);
		assertFalse(timer(1));
		pass(1000);
		assertTrue(timer(1));
	}

	@Test
	void halvesAreWrittenAndReadAlone() {
		clint.write(0x4000, 4, 0xffff_ffff);
		clint.write(0x4004, 4, 1);
		assertEquals(0x1_ffff_ffffL, clint.read(0x4000, 8));
		assertEquals(1, clint.read(0x4004, 4));
		clint.write(0xbffc, 4, 2);
		assertEquals(2, clint.read(0xbffc, 4));
		assertTrue(timer(0));
		assertTrue(clock.now() >= 0x2_0000_0000L);
	}

	@Test
	void comparisonIsUnsigned() {
		clint.write(0x4000, 8, -2);
		pass(100);
		assertFalse(timer(0));
		clint.write(0xbff8, 8, -1);
		assertTrue(timer(0));
	}

	@Test
	void timeThatIsSetBackTakesTheInterruptBack() {
		clint.write(0x4000, 8, 50);
		pass(500);
		assertTrue(timer(0));
		clint.write(0xbff8, 8, 0);
		assertFalse(timer(0));
		pass(490);
		assertFalse(timer(0));
		pass(10);
		assertTrue(timer(0));
	}
}
