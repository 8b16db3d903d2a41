/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

/** Whether the guest of a session executes instructions. */
public enum SessionState {
	/** The guest stands still between two instructions and can be looked at and changed. */
	SUSPENDED,
	/** The guest runs; only the trace, the statistics and the console can be asked. */
	RUNNING,
	/** The guest has ended or was ended. Its last state cannot be asked any more unless the guest ended by itself. */
	TERMINATED
}
