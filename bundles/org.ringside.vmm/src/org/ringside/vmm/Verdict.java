/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;


/** What a guest said when it ended its own run.
 *
 * @param kind what it asked for
 * @param code the failure code for {@link Kind#FAIL}, otherwise 0
 * @param sentence the same in words, with who said it
 */
public record Verdict(Kind kind, int code, String sentence) {
	/** The ways in which a guest can end its run. */
	public enum Kind {
		/** Powered off without complaint, or the test finisher's pass value. */
		PASS,
		/** Failed with a code, or a shutdown whose reason is a system failure. */
		FAIL,
		/** Asked for a reset. */
		RESET
	}

	/** Whether the guest ended without saying that it failed. */
	public boolean passed() {
		return kind != Kind.FAIL;
	}
}
