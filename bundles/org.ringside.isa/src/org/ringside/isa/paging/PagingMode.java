/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa.paging;

import java.util.Optional;

/** The formats of address translation, by the number in the MODE field of satp, vsatp and hgatp (Privileged, Supervisor-Level ISA). */
public enum PagingMode {
	/** No translation. */
	BARE(0, 0, 64),
	/** Three levels. */
	SV39(8, 3, 39),
	/** Four levels. */
	SV48(9, 4, 48),
	/** Five levels. */
	SV57(10, 5, 57);

	/** Shift of the MODE field. */
	public static final int MODE_SHIFT = 60;
	/** Mask of the page number of the root table. */
	public static final long PPN_MASK = (1L << 44) - 1;
	/** Shift of the ASID in satp and vsatp and of the VMID in hgatp. */
	public static final int ID_SHIFT = 44;
	/** Bits by which the G-stage widens addresses; its root table is four times as large. */
	public static final int G_STAGE_EXTRA_BITS = 2;

	private final int encoding;
	private final int levels;
	private final int addressBits;

	PagingMode(int encoding, int levels, int addressBits) {
		this.encoding = encoding;
		this.levels = levels;
		this.addressBits = addressBits;
	}

	/** The value of the MODE field. */
	public int encoding() {
		return encoding;
	}

	/** The number of levels; 0 if bare. */
	public int levels() {
		return levels;
	}

	/** The width of a virtual address; a guest-physical address of the G-stage has two bits more. */
	public int addressBits() {
		return addressBits;
	}

	/** {@code Sv39} for single-stage and VS-stage, {@code Sv39x4} for the G-stage. */
	public String title(boolean gStage) {
		return this == BARE ? "Bare" : "Sv" + addressBits + (gStage ? "x4" : "");
	}

	/** The mode with this value of the MODE field; empty if it is reserved. */
	public static Optional<PagingMode> of(long encoding) {
		for (PagingMode mode : values()) {
			if (mode.encoding == encoding) {
				return Optional.of(mode);
			}
		}
		return Optional.empty();
	}

	/** The mode that a value of satp, vsatp or hgatp chooses; empty if it is reserved. */
	public static Optional<PagingMode> ofRegister(long atp) {
		return of(atp >>> MODE_SHIFT);
	}

	/** Whether the bits above the address equal its highest bit, as virtual addresses must (not those of the G-stage). */
	public boolean isCanonical(long va) {
		return this == BARE || va << 64 - addressBits >> 64 - addressBits == va;
	}

	/** The index into the table of a level (0 is the leaf level), as single-stage and VS-stage use it. */
	public int index(long va, int level) {
		return (int) (va >>> 12 + 9 * level) & 511;
	}

	/** The index into a table of the G-stage, whose root has 2048 entries. */
	public int gStageIndex(long gpa, int level) {
		return (int) (gpa >>> 12 + 9 * level) & (level == levels - 1 ? 2047 : 511);
	}

	/** The number of bytes that a leaf of this level maps: 4096 at level 0, 2 MiB at level 1. */
	public static long pageSize(int level) {
		return 1L << 12 + 9 * level;
	}
}
