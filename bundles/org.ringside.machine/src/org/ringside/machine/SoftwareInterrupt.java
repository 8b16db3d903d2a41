/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

/** Interrupts that a device raises and only the hart's software takes back, such as SSIP (Privileged 10.1.3). */
public final class SoftwareInterrupt {

	private SoftwareInterrupt() {
	}

	/** Sets a bit of {@code mip}, from any thread that runs a hart of the machine. */
	public static void raise(Hart hart, int interrupt) {
		synchronized (hart.bus) {
			hart.state.mipSoftware |= 1L << interrupt;
		}
		hart.attend();
	}
}
