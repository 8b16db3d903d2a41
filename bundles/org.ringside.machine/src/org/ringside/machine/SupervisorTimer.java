/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import org.ringside.isa.Sstc;

/**
 * Sstc: while {@code menvcfg.STCE} is set, the supervisor timer interrupt is pending whenever the time has reached
 * {@code stimecmp}, and software cannot set it. While {@code henvcfg.STCE} is set too, the timer interrupt of the guest is
 * pending whenever its time has reached {@code vstimecmp}, and also while the hypervisor injects it.
 */
final class SupervisorTimer {

	private static final int TM = 2;

	private final Hart hart;
	private final PrivilegedState s;
	private boolean enabled;
	private boolean guestEnabled;
	private Clock.Event event;
	private Clock.Event guestEvent;

	private SupervisorTimer(Hart hart) {
		this.hart = hart;
		this.s = hart.state;
	}

	static SupervisorTimer define(CsrFile csrs, Hart hart) {
		SupervisorTimer timer = new SupervisorTimer(hart);
		PrivilegedState s = hart.state;
		if (hart.extensions.sstc) {
			csrs.define(Sstc.STIMECMP, () -> s.stimecmp, value -> {
				s.stimecmp = value;
				timer.refresh();
			}, timer::accessible);
		}
		if (hart.extensions.sstc && hart.extensions.h) {
			csrs.define(Sstc.VSTIMECMP, () -> s.vstimecmp, value -> {
				s.vstimecmp = value;
				timer.refresh();
			}, timer::accessible);
			csrs.substitute(Sstc.STIMECMP, Sstc.VSTIMECMP);
			csrs.openToGuest(Sstc.STIMECMP, () -> (s.henvcfg & MachineRegisters.STCE) != 0 && (s.hcounteren & TM) != 0);
		}
		return timer;
	}

	private boolean accessible() {
		return s.mode == 3 || (s.menvcfg & MachineRegisters.STCE) != 0 && (s.mcounteren & TM) != 0;
	}

	/** Compares anew, after a comparator was written or switched, or the guest's time was moved. */
	void refresh() {
		boolean was = enabled;
		enabled = hart.extensions.sstc && (s.menvcfg & MachineRegisters.STCE) != 0;
		if (event != null) {
			hart.clock.cancel(event);
			event = null;
		}
		if (enabled) {
			boolean due = Long.compareUnsigned(hart.clock.now(), s.stimecmp) >= 0;
			s.mipSoftware &= ~(1L << PrivilegedState.STI);
			hart.setInterruptPending(PrivilegedState.STI, due);
			if (!due) {
				event = hart.clock.schedule(s.stimecmp, this::refresh);
			}
		} else if (was) {
			hart.setInterruptPending(PrivilegedState.STI, false);
		}
		if (hart.extensions.h) {
			refreshGuest();
		}
	}

	private void refreshGuest() {
		boolean was = guestEnabled;
		guestEnabled = enabled && (s.henvcfg & MachineRegisters.STCE) != 0;
		if (guestEvent != null) {
			hart.clock.cancel(guestEvent);
			guestEvent = null;
		}
		if (guestEnabled) {
			long now = hart.clock.now();
			long guestNow = now + s.htimedelta;
			boolean due = Long.compareUnsigned(guestNow, s.vstimecmp) >= 0;
			hart.setInterruptPending(HypervisorState.VSTI, due);
			// The sum with htimedelta is 64 bits wide: where it begins again at 0, a comparator that was due is not any more.
			long change = now + (due ? -guestNow : s.vstimecmp - guestNow);
			if (Long.compareUnsigned(change, now) > 0) {
				guestEvent = hart.clock.schedule(change, this::refresh);
			}
		} else if (was) {
			hart.setInterruptPending(HypervisorState.VSTI, false);
		}
	}
}
