/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.io.OutputStream;
import java.util.ArrayDeque;

/**
 * The far end of the guest's first serial port: bytes typed for the guest queue here, bytes it sends go to a sink.
 *
 * <p>{@link #type} and {@link #closeInput} may be called from any thread; the sink is called on the machine's thread.
 */
public final class ConsolePort {
	/** Receives the guest's output, byte by byte, on the thread that runs the machine. Must not block for long. */
	@FunctionalInterface
	public interface Sink {
		void accept(int octet);
	}

	private final ArrayDeque<Byte> input = new ArrayDeque<>();
	private Sink sink = octet -> {
		// Output that nobody asked for is dropped, as by a serial port without a cable.
	};
	private Runnable wake = () -> {
		// Nobody waits before a machine is attached.
	};
	private boolean closed;

	/** Sends the guest's output to {@code sink} from now on. */
	public synchronized void setSink(Sink newSink) {
		sink = newSink;
	}

	/** Sends the guest's output to a stream whose errors end nothing. */
	public void setSink(OutputStream stream) {
		setSink(octet -> {
			try {
				stream.write(octet);
			} catch (java.io.IOException e) {
				throw new java.io.UncheckedIOException("The console output cannot be written", e);
			}
		});
	}

	/** Queues bytes for the guest to read. */
	public void type(byte[] bytes) {
		Runnable waiting;
		synchronized (this) {
			for (byte octet : bytes) {
				input.add(octet);
			}
			waiting = wake;
		}
		waiting.run();
	}

	/** Says that no more input will come: a guest that then waits for input only is idle for ever. */
	public void closeInput() {
		Runnable waiting;
		synchronized (this) {
			closed = true;
			waiting = wake;
		}
		waiting.run();
	}

	/** Whether further input can come; what came before may still be queued. */
	public synchronized boolean inputOpen() {
		return !closed;
	}

	/** The next typed byte, or -1 if none is queued. */
	public synchronized int poll() {
		return input.isEmpty() ? -1 : input.poll() & 0xff;
	}

	/** Whether a typed byte is queued. */
	public synchronized boolean available() {
		return !input.isEmpty();
	}

	/** Called by the guest's side for each byte sent. */
	public void emit(int octet) {
		Sink target;
		synchronized (this) {
			target = sink;
		}
		target.accept(octet & 0xff);
	}

	synchronized void onInput(Runnable waiting) {
		wake = waiting;
	}
}
