/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.IntConsumer;

/** A serial port whose input any thread may queue; whoever runs the machine is woken up for it. */
public final class SerialQueue implements SerialPort {

	/** Bytes that may wait; what is typed beyond is refused, not lost in silence. */
	public static final int CAPACITY = 1 << 20;

	private final Deque<Integer> waiting = new ArrayDeque<>();
	private final IntConsumer sink;
	private Runnable wakeUp = () -> {
		// nobody runs the machine yet
	};

	/**
	 * @param sink takes what the guest sends, on the machine's thread
	 */
	public SerialQueue(IntConsumer sink) {
		this.sink = Objects.requireNonNull(sink);
	}

	/** Says what to call, on the thread that typed, when input came. */
	public void onInput(Runnable action) {
		synchronized (waiting) {
			wakeUp = Objects.requireNonNull(action);
		}
	}

	/** Queues bytes for the guest, from any thread; returns how many there was space for. */
	public int type(byte... bytes) {
		int taken = 0;
		Runnable action;
		synchronized (waiting) {
			while (taken < bytes.length && waiting.size() < CAPACITY) {
				waiting.add(bytes[taken++] & 0xff);
			}
			action = wakeUp;
		}
		if (taken > 0) {
			action.run();
		}
		return taken;
	}

	@Override
	public void write(int octet) {
		sink.accept(octet & 0xff);
	}

	@Override
	public int read() {
		synchronized (waiting) {
			Integer next = waiting.poll();
			return next == null ? -1 : next;
		}
	}
}
