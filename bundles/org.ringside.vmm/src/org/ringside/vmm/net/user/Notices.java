/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.net.user;

/** Sentences for the log, at most one a minute, however much a guest gives reason for. */
final class Notices {

	private static final System.Logger LOG = System.getLogger(UserNetwork.class.getName());
	private static final long PAUSE_NANOS = 60_000_000_000L;

	private long last;
	private boolean any;
	private long withheld;

	/** Tells, unless something was told just now. */
	void tell(String sentence) {
		if (mayTell()) {
			LOG.log(System.Logger.Level.WARNING, sentence + rest());
		}
	}

	/** Tells of a mistake in Ringside itself. */
	void failed(String sentence, Throwable failure) {
		if (mayTell()) {
			LOG.log(System.Logger.Level.ERROR, sentence + rest(), failure);
		}
	}

	private boolean mayTell() {
		long now = System.nanoTime();
		if (any && now - last < PAUSE_NANOS) {
			withheld++;
			return false;
		}
		any = true;
		last = now;
		return true;
	}

	private String rest() {
		long count = withheld;
		withheld = 0;
		return count == 0 ? "" : " (" + count + " more such sentences were withheld)";
	}
}
