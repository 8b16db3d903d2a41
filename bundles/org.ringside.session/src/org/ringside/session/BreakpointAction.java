/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

/** What a breakpoint does when it is hit and its options hold. */
public enum BreakpointAction {
	/** Suspends the guest. */
	STOP("stop"),
	/** Tells the sentence of the hit to the listeners and goes on. */
	LOG("log"),
	/** Counts the hit and goes on. */
	COUNT("count");

	private final String word;

	BreakpointAction(String word) {
		this.word = word;
	}

	/** The word of the breakpoint language. */
	public String word() {
		return word;
	}
}
