/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the network's thread, to whom its state belongs, does on behalf of another thread that waits for it. */
final class Errands {

	private static final long PATIENCE_SECONDS = 10;

	/** Something that may fail. */
	@FunctionalInterface
	interface Errand {
		void run() throws IOException;
	}

	private record Asked(Errand errand, CompletableFuture<Void> done) {
	}

	private final Queue<Asked> waiting = new ConcurrentLinkedQueue<>();

	/**
	 * Lets it be done, on another thread than the network's.
	 *
	 * @param selector what the network's thread waits on
	 * @throws IOException what went wrong with it, or that nobody has done it
	 */
	void run(Selector selector, Errand errand) throws IOException {
		Asked asked = new Asked(errand, new CompletableFuture<>());
		waiting.add(asked);
		selector.wakeup();
		try {
			asked.done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		} catch (ExecutionException e) {
			if (e.getCause() instanceof IOException failed) {
				throw failed;
			}
			throw new IOException("The guest's network could not be asked: " + e.getCause() + ".", e.getCause());
		} catch (TimeoutException e) {
			waiting.remove(asked);
			throw new IOException("The guest's network does not answer.", e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IOException("The guest's network was not waited for.", e);
		}
	}

	/** On the network's thread. */
	void attend() {
		for (Asked asked = waiting.poll(); asked != null; asked = waiting.poll()) {
			try {
				asked.errand.run();
				asked.done.complete(null);
			} catch (IOException | RuntimeException e) {
				asked.done.completeExceptionally(e);
			}
		}
	}
}
