/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * The thread on which a session tells others what happened, so that no listener takes the guest's time.
 *
 * <p>Console bytes and notices leave in the order in which they came in. A guest that sends faster than the listeners take is
 * held back, as by a slow terminal; closing lets it go at once.
 */
final class Outbox {

	private static final int MOST_BYTES_WAITING = 4 << 20;
	private static final int MOST_NOTICES_WAITING = 10_000;
	private static final long IDLE_MILLIS = 2000;

	private static final class Bytes {
		private byte[] octets = new byte[64];
		private int length;
	}

	private final Consumer<byte[]> bytesTo;
	private final ArrayDeque<Object> queue = new ArrayDeque<>();
	private Bytes open;
	private int bytesWaiting;
	private Thread thread;
	private boolean busy;
	private boolean closed;

	Outbox(Consumer<byte[]> bytesTo) {
		this.bytesTo = bytesTo;
	}

	/** Adds a byte to the output. */
	synchronized void put(int octet) {
		while (bytesWaiting >= MOST_BYTES_WAITING && holdsBack()) {
			// Until listeners have taken some of it.
		}
		if (open == null) {
			open = new Bytes();
			enqueue(open);
		} else if (open.length == open.octets.length) {
			open.octets = java.util.Arrays.copyOf(open.octets, 2 * open.length);
		}
		open.octets[open.length++] = (byte) octet;
		bytesWaiting++;
	}

	/** Has a notice given after all that came before. */
	synchronized void run(Runnable notice) {
		open = null;
		enqueue(notice);
	}

	/** Has a notice of the guest's given, which waits while too many are on their way. */
	synchronized void runHeldBack(Runnable notice) {
		while (queue.size() >= MOST_NOTICES_WAITING && holdsBack()) {
			// Until listeners have taken some of them.
		}
		run(notice);
	}

	/** Waits a while; false if nobody is to wait any more. */
	private boolean holdsBack() {
		if (closed || Thread.currentThread() == thread) {
			return false;
		}
		try {
			wait();
			return true;
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private void enqueue(Object item) {
		queue.add(item);
		if (thread == null) {
			thread = new Thread(this::deliver, "Ringside listeners");
			thread.setDaemon(true);
			thread.start();
		}
		notifyAll();
	}

	/** Waits until everything that is waiting now has been told; returns at once on the telling thread itself. */
	synchronized void flush() {
		while (Thread.currentThread() != thread && (busy || !queue.isEmpty())) {
			try {
				wait();
			} catch (InterruptedException e) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

	/** Holds a guest back again. */
	synchronized void open() {
		closed = false;
	}

	/** Holds no guest back any more. What is waiting is still told. */
	synchronized void close() {
		closed = true;
		notifyAll();
	}

	private void deliver() {
		while (true) {
			Object item;
			synchronized (this) {
				busy = false;
				notifyAll();
				long until = System.currentTimeMillis() + IDLE_MILLIS;
				while (queue.isEmpty()) {
					long left = until - System.currentTimeMillis();
					if (left <= 0) {
						thread = null;
						return;
					}
					try {
						wait(left);
					} catch (InterruptedException e) {
						thread = null;
						return;
					}
				}
				item = queue.poll();
				busy = true;
				if (item == open) {
					open = null;
				}
				if (item instanceof Bytes bytes) {
					bytesWaiting -= bytes.length;
				}
			}
			tell(item);
		}
	}

	private void tell(Object item) {
		try {
			if (item instanceof Bytes bytes) {
				bytesTo.accept(java.util.Arrays.copyOf(bytes.octets, bytes.length));
			} else {
				((Runnable) item).run();
			}
		} catch (RuntimeException | Error e) {
			// One listener's bug must not silence the others; the platform's handler reports it with its stack trace.
			Thread current = Thread.currentThread();
			current.getUncaughtExceptionHandler().uncaughtException(current, e);
		}
	}
}
