/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;


/** The state of a virtual hart between instructions, after the SBI's hart state management. */
public enum VcpuState {
	/** Executes instructions when the machine runs. */
	STARTED,
	/** Waits in {@code wfi} or in a suspend call. */
	WAITING,
	/** Not started yet, or stopped by its kernel. */
	STOPPED
}
