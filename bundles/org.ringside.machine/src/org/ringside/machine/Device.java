/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

/**
 * A device on the bus. It does not know where it sits: offsets are relative to the window it was attached to.
 * Called on the thread that runs the machine.
 */
public interface Device {

	/**
	 * Reads a naturally aligned value.
	 *
	 * @param offset from the start of the window
	 * @param size   1, 2, 4 or 8 bytes
	 * @return the value in the low bits; higher bits are ignored
	 */
	long read(long offset, int size);

	/** Writes the low {@code size} bytes of {@code value}; {@code offset} is naturally aligned. */
	void write(long offset, int size, long value);

	/** Whether the device answers an access of this size at this offset; where not, the access faults. */
	default boolean accepts(long offset, int size, boolean write) {
		return true;
	}
}
