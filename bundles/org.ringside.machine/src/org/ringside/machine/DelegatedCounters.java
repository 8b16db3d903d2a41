/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import org.ringside.isa.Counters;
import org.ringside.isa.Extension;

/**
 * The counters that M-mode hands to the supervisor: those whose bits are set in mcounteren while menvcfg.CDE is (Privileged, chapter
 * "Smcdeleg"). They are accessed through sireg and sireg2, and inhibited by scountinhibit.
 */
final class DelegatedCounters {

	static final long CDE = 1L << 60;
	private static final int FIRST = 0x40;
	private static final int LAST = 0x5f;

	private final Hart hart;

	DelegatedCounters(Hart hart) {
		this.hart = hart;
	}

	static void define(CsrFile csrs, Hart hart, long inhibits) {
		if (!hart.profile().has(Extension.SSCCFG)) {
			return;
		}
		DelegatedCounters delegated = new DelegatedCounters(hart);
		PerformanceCounters counters = hart.counters;
		csrs.define(Counters.SCOUNTINHIBIT, () -> counters.inhibited() & hart.state.mcounteren & inhibits, value -> {
			long mine = hart.state.mcounteren & inhibits;
			counters.inhibit(counters.inhibited() & ~mine | value & mine);
		}, delegated::on);
		if (hart.extensions.h) {
			csrs.openToGuest(Counters.SCOUNTINHIBIT, () -> false);
			if (csrs.exists(Counters.SCOUNTOVF)) {
				csrs.openToGuest(Counters.SCOUNTOVF, () -> !delegated.on());
			}
		}
	}

	/** Whether siselect or vsiselect asks for a counter. */
	static boolean selects(long selected) {
		return selected >= FIRST && selected <= LAST;
	}

	boolean on() {
		return (hart.state.menvcfg & CDE) != 0;
	}

	/** Whether sireg, or sireg2 for what configures the counter, reaches it. */
	boolean isOpen(long selected, boolean configuration) {
		return isThere(selected, configuration) && on() && (hart.state.mcounteren >>> counter(selected) & 1) != 0;
	}

	private boolean isThere(long selected, boolean configuration) {
		if (!selects(selected) || counter(selected) == PerformanceCounters.TIME) {
			return false;
		}
		Extension needed = counter(selected) >= PerformanceCounters.FIRST ? Extension.ZIHPM
				: configuration ? Extension.SMCNTRPMF : Extension.ZICNTR;
		return hart.profile().has(needed);
	}

	/** The counter; 0 if there is none. */
	long read(long selected) {
		return isThere(selected, false) ? hart.counters.read(counter(selected)) : 0;
	}

	void write(long selected, long value) {
		if (isThere(selected, false)) {
			hart.counters.write(counter(selected), value);
		}
	}

	/** Whether M-mode is left out is for M-mode to say: that bit reads as 0. */
	long readConfiguration(long selected) {
		return isThere(selected, true) ? hart.counters.config(counter(selected)) & ~PerformanceCounters.MINH : 0;
	}

	void writeConfiguration(long selected, long value) {
		if (isThere(selected, true)) {
			int counter = counter(selected);
			long kept = hart.counters.config(counter) & PerformanceCounters.MINH;
			CounterRegisters.configure(hart, counter, value & ~PerformanceCounters.MINH | kept);
		}
	}

	private static int counter(long selected) {
		return (int) selected - FIRST;
	}
}
