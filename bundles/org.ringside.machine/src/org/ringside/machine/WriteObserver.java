/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

/**
 * Told of each write to a tracked page, in the order in which the writes happen. {@code hart} is the hart that
 * executes the store or whose table walk sets A or D, or {@code null} where a device or a debugger writes.
 * Values are zero-extended, {@code size} is 1 to 8 bytes and the range lies within one page.
 */
public interface WriteObserver {

	/** Before the bytes change. */
	void beforeWrite(Hart hart, long address, int size, long oldValue, long newValue);

	/** After the bytes have changed. */
	void afterWrite(Hart hart, long address, int size, long oldValue, long newValue);
}
