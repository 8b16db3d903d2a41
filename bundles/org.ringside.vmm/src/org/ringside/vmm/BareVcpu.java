/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import org.ringside.machine.Hart;
import org.ringside.machine.HartStop;

/** A virtual hart that is a hart of the machine. */
final class BareVcpu extends GuestVcpu {
	BareVcpu(GuestCore core, Hart hart) {
		super(core, hart);
	}

	@Override
	Hart runner() {
		return state;
	}

	@Override
	long executing() {
		return state.currentInstruction();
	}

	@Override
	public long retired() {
		return state.retired();
	}

	/** Runs without looking at why it ended, which {@link #after} does: the first may be done beside other harts. */
	HartStop execute(long limit) {
		return state.run(limit);
	}

	@Override
	TurnEnd run(long limit) {
		wake();
		if (passing()) {
			return after(state.step());
		}
		return after(state.run(limit));
	}

	@Override
	void stepOnce() {
		wake();
		after(state.stepExclusively());
	}

	TurnEnd after(HartStop stop) {
		switch (stop) {
			case HartStop.Budget budget -> {
				// The run loop counts instructions itself.
			}
			case HartStop.Interrupted interrupted -> {
				// The run loop looks who asked for it.
			}
			case HartStop.ListenerStop listener -> {
				// The reason is in the event sink.
			}
			case HartStop.NeedsExclusion exclusion -> after(state.stepExclusively());
			case HartStop.WaitForInterrupt waiting -> {
				return TurnEnd.WAITING;
			}
			case HartStop.Breakpoint breakpoint -> core.breakpointReached(this);
			case HartStop.CriticalError error -> core.criticalError(this, error.cause());
			case HartStop.MonitorTrap trap -> core.firmware().trap(this, trap);
			case HartStop.MonitorInterrupt interrupt -> core.firmware().interrupt(this, interrupt);
		}
		return TurnEnd.LOOK;
	}

	@Override
	void cancelReservation() {
		state.cancelReservation();
	}

	@Override
	void requestStop() {
		state.requestStop();
	}
}
