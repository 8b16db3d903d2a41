/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.elf;

/**
 * One program header: a range of the file and where it goes in memory.
 *
 * @param type {@code p_type}; {@link #LOAD} for what a loader copies
 * @param flags {@code p_flags}: {@link #EXECUTE}, {@link #WRITE}, {@link #READ}
 * @param vaddr the virtual address that the linker assumed
 * @param paddr the address where a loader without translation puts it
 * @param fileOffset offset of the first byte in the file
 * @param fileSize bytes in the file
 * @param memSize bytes in memory; what exceeds the file's is zero
 */
public record ElfSegment(int type, int flags, long vaddr, long paddr, long fileOffset, long fileSize, long memSize) {

	/** {@code PT_LOAD}. */
	public static final int LOAD = 1;
	/** {@code PF_X}. */
	public static final int EXECUTE = 1;
	/** {@code PF_W}. */
	public static final int WRITE = 2;
	/** {@code PF_R}. */
	public static final int READ = 4;

	/** @return whether a loader puts this segment into memory */
	public boolean isLoad() {
		return type == LOAD && memSize != 0;
	}

	/** @return whether the virtual address lies in this segment */
	public boolean containsVirtual(long address) {
		return Long.compareUnsigned(address - vaddr, memSize) < 0;
	}
}
