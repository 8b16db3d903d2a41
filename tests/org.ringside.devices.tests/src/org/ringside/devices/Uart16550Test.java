/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.ringside.machine.Clock;

/** The serial port does what the data sheet of the PC16550D says. */
class Uart16550Test {

	private static final int DATA = 0;
	private static final int IER = 1;
	private static final int IIR = 2;
	private static final int FCR = 2;
	private static final int LCR = 3;
	private static final int MCR = 4;
	private static final int LSR = 5;
	private static final int MSR = 6;
	private static final int SCR = 7;

	private final StringBuilder sent = new StringBuilder();
	private final SerialQueue port = new SerialQueue(octet -> sent.append((char) octet));
	private final Clock clock = new Clock(1, 1);
	private final Wire line = new Wire();
	private final Uart16550 uart = new Uart16550(clock, port, line);

	private int in(int register) {
		return (int) uart.read(register, 1);
	}

	private void out(int register, int value) {
		uart.write(register, 1, value);
	}

	private void type(String text) {
		port.type(text.getBytes(StandardCharsets.ISO_8859_1));
		uart.poll();
	}

	private void pass(long ticks) {
		clock.advance(ticks);
		clock.poll();
	}

	@Test
	void registersAfterReset() {
		assertEquals(0x00, in(IER));
		assertEquals(0x01, in(IIR));
		assertEquals(0x00, in(LCR));
		assertEquals(0x60, in(LSR));
		assertFalse(line.isHigh());
	}

	@Test
	void sendsAndIsEmptyAtOnce() {
		for (char c : "hello".toCharArray()) {
			assertEquals(0x60, in(LSR) & 0x60);
			out(DATA, c);
		}
		assertEquals("hello", sent.toString());
	}

	@Test
	void divisorLatchHidesDataAndInterruptEnable() {
		out(LCR, 0x83);
		out(DATA, 0x34);
		out(IER, 0x12);
		assertEquals(0x34, in(DATA));
		assertEquals(0x12, in(IER));
		out(LCR, 0x03);
		assertEquals(0, in(IER));
		assertEquals("", sent.toString());
	}

	@Test
	void scratchKeepsAByte() {
		out(SCR, 0x1a5);
		assertEquals(0xa5, in(SCR));
	}

	@Test
	void withoutFifosOneByteWaitsAndTheRestStaysOutside() {
		out(IER, 1);
		type("ab");
		assertEquals(0x61, in(LSR));
		assertEquals(0x04, in(IIR));
		assertTrue(line.isHigh());
		assertEquals('a', in(DATA));
		assertEquals('b', in(DATA));
		assertEquals(0x60, in(LSR));
		assertFalse(line.isHigh());
	}

	@Test
	void triggerLevelAsksForAnInterruptAndFewerBytesDoSoAfterATimeout() {
		out(FCR, 0x81);
		out(IER, 1);
		type("1234567");
		assertEquals(0xc1, in(IIR));
		assertFalse(line.isHigh());
		type("8");
		assertEquals(0xc4, in(IIR));
		assertTrue(line.isHigh());
		assertEquals('1', in(DATA));
		assertFalse(line.isHigh());
		// 4 characters of 10 bits at 19200 baud are 2.08 ms
		pass(20_000);
		assertFalse(line.isHigh());
		pass(1_000);
		assertTrue(line.isHigh());
		assertEquals(0xcc, in(IIR));
		assertEquals('2', in(DATA));
		assertEquals(0xc1, in(IIR));
	}

	@Test
	void sixteenBytesFitAndNoneIsLost() {
		out(FCR, 0x01);
		type("0123456789abcdefXYZ");
		StringBuilder read = new StringBuilder();
		while ((in(LSR) & 1) != 0) {
			read.append((char) in(DATA));
		}
		assertEquals("0123456789abcdefXYZ", read.toString());
		assertEquals(0, in(LSR) & 0x02);
	}

	@Test
	void resettingTheReceiverFifoEmptiesIt() {
		out(FCR, 0x01);
		type("abc");
		out(FCR, 0x03);
		assertEquals(0x60, in(LSR));
	}

	@Test
	void inputThatWaitedOutsideComesInWhenTheGuestMakesRoom() {
		type("ab");
		out(FCR, 0x01);
		assertEquals('b', in(DATA));
		out(MCR, 0x10);
		type("c");
		assertEquals(0, in(LSR) & 1);
		out(MCR, 0);
		assertEquals('c', in(DATA));
	}

	@Test
	void transmitterInterruptComesWhenEnabledAndGoesWhenIdentified() {
		out(IER, 2);
		assertTrue(line.isHigh());
		assertEquals(0x02, in(IIR));
		assertFalse(line.isHigh());
		assertEquals(0x01, in(IIR));
		out(DATA, 'x');
		assertTrue(line.isHigh());
		out(IER, 0);
		assertFalse(line.isHigh());
	}

	@Test
	void receiverComesBeforeTransmitter() {
		out(IER, 3);
		type("a");
		assertEquals(0x04, in(IIR));
		assertEquals('a', in(DATA));
		assertEquals(0x02, in(IIR));
	}

	@Test
	void loopbackReturnsDataAndModemLines() {
		out(MCR, 0x10);
		out(DATA, 'q');
		assertEquals("", sent.toString());
		assertEquals('q', in(DATA));
		int[] inputs = { 0x20, 0x10, 0x40, 0x80 };
		for (int bit = 0; bit < 4; bit++) {
			out(MCR, 0x10 | 1 << bit);
			assertEquals(inputs[bit], in(MSR));
		}
	}

	@Test
	void overrunInLoopbackIsToldOnce() {
		out(MCR, 0x10);
		out(IER, 4);
		out(DATA, '1');
		out(DATA, '2');
		assertTrue(line.isHigh());
		assertEquals(0x06, in(IIR));
		assertEquals(0x63, in(LSR));
		assertFalse(line.isHigh());
		assertEquals(0x61, in(LSR));
		assertEquals('2', in(DATA));
	}

	@Test
	void savedStateGoesOnWhereItStopped() throws Exception {
		out(FCR, 0xc1);
		out(IER, 1);
		type("ab");
		ByteArrayOutputStream saved = new ByteArrayOutputStream();
		uart.save(new DataOutputStream(saved));
		Clock otherClock = new Clock(1, 1);
		Wire otherLine = new Wire();
		Uart16550 other = new Uart16550(otherClock, SerialPort.UNPLUGGED, otherLine);
		other.load(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
		ByteArrayOutputStream again = new ByteArrayOutputStream();
		other.save(new DataOutputStream(again));
		assertEquals(java.util.HexFormat.of().formatHex(saved.toByteArray()),
				java.util.HexFormat.of().formatHex(again.toByteArray()));
		assertFalse(otherLine.isHigh());
		otherClock.advance(100_000);
		otherClock.poll();
		assertTrue(otherLine.isHigh());
		assertEquals('a', other.read(DATA, 1));
		assertEquals('b', other.read(DATA, 1));
	}
}
