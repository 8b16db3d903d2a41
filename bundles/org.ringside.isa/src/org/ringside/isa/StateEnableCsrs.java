/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import static org.ringside.isa.CsrTable.bit;
import static org.ringside.isa.CsrTable.csr;

import java.util.ArrayList;
import java.util.List;

/** The state-enable registers of Smstateen and Ssstateen. */
public final class StateEnableCsrs {

	/** The first of mstateen0 to mstateen3. */
	public static final int MSTATEEN0 = 0x30c;
	/** The first of hstateen0 to hstateen3. */
	public static final int HSTATEEN0 = 0x60c;
	/** The first of sstateen0 to sstateen3. */
	public static final int SSTATEEN0 = 0x10c;

	static final List<Csr> ALL = all();

	private StateEnableCsrs() {
	}

	private static List<Csr> all() {
		String source = "Privileged, Smstateen/Ssstateen";
		List<Csr> all = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			all.add(csr("mstateen" + i, MSTATEEN0 + i, "SMSTATEEN & U", source, "Which state the modes below M may access.",
					i == 0 ? upper() : new CsrField[] {bit("SE", 63, "sstateen" + i + " and hstateen" + i + " are accessible")}));
			all.add(csr("hstateen" + i, HSTATEEN0 + i, "SSSTATEEN & H", source, "Which state the guest may access.",
					i == 0 ? upper() : new CsrField[] {bit("SE", 63, "sstateen" + i + " is accessible to the guest")}));
			all.add(csr("sstateen" + i, SSTATEEN0 + i, "SSSTATEEN & S", source, "Which state U-mode may access.",
					i == 0 ? lower() : new CsrField[0]));
		}
		return all;
	}

	private static CsrField[] upper() {
		return new CsrField[] {bit("SE0", 63, "sstateen0 is accessible"), bit("ENVCFG", 62, "senvcfg and henvcfg are accessible"),
				bit("CSRIND", 60, "siselect and sireg are accessible"), bit("AIA", 59, "other AIA state is accessible"),
				bit("IMSIC", 58, "IMSIC state is accessible"), bit("CONTEXT", 57, "scontext and hcontext are accessible"),
				bit("P1P13", 56, "hedelegh is accessible"), bit("JVT", 2, "jvt is accessible"),
				bit("FCSR", 1, "fcsr is accessible for Zfinx"), bit("C", 0, "custom state is accessible")};
	}

	private static CsrField[] lower() {
		return new CsrField[] {bit("JVT", 2, "jvt is accessible"), bit("FCSR", 1, "fcsr is accessible for Zfinx"),
				bit("C", 0, "custom state is accessible")};
	}
}
