/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

/** What one step of the debugger covers. */
public enum StepKind {
	/** Exactly one instruction, or the entry into a trap handler when the instruction traps or an interrupt is due. */
	INTO,
	/** One instruction; a call, a trap or an interrupt that starts in between is run to its return. */
	OVER,
	/** To the return of the current function, or of the current trap handler when the function is one. */
	RETURN
}
