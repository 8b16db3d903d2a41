/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The interrupt controller does what the PLIC specification 1.0.0 says. */
class PlicTest {

	private final List<Wires> wires = Wires.of(2);
	private final Plic plic = new Plic(Wires.lines(wires));

	private static final int PENDING = 0x1000;
	private static final int ENABLE = 0x2000;
	private static final int CONTEXT = 0x20_0000;

	private int claim(int context) {
		return (int) plic.read(CONTEXT + context * 0x1000 + 4, 4);
	}

	private void complete(int context, int source) {
		plic.write(CONTEXT + context * 0x1000 + 4, 4, source);
	}

	private void threshold(int context, int value) {
		plic.write(CONTEXT + context * 0x1000, 4, value);
	}

	private void enable(int context, int word, int bits) {
		plic.write(ENABLE + context * 0x80 + word * 4, 4, bits);
	}

	private void priority(int source, int value) {
		plic.write(source * 4, 4, value);
	}

	@BeforeEach
	void enableThreeSourcesInSupervisorModeOfHart0() {
		enable(1, 0, 1 << 3 | 1 << 10);
		enable(1, 1, 1 << 2);
		priority(3, 1);
		priority(10, 5);
		priority(34, 5);
	}

	@Test
	void onlyTheEnabledContextIsAsked() {
		plic.source(10).set(true);
		assertTrue(wires.get(0).supervisorExternal().isHigh());
		assertFalse(wires.get(0).machineExternal().isHigh());
		assertFalse(wires.get(1).supervisorExternal().isHigh());
		assertEquals(0, claim(0));
		assertEquals(1 << 10, plic.read(PENDING, 4));
		assertEquals(10, claim(1));
		assertEquals(0, plic.read(PENDING, 4));
		assertFalse(wires.get(0).supervisorExternal().isHigh());
	}

	@Test
	void highestPriorityFirstThenLowestNumber() {
		plic.source(3).set(true);
		plic.source(34).set(true);
		plic.source(10).set(true);
		assertEquals(1 << 2, plic.read(PENDING + 4, 4));
		assertEquals(List.of(10, 34, 3, 0), List.of(claim(1), claim(1), claim(1), claim(1)));
	}

	@Test
	void priorityZeroNeverInterrupts() {
		priority(3, 0);
		plic.source(3).set(true);
		assertFalse(wires.get(0).supervisorExternal().isHigh());
		assertEquals(0, claim(1));
	}

	@Test
	void thresholdMasksTheWireAndNotTheClaim() {
		threshold(1, 5);
		plic.source(10).set(true);
		assertFalse(wires.get(0).supervisorExternal().isHigh());
		threshold(1, 4);
		assertTrue(wires.get(0).supervisorExternal().isHigh());
		threshold(1, 7);
		assertEquals(10, claim(1));
	}

	@Test
	void levelThatStaysHighComesAgainOnlyAfterCompletion() {
		plic.source(10).set(true);
		assertEquals(10, claim(1));
		assertEquals(0, claim(1));
		complete(1, 10);
		assertTrue(wires.get(0).supervisorExternal().isHigh());
		assertEquals(10, claim(1));
		plic.source(10).set(false);
		complete(1, 10);
		assertFalse(wires.get(0).supervisorExternal().isHigh());
	}

	@Test
	void completionByAContextThatHasItNotEnabledIsIgnored() {
		plic.source(10).set(true);
		assertEquals(10, claim(1));
		complete(0, 10);
		assertFalse(wires.get(0).supervisorExternal().isHigh());
		complete(1, 0x7fff_ffff);
		complete(1, 10);
		assertTrue(wires.get(0).supervisorExternal().isHigh());
	}

	@Test
	void bitsThatDoNotExistStayClear() {
		enable(0, 0, -1);
		enable(0, 3, -1);
		enable(0, 4, -1);
		assertEquals(~1, (int) plic.read(ENABLE, 4));
		assertEquals(1, plic.read(ENABLE + 12, 4));
		assertEquals(0, plic.read(ENABLE + 16, 4));
		priority(0, 7);
		assertEquals(0, plic.read(0, 4));
		priority(3, 0xff);
		assertEquals(7, plic.read(12, 4));
		plic.write(PENDING, 4, -1);
		assertEquals(0, plic.read(PENDING, 4));
	}
}
