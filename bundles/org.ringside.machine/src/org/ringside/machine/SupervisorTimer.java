/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import org.ringside.isa.Sstc;

/**
 * Sstc: while {@code menvcfg.STCE} is set, the supervisor timer interrupt is pending whenever the time has reached
 * {@code stimecmp}, and software cannot set it.
 */
final class SupervisorTimer {

	private static final int TM = 2;

	private final Hart hart;
	private boolean enabled;
	private Clock.Event event;

	private SupervisorTimer(Hart hart) {
		this.hart = hart;
	}

	static SupervisorTimer define(CsrFile csrs, Hart hart) {
		SupervisorTimer timer = new SupervisorTimer(hart);
		PrivilegedState s = hart.state;
		if (hart.extensions.sstc) {
			csrs.define(Sstc.STIMECMP, () -> s.stimecmp, value -> {
				s.stimecmp = value;
				timer.refresh();
			}, () -> s.mode == 3 || (s.menvcfg & MachineRegisters.STCE) != 0 && (s.mcounteren & TM) != 0);
		}
		return timer;
	}

	/** Compares anew, after the comparator was written or switched. */
	void refresh() {
		boolean was = enabled;
		enabled = hart.extensions.sstc && (hart.state.menvcfg & MachineRegisters.STCE) != 0;
		if (event != null) {
			hart.clock.cancel(event);
			event = null;
		}
		if (enabled) {
			boolean due = Long.compareUnsigned(hart.clock.now(), hart.state.stimecmp) >= 0;
			hart.state.mipSoftware &= ~(1L << PrivilegedState.STI);
			hart.setInterruptPending(PrivilegedState.STI, due);
			if (!due) {
				event = hart.clock.schedule(hart.state.stimecmp, this::refresh);
			}
		} else if (was) {
			hart.setInterruptPending(PrivilegedState.STI, false);
		}
	}
}
