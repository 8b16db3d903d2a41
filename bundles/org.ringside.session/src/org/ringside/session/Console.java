/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.ringside.vmm.ConsolePort;

/**
 * The guest's first serial port, as a terminal sees it. It outlives restarts of the guest. Any thread may use it.
 */
public final class Console {

	/** Receives what the guest sends. */
	@FunctionalInterface
	public interface Listener {
		/**
		 * Some bytes came. Called on a thread of the session, never twice at a time.
		 *
		 * @param bytes not used again by the caller
		 */
		void output(byte[] bytes);
	}

	private static final int KEPT = 1 << 20;

	private final List<Listener> listeners = new CopyOnWriteArrayList<>();
	private final Outbox outbox = new Outbox(this::deliver);
	private final Object history = new Object();
	private ByteArrayOutputStream kept = new ByteArrayOutputStream();
	private volatile ConsolePort port = new ConsolePort();
	private volatile boolean inputClosed;

	Console() {
	}

	/** Has a listener told of all output from now on, and of the last mebibyte that came before, first. */
	public void addListener(Listener listener) {
		outbox.run(() -> {
			byte[] before;
			synchronized (history) {
				before = kept.toByteArray();
			}
			if (before.length > 0) {
				listener.output(before);
			}
			listeners.add(listener);
		});
	}

	public void removeListener(Listener listener) {
		listeners.remove(listener);
	}

	/** Types bytes for the guest, which reads them when it likes. */
	public void send(byte[] bytes) {
		port.type(bytes);
	}

	/** Says that nobody will type any more, so that a guest that only waits for input is idle for ever. */
	public void closeInput() {
		inputClosed = true;
		port.closeInput();
	}

	/** Waits until listeners have been told all that the guest has sent so far. */
	public void flush() {
		outbox.flush();
	}

	/** Attaches the port of a new incarnation of the guest. */
	ConsolePort attach() {
		outbox.open();
		ConsolePort fresh = new ConsolePort();
		fresh.setSink(outbox::put);
		if (inputClosed) {
			fresh.closeInput();
		}
		port = fresh;
		return fresh;
	}

	/** Lets a guest go that was held back because nobody took its output. */
	void release() {
		outbox.close();
	}

	private void deliver(byte[] bytes) {
		synchronized (history) {
			if (kept.size() + bytes.length > KEPT) {
				byte[] old = kept.toByteArray();
				int from = Math.min(old.length, old.length / 2 + bytes.length);
				kept = new ByteArrayOutputStream();
				kept.write(old, from, old.length - from);
			}
			kept.writeBytes(bytes);
		}
		for (Listener listener : listeners) {
			listener.output(bytes);
		}
	}
}
