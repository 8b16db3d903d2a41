/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

/** Told of the traps of a hart that M-mode would take, on the thread that runs the hart; it stands for M-mode. */
public interface Monitor {

	/**
	 * A trap was taken: nothing of it is in the hart's CSRs, its pc is that of the instruction. What the monitor does to registers
	 * and pc, the hart goes on with.
	 *
	 * @return whether the hart goes on; if not, {@link Hart#run} ends with {@link HartStop.ListenerStop}
	 */
	boolean trapped(HartStop.MonitorTrap trap);

	/**
	 * The highest mode, by its encoding, of which the hart is to access the {@link PlainCsrs} of the hart for which it stands, without the
	 * traps that this would take; -1 for none. Such an instruction retires. Host code asks only when it is entered, and when the hart
	 * has executed an instruction by other means.
	 */
	int opened();

	/** The hart did access such registers, so many times. */
	void accessed(long count);
}
