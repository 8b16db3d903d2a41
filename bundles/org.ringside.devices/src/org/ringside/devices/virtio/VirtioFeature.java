/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

/** Numbers of the feature bits that belong to queues and transport (section 6). */
public final class VirtioFeature {

	/** Legacy drivers: how a buffer is cut into descriptors means nothing. */
	public static final int ANY_LAYOUT = 27;
	/** Descriptors may lie in tables of their own. */
	public static final int INDIRECT_DESC = 28;
	/** Either side names the buffer that it wants to hear of. */
	public static final int EVENT_IDX = 29;
	/** The device is not a legacy one. */
	public static final int VERSION_1 = 32;

	private VirtioFeature() {
	}

	/** @return the set with these bits */
	public static long set(int... bits) {
		long set = 0;
		for (int bit : bits) {
			set |= 1L << bit;
		}
		return set;
	}
}
