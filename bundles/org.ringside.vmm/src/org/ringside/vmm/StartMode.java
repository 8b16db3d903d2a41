/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;


/** The privilege mode in which the boot hart enters the guest image. */
public enum StartMode {
	/**
	 * Decided by the image: one that enters at the start of RAM is machine-mode firmware, every other one is a
	 * supervisor-mode kernel that gets Ringside's own SBI.
	 */
	AUTO,
	/** Machine mode: the image is firmware or a bare-metal program. */
	MACHINE,
	/** Supervisor mode: the image is a kernel and Ringside's SBI answers its calls. */
	SUPERVISOR
}
