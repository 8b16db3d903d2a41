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

/** Physical memory protection (Privileged, section "Physical Memory Protection"). */
public final class PmpCsrs {

	/** The first configuration register; in RV64 only even ones exist, up to pmpcfg14. */
	public static final int PMPCFG0 = 0x3a0;
	/** The first of 64 address registers. */
	public static final int PMPADDR0 = 0x3b0;

	static final List<Csr> ALL = all();

	private PmpCsrs() {
	}

	private static List<Csr> all() {
		String source = "Privileged, Physical Memory Protection";
		List<Csr> all = new ArrayList<>();
		for (int i = 0; i < 16; i += 2) {
			all.add(csr("pmpcfg" + i, PMPCFG0 + i, "I", source, "Permissions and matching of regions " + i * 4 + " to " + (i * 4 + 7) + ".",
					entries(i * 4)));
		}
		for (int i = 0; i < 64; i++) {
			all.add(csr("pmpaddr" + i, PMPADDR0 + i, "I", source, "Machine address of region " + i + ", divided by 4."));
		}
		return all;
	}

	private static CsrField[] entries(int first) {
		List<CsrField> fields = new ArrayList<>();
		for (int i = 7; i >= 0; i--) {
			String region = "region " + (first + i) + " ";
			int low = i * 8;
			String n = String.valueOf(first + i);
			fields.add(bit("L" + n, low + 7, region + "is locked and binds M-mode"));
			fields.add(field("A" + n, low + 4, low + 3, region + "matches so", "OFF,TOR,NA4,NAPOT"));
			fields.add(bit("X" + n, low + 2, region + "is executable"));
			fields.add(bit("W" + n, low + 1, region + "is writable"));
			fields.add(bit("R" + n, low, region + "is readable"));
		}
		return fields.toArray(CsrField[]::new);
	}
}
