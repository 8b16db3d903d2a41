/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.util.function.BooleanSupplier;

import org.ringside.isa.Counters;
import org.ringside.isa.Extension;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.SupervisorCsrs;

/** The CSRs of the counters (Zicntr, Zihpm; Privileged 3.1.10 to 3.1.12; chapters "Sscofpmf" and "Smcntrpmf"). */
final class CounterRegisters {

	private static final long BASE_ENABLES = 7;
	private static final long BASE_INHIBITS = 5;
	private static final long PERFORMANCE = 0xffff_fff8L;

	private CounterRegisters() {
	}

	static void define(CsrFile csrs, Hart hart) {
		PrivilegedState s = hart.state;
		PerformanceCounters counters = hart.counters;
		boolean performance = hart.profile().has(Extension.ZIHPM);
		long enables = enables(hart);
		long inhibits = BASE_INHIBITS | (performance ? PERFORMANCE : 0);
		counter(csrs, counters, Counters.MCYCLE, PerformanceCounters.CYCLE);
		counter(csrs, counters, Counters.MINSTRET, PerformanceCounters.INSTRET);
		csrs.define(Counters.MCOUNTINHIBIT, counters::inhibited, value -> counters.inhibit(value & inhibits));
		if (hart.extensions.u) {
			csrs.define(MachineCsrs.MCOUNTEREN, () -> s.mcounteren, value -> s.mcounteren = value & enables);
		}
		if (hart.extensions.s) {
			csrs.define(SupervisorCsrs.SCOUNTEREN, () -> s.scounteren, value -> s.scounteren = value & enables);
		}
		if (hart.profile().has(Extension.ZICNTR)) {
			csrs.define(Counters.CYCLE, () -> counters.read(PerformanceCounters.CYCLE), enabled(hart, PerformanceCounters.CYCLE));
			csrs.define(Counters.TIME, hart.clock::now, enabled(hart, PerformanceCounters.TIME));
			csrs.define(Counters.INSTRET, () -> counters.read(PerformanceCounters.INSTRET), enabled(hart, PerformanceCounters.INSTRET));
		}
		for (int i = PerformanceCounters.FIRST; i < PerformanceCounters.COUNT; i++) {
			performance(csrs, hart, i, performance);
		}
		if (hart.extensions.sscofpmf && hart.extensions.s) {
			csrs.define(Counters.SCOUNTOVF, () -> counters.overflows() & (s.mode == 3 ? -1 : s.mcounteren));
		}
		if (hart.profile().has(Extension.SMCNTRPMF)) {
			filter(csrs, hart, Counters.MCYCLECFG, PerformanceCounters.CYCLE);
			filter(csrs, hart, Counters.MINSTRETCFG, PerformanceCounters.INSTRET);
		}
		DelegatedCounters.define(csrs, hart, inhibits);
	}

	private static void counter(CsrFile csrs, PerformanceCounters counters, int number, int counter) {
		csrs.define(number, () -> counters.read(counter), value -> counters.write(counter, value));
	}

	/** A hart without Zihpm has counters that are 0 for ever. */
	private static void performance(CsrFile csrs, Hart hart, int i, boolean there) {
		int offset = i - PerformanceCounters.FIRST;
		if (!there) {
			csrs.define(Counters.MHPMCOUNTER3 + offset, () -> 0);
			csrs.define(Counters.MHPMEVENT3 + offset, () -> 0);
			return;
		}
		PerformanceCounters counters = hart.counters;
		counter(csrs, counters, Counters.MHPMCOUNTER3 + offset, i);
		csrs.define(Counters.MHPMEVENT3 + offset, () -> counters.config(i), value -> configure(hart, i, value));
		csrs.define(Counters.HPMCOUNTER3 + offset, () -> counters.read(i), enabled(hart, i));
	}

	private static long filters(Hart hart) {
		return PerformanceCounters.MINH | (hart.extensions.s ? PerformanceCounters.SINH : 0) | (hart.extensions.u ? PerformanceCounters.UINH : 0)
				| (hart.extensions.h ? PerformanceCounters.VSINH | PerformanceCounters.VUINH : 0);
	}

	private static void filter(CsrFile csrs, Hart hart, int number, int counter) {
		csrs.define(number, () -> hart.counters.config(counter), value -> configure(hart, counter, value));
	}

	/** Writes what mcyclecfg, minstretcfg or one of the mhpmevent has for a counter; what the hart lacks of it stays 0. */
	static void configure(Hart hart, int counter, long value) {
		if (counter < PerformanceCounters.FIRST) {
			hart.counters.filter(counter, value & filters(hart));
		} else {
			long flags = hart.extensions.sscofpmf ? PerformanceCounters.OVERFLOW | filters(hart) : 0;
			hart.counters.configure(counter, value & flags, value & ~PerformanceCounters.FLAGS);
		}
	}

	/** The bits that mcounteren and its like have. */
	static long enables(Hart hart) {
		return BASE_ENABLES | (hart.profile().has(Extension.ZIHPM) ? PERFORMANCE : 0);
	}

	private static BooleanSupplier enabled(Hart hart, int bit) {
		PrivilegedState s = hart.state;
		// Of a guest, scounteren and hcounteren ask for another exception, and are looked at there.
		return () -> s.mode == 3
				|| (s.mcounteren >>> bit & 1) != 0 && (s.mode == 1 || s.virtual || !hart.extensions.s || (s.scounteren >>> bit & 1) != 0);
	}
}
