/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.virtio;

/**
 * Guest-physical memory as a device reaches it: RAM and nothing else. What is written is noticed by everybody whom a
 * store of a hart would concern (code caches, observers of tables, dirty logs, reservations).
 */
public interface Dma {

	/** Nothing: each address is refused. For a machine whose devices have no driver. */
	Dma NOTHING = new Dma() {
		@Override
		public boolean covers(long gpa, long length) {
			return false;
		}

		@Override
		public boolean read(long gpa, byte[] into, int offset, int length) {
			return false;
		}

		@Override
		public boolean write(long gpa, byte[] from, int offset, int length) {
			return false;
		}
	};

	/** Whether all bytes from {@code gpa} on are RAM; {@code length} is not negative. */
	boolean covers(long gpa, long length);

	/**
	 * Copies from the guest.
	 *
	 * @return whether all of the range is RAM; if not, nothing is copied
	 */
	boolean read(long gpa, byte[] into, int offset, int length);

	/**
	 * Copies to the guest.
	 *
	 * @return whether all of the range is RAM; if not, nothing is copied
	 */
	boolean write(long gpa, byte[] from, int offset, int length);
}
