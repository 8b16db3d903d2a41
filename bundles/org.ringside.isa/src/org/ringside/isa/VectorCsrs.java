/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import static org.ringside.isa.CsrTable.bit;
import static org.ringside.isa.CsrTable.csr;
import static org.ringside.isa.CsrTable.field;

import java.util.List;

/** The CSRs of the V extension. */
public final class VectorCsrs {

	public static final int VSTART = 0x008;
	public static final int VXSAT = 0x009;
	public static final int VXRM = 0x00a;
	public static final int VCSR = 0x00f;
	public static final int VL = 0xc20;
	public static final int VTYPE = 0xc21;
	public static final int VLENB = 0xc22;

	private static final String SOURCE = "Unprivileged, V: Implementation-defined Constant Parameters and Vector CSRs";
	private static final String MODES = "rnu,rne,rdn,rod";

	static final List<Csr> ALL = List.of(
			csr("vstart", VSTART, "ZVE32X", SOURCE, "The element at which a vector instruction begins."),
			csr("vxsat", VXSAT, "ZVE32X", SOURCE, "Tells whether a fixed-point operation saturated.", bit("VXSAT", 0, "saturated")),
			csr("vxrm", VXRM, "ZVE32X", SOURCE, "The rounding mode of fixed-point operations.", field("VXRM", 1, 0, "rounding mode", MODES)),
			csr("vcsr", VCSR, "ZVE32X", SOURCE, "Fixed-point rounding mode and saturation together.",
					field("VXRM", 2, 1, "rounding mode", MODES), bit("VXSAT", 0, "saturated")),
			csr("vl", VL, "ZVE32X", SOURCE, "The number of elements that vector instructions work on."),
			csr("vtype", VTYPE, "ZVE32X", SOURCE, "Element width, register grouping and policies.",
					bit("VILL", 63, "the setting is not supported"), bit("VMA", 7, "masked-off elements are agnostic"),
					bit("VTA", 6, "tail elements are agnostic"), field("VSEW", 5, 3, "element width", "8,16,32,64"),
					field("VLMUL", 2, 0, "register grouping", "1,2,4,8,5=1/8,1/4,1/2")),
			csr("vlenb", VLENB, "ZVE32X", SOURCE, "The length of a vector register in bytes."));

	private VectorCsrs() {
	}

	/** Whether this is the number of a vector CSR. */
	public static boolean isVector(int number) {
		return number >= VSTART && number <= VCSR || number >= VL && number <= VLENB;
	}
}
