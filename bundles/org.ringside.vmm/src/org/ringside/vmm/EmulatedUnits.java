/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import org.ringside.isa.FloatCsrs;
import org.ringside.isa.VectorCsrs;

/**
 * Which instructions can touch the floating-point and vector registers and their CSRs. A monitor that emulates another one
 * need not carry these registers to and fro.
 */
final class EmulatedUnits {
	private static final int SYSTEM = 0x73;

	private EmulatedUnits() {
	}

	/** @param word the instruction; compressed ones are zero-extended, and 0 is none */
	static boolean areUsedBy(int word) {
		if ((word & 3) != 3) {
			// c.fld, c.fsd, c.fldsp and c.fsdsp (Unprivileged, chapter "C", instruction set listings)
			return (word & 1) == 0 && (word >>> 13 & 3) == 1;
		}
		return switch (word & 0x7f) {
			case 0x07, 0x27, 0x43, 0x47, 0x4b, 0x4f, 0x53, 0x57 -> true; // LOAD-FP, STORE-FP, MADD to NMADD, OP-FP, OP-V
			case SYSTEM -> (word >>> 12 & 3) != 0 && isOfUnits(word >>> 20);
			default -> false;
		};
	}

	private static boolean isOfUnits(int csr) {
		return csr >= FloatCsrs.FFLAGS && csr <= FloatCsrs.FCSR || csr >= VectorCsrs.VSTART && csr <= VectorCsrs.VCSR
				|| csr >= VectorCsrs.VL && csr <= VectorCsrs.VLENB;
	}
}
