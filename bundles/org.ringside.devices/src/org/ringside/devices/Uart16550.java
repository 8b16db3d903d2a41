/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;

import org.ringside.image.fdt.DeviceNode;
import org.ringside.image.fdt.DeviceTree;
import org.ringside.machine.Clock;

/**
 * A serial port of type 16550A: eight byte-wide registers, FIFOs of 16, five interrupts, loopback. Sending takes no time.
 *
 * <p>Input is fetched from the port at two occasions only: when the owner calls {@link #poll}, and when the guest makes
 * room by taking a byte, by emptying the FIFO or by opening the loop. Source: data sheet of the PC16550D.
 */
public final class Uart16550 implements BoardDevice {

	private static final int FIFO_SIZE = 16;
	/** Rate of the clock that the divisor divides, as the device tree tells it: 16 × 230400. */
	private static final int CLOCK_FREQUENCY = 3_686_400;

	private static final int LSR_DATA = 0x01;
	private static final int LSR_OVERRUN = 0x02;
	private static final int LSR_ERRORS = 0x1e;
	private static final int LSR_BREAK = 0x10;
	private static final int LSR_SENT = 0x60;
	private static final int LCR_DIVISOR = 0x80;
	private static final int MCR_LOOP = 0x10;
	private static final int IER_RECEIVED = 1;
	private static final int IER_SENT = 2;
	private static final int IER_LINE = 4;
	private static final int IER_MODEM = 8;
	private static final int FCR_ENABLE = 1;
	/** Carrier, data set ready, clear to send: a cable to a terminal that is on. */
	private static final int MSR_CONNECTED = 0xb0;
	private static final int MSR_CHANGES = 0x0f;

	private final Clock clock;
	private final SerialPort port;
	private final InterruptLine line;

	private final byte[] fifo = new byte[FIFO_SIZE];
	private int fifoHead;
	private int fifoCount;
	private int interruptEnable;
	private int fifoControl;
	private int lineControl;
	private int modemControl;
	private int lineStatus;
	private int modemStatus;
	private int scratch;
	private int divisor;
	private boolean sentPending;
	private boolean timeoutPending;
	private Clock.Event timeout;

	/**
	 * @param clock for the receiver's time-out
	 * @param port the other end
	 * @param line the interrupt
	 */
	public Uart16550(Clock clock, SerialPort port, InterruptLine line) {
		this.clock = Objects.requireNonNull(clock);
		this.port = Objects.requireNonNull(port);
		this.line = Objects.requireNonNull(line);
		clear();
	}

	@Override
	public String name() {
		return "uart";
	}

	@Override
	public long size() {
		return 0x100;
	}

	@Override
	public boolean accepts(long offset, int size, boolean write) {
		return offset < 8;
	}

	@Override
	public long read(long offset, int size) {
		return switch ((int) offset) {
		case 0 -> divisorLatch() ? divisor & 0xff : receive();
		case 1 -> divisorLatch() ? divisor >>> 8 : interruptEnable;
		case 2 -> identify();
		case 3 -> lineControl;
		case 4 -> modemControl;
		case 5 -> {
			int value = lineStatus;
			lineStatus &= ~LSR_ERRORS;
			update();
			yield value;
		}
		case 6 -> modemStatus();
		default -> scratch;
		};
	}

	@Override
	public void write(long offset, int size, long value) {
		int octet = (int) value & 0xff;
		switch ((int) offset) {
		case 0 -> {
			if (divisorLatch()) {
				divisor = divisor & 0xff00 | octet;
			} else {
				send(octet);
			}
		}
		case 1 -> {
			if (divisorLatch()) {
				divisor = divisor & 0xff | octet << 8;
			} else {
				interruptEnable(octet & 0x0f);
			}
		}
		case 2 -> fifoControl(octet);
		case 3 -> lineControl = octet;
		case 4 -> modemControl(octet & 0x1f);
		case 7 -> scratch = octet;
		default -> {
			// both status registers are read-only
		}
		}
	}

