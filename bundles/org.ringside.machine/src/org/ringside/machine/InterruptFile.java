/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

/**
 * An interrupt file of the incoming-message controller beside a hart, as the hart's CSRs reach it (AIA 1.0, sections 3.8 and
 * 3.9). What it has to tell, it also tells by a wire: {@link Hart#setInterruptPending} or {@link Hart#setGuestExternalPending}.
 */
public interface InterruptFile {

	/** The number of the first register, eidelivery. */
	int FIRST = 0x70;
	/** The number of the last register, eie63. */
	int LAST = 0xff;
	/** The number of the first register with pending bits; from here on, only even numbers are registers. */
	int PENDING = 0x80;

	/**
	 * Reads a register.
	 *
	 * @param register {@link #FIRST} to {@link #LAST}, the number in {@code siselect}; reserved ones read as 0
	 */
	long read(int register);

	/** Writes a register; what it cannot hold it ignores. */
	void write(int register, long value);

	/** The identity of the interrupt that {@code stopei} reports, which is also its priority; 0 for none. */
	int top();

	/** Takes the interrupt that {@link #top} reports: it is not pending any more. */
	void claim();
}
