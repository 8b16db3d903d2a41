/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

/** Who gave the guest its pages, and gets them back when the guest does not need them. */
public interface PageOwner {

	/** The size of a page in bytes. */
	int PAGE = 4096;

	/**
	 * Takes pages back: what was in them is lost, and they read as zeros or as before.
	 *
	 * @param gpa where they begin, a multiple of {@link #PAGE}
	 * @param pages how many
	 */
	void release(long gpa, long pages);

	/** The guest wants a page that was released, and will find anything in it. */
	void claim(long gpa);
}