	/** Fetches as much input as there is room for. The owner calls this on the machine's thread when input has come. */
	public void poll() {
		if ((modemControl & MCR_LOOP) != 0) {
			return;
		}
		boolean came = false;
		while (hasRoom()) {
			int octet = port.read();
			if (octet < 0) {
				break;
			}
			accept(octet);
			came = true;
		}
		if (came) {
			update();
		}
	}

	private boolean divisorLatch() {
		return (lineControl & LCR_DIVISOR) != 0;
	}

	private boolean fifoEnabled() {
		return (fifoControl & FCR_ENABLE) != 0;
	}

	private boolean hasRoom() {
		return fifoCount < (fifoEnabled() ? FIFO_SIZE : 1);
	}

	/** The number of bytes that asks for an interrupt. */
	private int trigger() {
		if (!fifoEnabled()) {
			return 1;
		}
		return switch (fifoControl >>> 6) {
		case 0 -> 1;
		case 1 -> 4;
		case 2 -> 8;
		default -> 14;
		};
	}

	private void accept(int octet) {
		if (!hasRoom()) {
			// with FIFOs the new byte is lost, without them the old one
			lineStatus |= LSR_OVERRUN;
			if (!fifoEnabled()) {
				fifo[fifoHead] = (byte) octet;
			}
			return;
		}
		fifo[(fifoHead + fifoCount) % FIFO_SIZE] = (byte) octet;
		fifoCount++;
		lineStatus |= LSR_DATA;
		restartTimeout();
	}

	private int receive() {
		int octet = 0;
		if (fifoCount > 0) {
			octet = fifo[fifoHead] & 0xff;
			fifoHead = (fifoHead + 1) % FIFO_SIZE;
			fifoCount--;
		}
		timeoutPending = false;
		if (fifoCount == 0) {
			lineStatus &= ~(LSR_DATA | LSR_BREAK);
		}
		restartTimeout();
		poll();
		update();
		return octet;
	}

	/** Bytes below the trigger level ask for an interrupt once nothing has happened for the time of four characters. */
	private void restartTimeout() {
		cancelTimeout();
		if (fifoEnabled() && fifoCount > 0) {
			timeout = clock.schedule(clock.now() + 4 * characterTicks(), this::timedOut);
		}
	}

	private void cancelTimeout() {
		if (timeout != null) {
			clock.cancel(timeout);
			timeout = null;
		}
	}

	private void timedOut() {
		timeout = null;
		if (fifoCount > 0) {
			timeoutPending = true;
			update();
		}
	}

	/** Ten bits (start, eight, stop), sixteen clocks times the divisor each. */
	private long characterTicks() {
		return Math.max(1, 10L * 16 * Math.max(1, divisor) * Clock.FREQUENCY / CLOCK_FREQUENCY);
	}

	private void send(int octet) {
		if ((modemControl & MCR_LOOP) != 0) {
			accept(octet);
		} else {
			port.write(octet);
		}
		sentPending = true;
		update();
	}

	private void interruptEnable(int value) {
		boolean sentChanged = ((interruptEnable ^ value) & IER_SENT) != 0;
		interruptEnable = value;
		if (sentChanged) {
			// the transmitter is always empty, and says so as soon as somebody wants to know
			sentPending = (value & IER_SENT) != 0;
		}
		update();
	}

	private int cause() {
		if ((interruptEnable & IER_LINE) != 0 && (lineStatus & LSR_ERRORS) != 0) {
			return 0x06;
		}
		if ((interruptEnable & IER_RECEIVED) != 0 && fifoCount >= trigger()) {
			return 0x04;
		}
		if ((interruptEnable & IER_RECEIVED) != 0 && timeoutPending) {
			return 0x0c;
		}
		if ((interruptEnable & IER_SENT) != 0 && sentPending) {
			return 0x02;
		}
		if ((interruptEnable & IER_MODEM) != 0 && (modemStatus & MSR_CHANGES) != 0) {
			return 0x00;
		}
		return 0x01;
	}

