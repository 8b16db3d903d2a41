/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import static org.ringside.isa.CsrTable.bit;
import static org.ringside.isa.CsrTable.csr;
import static org.ringside.isa.CsrTable.field;

import java.util.ArrayList;
import java.util.List;

/** Counters, their events and what inhibits them (Zicntr, Zihpm, Sscofpmf, Smcntrpmf). */
public final class Counters {

	public static final int CYCLE = 0xc00;
	public static final int TIME = 0xc01;
	public static final int INSTRET = 0xc02;
	/** The first of hpmcounter3 to hpmcounter31. */
	public static final int HPMCOUNTER3 = 0xc03;
	public static final int MCYCLE = 0xb00;
	public static final int MINSTRET = 0xb02;
	/** The first of mhpmcounter3 to mhpmcounter31. */
	public static final int MHPMCOUNTER3 = 0xb03;
	public static final int MCOUNTINHIBIT = 0x320;
	public static final int MCYCLECFG = 0x321;
	public static final int MINSTRETCFG = 0x322;
	/** The first of mhpmevent3 to mhpmevent31. */
	public static final int MHPMEVENT3 = 0x323;
	public static final int SCOUNTOVF = 0xda0;
	public static final int SCOUNTINHIBIT = 0x120;

	static final List<Csr> ALL = all();

	private Counters() {
	}

	private static List<Csr> all() {
		String user = "Unprivileged, Zicntr and Zihpm";
		String machine = "Privileged, Hardware Performance Monitor";
		List<Csr> all = new ArrayList<>(List.of(
				csr("cycle", CYCLE, "ZICNTR", user, "Clock cycles of this hart."),
				csr("time", TIME, "ZICNTR", user, "Wall-clock time in ticks of the platform."),
				csr("instret", INSTRET, "ZICNTR", user, "Instructions that this hart has retired."),
				csr("mcycle", MCYCLE, "I", machine, "Clock cycles of this hart, writable."),
				csr("minstret", MINSTRET, "I", machine, "Instructions that this hart has retired, writable."),
				csr("mcountinhibit", MCOUNTINHIBIT, "I", machine, "Which counters stand still.",
						field("HPM", 31, 3, "mhpmcounter3 to mhpmcounter31 stand still"), bit("IR", 2, "minstret stands still"),
						bit("CY", 0, "mcycle stands still")),
				csr("mcyclecfg", MCYCLECFG, "SMCNTRPMF", "Privileged, Smcntrpmf", "In which modes mcycle counts.", inhibits()),
				csr("minstretcfg", MINSTRETCFG, "SMCNTRPMF", "Privileged, Smcntrpmf", "In which modes minstret counts.", inhibits()),
				csr("scountovf", SCOUNTOVF, "SSCOFPMF & S", "Privileged, Sscofpmf", "The overflow bits of all counters.",
						field("OF", 31, 3, "mhpmevent3 to mhpmevent31 have overflowed")),
				csr("scountinhibit", SCOUNTINHIBIT, "SSCCFG", "Privileged, Smcdeleg and Ssccfg", "Which delegated counters stand still.")));
		for (int i = 3; i < 32; i++) {
			all.add(csr("hpmcounter" + i, HPMCOUNTER3 + i - 3, "ZIHPM", user, "Performance counter " + i + "."));
			all.add(csr("mhpmcounter" + i, MHPMCOUNTER3 + i - 3, "I", machine, "Performance counter " + i + ", writable."));
			all.add(csr("mhpmevent" + i, MHPMEVENT3 + i - 3, "I", machine, "What performance counter " + i + " counts.", event()));
		}
		return all;
	}

	private static CsrField[] inhibits() {
		return new CsrField[] {bit("MINH", 62, "does not count in M-mode"), bit("SINH", 61, "does not count in S-mode"),
				bit("UINH", 60, "does not count in U-mode"), bit("VSINH", 59, "does not count in VS-mode"),
				bit("VUINH", 58, "does not count in VU-mode")};
	}

	private static CsrField[] event() {
		List<CsrField> fields = new ArrayList<>(List.of(bit("OF", 63, "has overflowed; while clear an overflow interrupts")));
		fields.addAll(List.of(inhibits()));
		fields.add(field("EVENT", 57, 0, "event selector of the platform"));
		return fields.toArray(CsrField[]::new);
	}
}
