/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

/** Why a guest stands still. */
public enum StopKind {
	/** It has not executed its first instruction yet. */
	ENTRY,
	/** One or more breakpoints were hit. */
	BREAKPOINT,
	/** A step is complete. */
	STEP,
	/** The address of a "run to" was reached. */
	RUN_TO,
	/** Somebody asked for it. */
	SUSPEND,
	/** The number of instructions that the launch allows is used up. */
	INSTRUCTION_LIMIT,
	/** The guest ended by itself; the session's verdict says how. */
	GUEST_EXIT,
	/** The guest takes one trap after another without getting anywhere. */
	TRAP_STORM,
	/** Every hart waits for an interrupt that no device can ever raise. */
	IDLE,
	/** The session was terminated. */
	TERMINATED,
	/** Ringside itself failed; the sentence names the fault and {@link StopEvent#failure()} has the stack trace. */
	INTERNAL_ERROR
}
