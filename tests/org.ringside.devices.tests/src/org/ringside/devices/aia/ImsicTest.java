/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.aia;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringside.devices.Wires;
import org.ringside.machine.InterruptFile;

/** Interrupt files take messages and give them away as chapter 3 of the AIA specification 1.0 says. */
class ImsicTest {

	private static final int EIDELIVERY = 0x70;
	private static final int EITHRESHOLD = 0x72;
	private static final int EIP0 = 0x80;
	private static final int EIE0 = 0xc0;
	private static final int PAGE = 0x1000;

	private final List<Wires> wires = Wires.of(2);
	private final Imsic machine = Imsic.machine(Wires.lines(wires));
	private final Imsic supervisor = Imsic.supervisor(Wires.lines(wires), 2);
	private final InterruptFile file = supervisor.file(1);

	@BeforeEach
	void switchOn() {
		file.write(EIDELIVERY, 1);
		file.write(EIE0, -1);
		file.write(EIE0 + 6, -1);
	}

	private boolean high() {
		return wires.get(1).supervisorExternal().isHigh();
	}

	/** Hart 1 has the pages 4 to 7, of which the last belongs to nobody. */
	private void message(int identity) {
		supervisor.write(4 * PAGE, 4, identity);
	}

	@Test
	void messagesBecomePendingAndTheLowestIdentityIsTheTop() {
		assertFalse(high());
		message(200);
		message(5);
		message(63);
		assertTrue(high());
		assertFalse(wires.get(0).supervisorExternal().isHigh());
		assertEquals(1L << 63 | 1L << 5, file.read(EIP0));
		assertEquals(1L << 200 - 192, file.read(EIP0 + 6));
		for (int expected : new int[] {5, 63, 200, 0}) {
			assertEquals(expected, file.top());
			assertEquals(expected != 0, high());
			file.claim();
		}
	}

	@Test
	void identitiesThatAreNotImplementedAreIgnored() {
		for (int identity : new int[] {0, 256, -1, 1 << 30}) {
			message(identity);
		}
		for (int word = 0; word < 64; word += 2) {
			assertEquals(0, file.read(EIP0 + word));
		}
		assertFalse(high());
		file.write(EIP0, -1);
		assertEquals(~1L, file.read(EIP0), "identity 0 does not exist");
		assertEquals(~1L, file.read(EIE0));
		file.write(EIP0 + 8, -1);
		assertEquals(0, file.read(EIP0 + 8), "nor does 256");
	}

	@Test
	void whatIsNotEnabledStaysPending() {
		message(70);
		assertFalse(high());
		assertEquals(0, file.top());
		file.write(EIE0 + 2, 1L << 70 - 64);
		assertTrue(high());
		assertEquals(70, file.top());
	}

	@Test
	void deliveryIsOnOrOffAndNothingElse() {
		message(3);
		file.write(EIDELIVERY, 0);
		assertFalse(high());
		assertEquals(3, file.top(), "stopei still tells");
		file.write(EIDELIVERY, 0x4000_0000L);
		assertEquals(0, file.read(EIDELIVERY));
		file.write(EIDELIVERY, 1);
		assertTrue(high());
		file.write(EIDELIVERY, 2);
		assertEquals(1, file.read(EIDELIVERY));
	}

	@Test
	void thresholdHidesItselfAndAllAbove() {
		message(7);
		file.write(EITHRESHOLD, 7);
		assertFalse(high());
		assertEquals(0, file.top());
		file.claim();
		assertEquals(1L << 7, file.read(EIP0), "a claim of nothing takes nothing");
		file.write(EITHRESHOLD, 8);
		assertTrue(high());
		file.write(EITHRESHOLD, 255);
		assertEquals(255, file.read(EITHRESHOLD));
		file.write(EITHRESHOLD, 1);
		assertFalse(high());
		file.write(EITHRESHOLD, 0);
		assertTrue(high());
	}

	@Test
	void reservedRegistersAndTheRestOfAPageReadAsZero() {
		file.write(0x71, -1);
		file.write(0x73, -1);
		assertEquals(0, file.read(0x71) | file.read(0x73) | file.read(0x7f));
		supervisor.write(4 * PAGE + 8, 4, 9);
		supervisor.write(7 * PAGE, 4, 9);
		assertEquals(0, file.read(EIP0));
		message(9);
		assertEquals(0, supervisor.read(4 * PAGE, 4));
		assertFalse(supervisor.accepts(4 * PAGE, 8, true));
		assertFalse(supervisor.accepts(4 * PAGE, 1, true));
	}

	@Test
	void bigEndianMessagesHaveTheirOwnRegister() {
		supervisor.write(4 * PAGE + 4, 4, 9 << 24);
		assertEquals(1L << 9, file.read(EIP0));
	}

	@Test
	void eachPageIsAFileOfItsOwn() {
		assertEquals(2 * PAGE, machine.size());
		assertEquals(8 * PAGE, supervisor.size());
		InterruptFile guest = supervisor.guestFiles(0).get(1);
		guest.write(EIDELIVERY, 1);
		guest.write(EIE0, -1);
		supervisor.write(2 * PAGE, 4, 33);
		assertEquals(33, guest.top());
		assertTrue(wires.get(0).guests().get(1).isHigh());
		assertFalse(wires.get(0).guests().get(0).isHigh());
		assertFalse(wires.get(0).supervisorExternal().isHigh());
		machine.file(0).write(EIDELIVERY, 1);
		machine.file(0).write(EIE0, 2);
		machine.write(0, 4, 1);
		assertTrue(wires.get(0).machineExternal().isHigh());
		assertFalse(wires.get(1).machineExternal().isHigh());
	}
}
