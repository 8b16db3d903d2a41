/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

/**
 * Choices of a hart's implementation that the specification leaves open and the ISA string does not tell.
 *
 * @param adUpdate   what happens where A or D of a page-table entry must be set
 * @param pmpEntries number of PMP entries, 0, 16 or 64
 * @param vendorId   {@code mvendorid}
 * @param archId     {@code marchid}
 * @param implId     {@code mimpid}
 * @param guestExternalInterrupts GEILEN of the hypervisor extension, 0 to 63: how many guest external interrupts there are
 */
public record HartConfig(AdUpdate adUpdate, int pmpEntries, long vendorId, long archId, long implId, int guestExternalInterrupts) {

	/** Hardware updates of A and D unless the profile says otherwise, 16 PMP entries, no identity. */
	public static final HartConfig DEFAULT = new HartConfig(AdUpdate.PROFILE, 16, 0, 0, 0);

	/** What happens where A or D of a page-table entry must be set. */
	public enum AdUpdate {
		/** Svade faults; Svadu lets {@code menvcfg.ADUE} decide; a profile with neither updates. */
		PROFILE,
		/** The walk sets the bits. */
		HARDWARE,
		/** The access faults. */
		FAULT
	}

	/** The same with another choice for A and D. */
	public HartConfig withAdUpdate(AdUpdate choice) {
		return new HartConfig(choice, pmpEntries, vendorId, archId, implId, guestExternalInterrupts);
	}

	/** The same with another number of guest external interrupts. */
	public HartConfig withGuestExternalInterrupts(int count) {
		return new HartConfig(adUpdate, pmpEntries, vendorId, archId, implId, count);
	}

	/** Without guest external interrupts, which need an interrupt controller that has them. */
	public HartConfig(AdUpdate adUpdate, int pmpEntries, long vendorId, long archId, long implId) {
		this(adUpdate, pmpEntries, vendorId, archId, implId, 0);
	}

	public HartConfig {
		if (pmpEntries != 0 && pmpEntries != 16 && pmpEntries != 64) {
			throw new IllegalArgumentException("A hart has 0, 16 or 64 PMP entries, not " + pmpEntries);
		}
		if (guestExternalInterrupts < 0 || guestExternalInterrupts > 63) {
			throw new IllegalArgumentException("A hart has 0 to 63 guest external interrupts, not " + guestExternalInterrupts);
		}
	}
}
