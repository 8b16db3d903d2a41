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

/**
 * The counters (Zicntr; Privileged 3.1.10 to 3.1.12). Cycles are retired instructions, so that a run repeats itself; the
 * performance counters 3 to 31 exist where the profile has them, and count nothing.
 */
final class CounterRegisters {

	private static final int CY = 0;
	private static final int TM = 1;
	private static final int IR = 2;
	private static final long ENABLES = 1 << CY | 1 << TM | 1 << IR;
	private static final long INHIBITS = 1 << CY | 1 << IR;

	private CounterRegisters() {
	}

	static void define(CsrFile csrs, Hart hart) {
		PrivilegedState s = hart.state;
		csrs.define(Counters.MCYCLE, () -> cycle(hart), value -> setCycle(hart, value));
		csrs.define(Counters.MINSTRET, () -> instret(hart), value -> setInstret(hart, value));
		csrs.define(Counters.MCOUNTINHIBIT, () -> s.mcountinhibit, value -> {
			long cycle = cycle(hart);
			long instret = instret(hart);
			s.mcountinhibit = value & INHIBITS;
			setCycle(hart, cycle + (inhibited(hart, CY) ? 0 : 1));
			setInstret(hart, instret + (inhibited(hart, IR) ? 0 : 1));
		});
		if (hart.extensions.u) {
			csrs.define(MachineCsrs.MCOUNTEREN, () -> s.mcounteren, value -> s.mcounteren = value & ENABLES);
		}
		if (hart.extensions.s) {
			csrs.define(SupervisorCsrs.SCOUNTEREN, () -> s.scounteren, value -> s.scounteren = value & ENABLES);
		}
		if (hart.profile().has(Extension.ZICNTR)) {
			csrs.define(Counters.CYCLE, () -> cycle(hart), enabled(hart, CY));
			csrs.define(Counters.TIME, hart.clock::now, enabled(hart, TM));
			csrs.define(Counters.INSTRET, () -> instret(hart), enabled(hart, IR));
		}
		for (int i = 3; i < 32; i++) {
			csrs.define(Counters.MHPMCOUNTER3 + i - 3, () -> 0);
			csrs.define(Counters.MHPMEVENT3 + i - 3, () -> 0);
			if (hart.profile().has(Extension.ZIHPM)) {
				csrs.define(Counters.HPMCOUNTER3 + i - 3, () -> 0, enabled(hart, i));
			}
		}
	}

	private static BooleanSupplier enabled(Hart hart, int bit) {
		PrivilegedState s = hart.state;
		return () -> s.mode == 3 || (s.mcounteren >>> bit & 1) != 0 && (s.mode == 1 || !hart.extensions.s || (s.scounteren >>> bit & 1) != 0);
	}

	private static boolean inhibited(Hart hart, int bit) {
		return (hart.state.mcountinhibit >>> bit & 1) != 0;
	}

	static long cycle(Hart hart) {
		return hart.state.cycleOffset + (inhibited(hart, CY) ? 0 : hart.retired());
	}

	static long instret(Hart hart) {
		return hart.state.instretOffset + (inhibited(hart, IR) ? 0 : hart.retired());
	}

	/** The write takes the place of the increment by the instruction that writes. */
	private static void setCycle(Hart hart, long value) {
		hart.state.cycleOffset = value - (inhibited(hart, CY) ? 0 : hart.retired() + hart.executing());
	}

	private static void setInstret(Hart hart, long value) {
		hart.state.instretOffset = value - (inhibited(hart, IR) ? 0 : hart.retired() + hart.executing());
	}
}
