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
	 * The hart executes an access to one of the {@link PlainCsrs} of a mode, which would trap.
	 *
	 * @return whether it is to access the register of the hart for which it stands, without a trap; the instruction retires then
	 */
	boolean opens(int mode);

	/**
	 * The same for host code, as {@link PlainCsrs#opened} says: the highest mode of which it would open registers, by its encoding, or
	 * -1. It need not be asked again before the hart executes an instruction by other means.
	 */
	int opened();

	/** Host code did access such registers, so many times. */
	void accessed(long count);
}
