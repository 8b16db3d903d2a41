/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;


/**
 * One address space of a virtual machine as a debugger reads it: without side effects on the guest.
 *
 * <p>Device registers are not touched and count as unreadable, and so does what is not mapped.
 */
public interface MemorySpace {
	/**
	 * Reads as much as is readable.
	 *
	 * @param address first byte
	 * @param into filled from index 0; unreadable bytes become 0
	 * @param readable same length as {@code into}; set to true where the byte was read
	 * @return the number of bytes read
	 */
	int read(long address, byte[] into, boolean[] readable);

	/**
	 * Writes as a debugger does: past write protection, seen by instruction caches and shadow tables.
	 *
	 * @return the number of bytes written, counted from the first byte up to the first unwritable one
	 */
	int write(long address, byte[] bytes);
}
