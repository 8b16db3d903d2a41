/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import static org.ringside.isa.CsrTable.bit;
import static org.ringside.isa.CsrTable.csr;
import static org.ringside.isa.CsrTable.field;

import java.util.List;

/** Trigger registers (Sdtrig) of the RISC-V Debug Specification; those of debug mode itself have no counterpart here. */
public final class DebugCsrs {

	public static final int TSELECT = 0x7a0;
	public static final int TDATA1 = 0x7a1;
	public static final int TDATA2 = 0x7a2;
	public static final int TDATA3 = 0x7a3;
	public static final int TINFO = 0x7a4;
	public static final int TCONTROL = 0x7a5;
	public static final int MCONTEXT = 0x7a8;
	public static final int HCONTEXT = 0x6a8;
	public static final int SCONTEXT = 0x5a8;

	private static final String SOURCE = "Debug, Sdtrig";

	static final List<Csr> ALL = List.of(
			csr("tselect", TSELECT, "SDTRIG", SOURCE, "Which trigger the tdata registers show."),
			csr("tdata1", TDATA1, "SDTRIG", SOURCE, "Type and settings of the trigger.",
					field("TYPE", 63, 60, "type of the trigger", "none,legacy,mcontrol,icount,itrigger,etrigger,mcontrol6,tmexttrigger,15=disabled"),
					bit("DMODE", 59, "only debug mode may write it"), field("DATA", 58, 0, "settings of the type")),
			csr("tdata2", TDATA2, "SDTRIG", SOURCE, "The address or value that the trigger compares with."),
			csr("tdata3", TDATA3, "SDTRIG", SOURCE, "Further conditions of the trigger."),
			csr("tinfo", TINFO, "SDTRIG", SOURCE, "Which types the trigger can have.",
					field("VERSION", 31, 24, "version of Sdtrig"), field("INFO", 15, 0, "a bit for each type")),
			csr("tcontrol", TCONTROL, "SDTRIG", SOURCE, "Whether triggers fire in M-mode.",
					bit("MPTE", 7, "MTE before the trap"), bit("MTE", 3, "triggers fire in M-mode")),
			csr("mcontext", MCONTEXT, "SDTRIG", SOURCE, "Context of M-mode that triggers compare with."),
			csr("hcontext", HCONTEXT, "SDTRIG & H", SOURCE, "Context of the guest that triggers compare with."),
			csr("scontext", SCONTEXT, "SDTRIG & S", SOURCE, "Context of S-mode that triggers compare with."));

	private DebugCsrs() {
	}
}
