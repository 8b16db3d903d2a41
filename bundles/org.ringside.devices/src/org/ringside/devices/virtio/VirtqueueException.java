/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

/** The driver has broken a rule of the virtqueue; the device needs a reset. Without a stack, as a hostile guest can have many. */
final class VirtqueueException extends Exception {

	private static final long serialVersionUID = 1;

	VirtqueueException(String sentence) {
		super(sentence, null, false, false);
	}
}
