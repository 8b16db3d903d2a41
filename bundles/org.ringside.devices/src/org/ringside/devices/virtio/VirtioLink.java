/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

/** What a device has of its transport. */
public interface VirtioLink {

	/** One of the device's queues; it gives no buffers unless the driver has set it up and is ready. */
	Virtqueue queue(int index);

	/** Whether the driver has accepted a feature, given by its bit number. */
	boolean accepted(int feature);

	/** Tells the driver that the configuration has changed. */
	void configurationChanged();

	/** The device cannot go on, as the driver breaks the rules: nothing is served until the driver resets it (section 2.1.2). */
	void needsReset();

	/** The guest's memory, for devices whose buffers name other pages. */
	Dma memory();
}
