/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import static org.ringside.isa.CsrTable.bit;
import static org.ringside.isa.CsrTable.csr;
import static org.ringside.isa.CsrTable.field;

import java.util.List;

/** The CSRs of the F extension. */
public final class FloatCsrs {

	public static final int FFLAGS = 0x001;
	public static final int FRM = 0x002;
	public static final int FCSR = 0x003;

	private static final String SOURCE = "Unprivileged, F: Floating-Point Control and Status Register";
	private static final String MODES = "rne,rtz,rdn,rup,rmm,5=reserved,6=reserved,7=dyn";
	private static final CsrField NV = bit("NV", 4, "invalid operation");
	private static final CsrField DZ = bit("DZ", 3, "divided by zero");
	private static final CsrField OF = bit("OF", 2, "overflow");
	private static final CsrField UF = bit("UF", 1, "underflow");
	private static final CsrField NX = bit("NX", 0, "inexact");

	static final List<Csr> ALL = List.of(
			csr("fflags", FFLAGS, "F", SOURCE, "The exception flags that floating-point operations have raised.", NV, DZ, OF, UF, NX),
			csr("frm", FRM, "F", SOURCE, "The rounding mode of instructions that choose the dynamic one.",
					field("RM", 2, 0, "rounding mode", MODES)),
			csr("fcsr", FCSR, "F", SOURCE, "Rounding mode and exception flags together.",
					field("FRM", 7, 5, "rounding mode", MODES), NV, DZ, OF, UF, NX));

	private FloatCsrs() {
	}
}
