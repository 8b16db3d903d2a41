/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.BitSet;

/**
 * A piece of memory as it was read, with the bytes that could not be read marked.
 *
 * @param address of the first byte
 * @param bytes the contents; 0 where unreadable
 * @param unreadable bit {@code i} set: there is nothing at {@code address + i}, or reading it would disturb a device
 */
public record MemoryBytes(long address, byte[] bytes, BitSet unreadable) {

	/** Whether byte {@code index} was read. */
	public boolean readable(int index) {
		return index >= 0 && index < bytes.length && !unreadable.get(index);
	}

	/** Whether every byte was read. */
	public boolean complete() {
		return unreadable.isEmpty();
	}
}