	/** Reading the cause is what answers the transmitter's interrupt. */
	private int identify() {
		int cause = cause();
		if (cause == 0x02) {
			sentPending = false;
			update();
		}
		return cause | (fifoEnabled() ? 0xc0 : 0);
	}

	private void fifoControl(int value) {
		boolean toggled = ((value ^ fifoControl) & FCR_ENABLE) != 0;
		if (toggled || (value & 2) != 0) {
			fifoCount = 0;
			fifoHead = 0;
			timeoutPending = false;
			cancelTimeout();
			lineStatus &= ~(LSR_DATA | LSR_BREAK);
		}
		if (toggled || (value & 4) != 0) {
			sentPending = true;
		}
		fifoControl = value & 0xc9;
		// what was waiting outside has room now
		poll();
		update();
	}

	private void modemControl(int value) {
		modemControl = value;
		// what came while the loop was closed has waited outside
		poll();
	}

	private int modemStatus() {
		if ((modemControl & MCR_LOOP) != 0) {
			// DTR, RTS, OUT1, OUT2 come back as DSR, CTS, RI, DCD
			return (modemControl & 1) << 5 | (modemControl & 2) << 3 | (modemControl & 0x0c) << 4;
		}
		int value = modemStatus;
		modemStatus &= ~MSR_CHANGES;
		update();
		return value;
	}

	private void update() {
		line.set((cause() & 1) == 0);
	}

	private void clear() {
		fifoHead = 0;
		fifoCount = 0;
		interruptEnable = 0;
		fifoControl = 0;
		lineControl = 0;
		modemControl = 0x08;
		lineStatus = LSR_SENT;
		modemStatus = MSR_CONNECTED;
		scratch = 0;
		divisor = 12;
		sentPending = false;
		timeoutPending = false;
	}

	@Override
	public void reset() {
		cancelTimeout();
		clear();
		update();
	}

	@Override
	public void describe(DeviceTree tree, DeviceNode bus, Placement place) {
		place.node(bus, "serial").strings("compatible", "ns16550a").cells("clock-frequency", CLOCK_FREQUENCY);
	}

	@Override
	public void save(DataOutput out) throws IOException {
		out.writeByte(fifoCount);
		for (int i = 0; i < fifoCount; i++) {
			out.writeByte(fifo[(fifoHead + i) % FIFO_SIZE]);
		}
		out.writeByte(interruptEnable);
		out.writeByte(fifoControl);
		out.writeByte(lineControl);
		out.writeByte(modemControl);
		out.writeByte(lineStatus);
		out.writeByte(modemStatus);
		out.writeByte(scratch);
		out.writeShort(divisor);
		out.writeBoolean(sentPending);
		out.writeBoolean(timeoutPending);
		out.writeBoolean(timeout != null);
		out.writeLong(timeout == null ? 0 : timeout.tick());
	}

	/** The clock must have its time back before this is called. */
	@Override
	public void load(DataInput in) throws IOException {
		int count = SavedState.within(name(), "a number of waiting bytes", in.readUnsignedByte(), 0, FIFO_SIZE);
		byte[] waiting = new byte[FIFO_SIZE];
		in.readFully(waiting, 0, count);
		cancelTimeout();
		System.arraycopy(waiting, 0, fifo, 0, FIFO_SIZE);
		fifoHead = 0;
		fifoCount = count;
		interruptEnable = in.readUnsignedByte() & 0x0f;
		fifoControl = in.readUnsignedByte() & 0xc9;
		lineControl = in.readUnsignedByte();
		modemControl = in.readUnsignedByte() & 0x1f;
		lineStatus = in.readUnsignedByte();
		modemStatus = in.readUnsignedByte();
		scratch = in.readUnsignedByte();
		divisor = in.readUnsignedShort();
		sentPending = in.readBoolean();
		timeoutPending = in.readBoolean();
		boolean running = in.readBoolean();
		long due = in.readLong();
		if (running) {
			timeout = clock.schedule(due, this::timedOut);
		}
		update();
	}
}
