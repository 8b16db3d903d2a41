/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

/** Bits of the device status (section 2.1). */
final class VirtioStatus {

	static final int DRIVER_OK = 4;
	static final int FEATURES_OK = 8;
	static final int NEEDS_RESET = 64;
	/** What a driver may set. */
	static final int DRIVERS = 1 | 2 | DRIVER_OK | FEATURES_OK | 128;

	private VirtioStatus() {
	}
}
