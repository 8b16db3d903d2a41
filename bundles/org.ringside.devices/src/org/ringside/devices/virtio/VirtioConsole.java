/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

import org.ringside.devices.SerialPort;

/** A console of one port (section 5.3): bytes in, bytes out, and a register for messages in distress. */
public final class VirtioConsole implements VirtioDevice {

	private static final int EMERGENCY_WRITE = 2;
	private static final int RECEIVE = 0;
	private static final int TRANSMIT = 1;
	private static final int CONFIGURATION = 12;
	private static final int EMERGENCY_REGISTER = 8;
	/** Bytes that are moved within one notification. */
	private static final int AT_ONCE = 1 << 16;

	private final SerialPort port;
	private VirtioLink link;
	/** How much of the foremost buffer has been sent. */
	private long progress;
	private boolean started;

	/** @param port the other end of the cable */
	public VirtioConsole(SerialPort port) {
		this.port = Objects.requireNonNull(port);
	}

	@Override
	public String name() {
		return "console";
	}

	@Override
	public int type() {
		return 3;
	}

	@Override
	public long features() {
		return VirtioFeature.set(EMERGENCY_WRITE);
	}

	@Override
	public int queues() {
		return 2;
	}

	@Override
	public void connect(VirtioLink newLink) {
		link = newLink;
	}

	/** The size of the screen is not told. */
	@Override
	public byte[] configuration() {
		byte[] bytes = new byte[CONFIGURATION];
		bytes[4] = 1;
		return bytes;
	}

	/** Whether a driver waits for input. */
	public boolean isStarted() {
		return started;
	}

	@Override
	public void started() {
		started = true;
	}

	/** Possible without a driver that is ready (section 5.3.4). */
	@Override
	public void configure(int offset, int size, int value) {
		if (offset == EMERGENCY_REGISTER) {
			port.write(value & 0xff);
		}
	}

	@Override
	public boolean notified(int queue) {
		if (queue == TRANSMIT) {
			return transmit();
		}
		poll();
		return false;
	}

	private boolean transmit() {
		Virtqueue queue = link.queue(TRANSMIT);
		int left = AT_ONCE;
		while (left > 0) {
			Optional<Buffer> next = queue.peek();
			if (next.isEmpty()) {
				progress = 0;
				return false;
			}
			Buffer buffer = next.get();
			byte[] bytes = new byte[(int) Math.max(0, Math.min(left, buffer.readableBytes() - progress))];
			int count = buffer.read(progress, bytes, 0, bytes.length);
			for (int i = 0; i < count; i++) {
				port.write(bytes[i] & 0xff);
			}
			progress += count;
			// a buffer of nothing costs time as well
			left -= Math.max(1, count);
			if (progress >= buffer.readableBytes()) {
				queue.take();
				queue.giveBack(buffer, 0);
				progress = 0;
			}
		}
		return true;
	}

	/** Input may have come: hands over as much as the driver has made room for. */
	public void poll() {
		Virtqueue queue = link.queue(RECEIVE);
		int left = AT_ONCE;
		while (left > 0) {
			Optional<Buffer> next = queue.peek();
			if (next.isEmpty()) {
				return;
			}
			byte[] bytes = new byte[(int) Math.min(left, next.get().writableBytes())];
			int count = 0;
			int octet = count < bytes.length ? port.read() : -1;
			while (octet >= 0) {
				bytes[count++] = (byte) octet;
				octet = count < bytes.length ? port.read() : -1;
			}
			if (count == 0 && bytes.length > 0) {
				return;
			}
			next.get().write(0, bytes, 0, count);
			queue.take();
			queue.giveBack(next.get(), count);
			left -= Math.max(1, count);
		}
	}

	@Override
	public void reset() {
		progress = 0;
		started = false;
	}

	@Override
	public void save(DataOutput out) throws IOException {
		out.writeLong(progress);
		out.writeBoolean(started);
	}

	@Override
	public void load(DataInput in) throws IOException {
		progress = Math.max(0, in.readLong());
		started = in.readBoolean();
	}
}
