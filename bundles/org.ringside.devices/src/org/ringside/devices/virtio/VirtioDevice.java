/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

import org.ringside.machine.Saveable;

/**
 * A virtio device without its transport: it has a type, features, queues and a configuration, and serves what the driver
 * puts into the queues. It does not know where it sits, which registers the driver uses, nor how an interrupt is raised.
 *
 * <p>The transport saves the queues and the negotiated features; {@link #save} is for what the device itself keeps.
 */
public interface VirtioDevice extends Saveable {

	/** @return what messages and snapshots call it, such as {@code block} */
	String name();

	/** @return the device ID (section 5), not 0 */
	int type();

	/** @return the feature bits of its own that it offers: 0 to 23, and 50 upward (section 2.2) */
	long features();

	/** @return how many queues it has */
	int queues();

	/** @return the most descriptors that a queue may have, a power of two up to 1024 */
	default int largestQueue(int queue) {
		return 256;
	}

	/** Called once, before anything else: what the device reaches the driver by. */
	void connect(VirtioLink link);

	/** @return the configuration as it is now, in the little-endian layout of the specification; the transport does not change it */
	byte[] configuration();

	/**
	 * The driver writes to the configuration.
	 *
	 * @param offset within it
	 * @param size 1, 2 or 4 bytes, all within it
	 */
	default void configure(int offset, int size, int value) {
		// most configurations are read-only
	}

	/** The driver is ready (DRIVER_OK): the negotiated features and the queues are final. */
	default void started() {
		// nothing to do before the first notification
	}

	/**
	 * The driver says that there are buffers in a queue. What is done within one call must be bounded.
	 *
	 * @return whether there is more to do, so that it shall be called again at the clock's next tick
	 */
	boolean notified(int queue);

	/** Goes back to the state in which the machine was switched on; contents of disks and the like stay. */
	void reset();
}
