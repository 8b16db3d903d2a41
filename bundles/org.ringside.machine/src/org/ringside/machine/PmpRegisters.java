/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import org.ringside.isa.PmpCsrs;

/** The CSRs of physical memory protection (Privileged 3.7). */
final class PmpRegisters {

	private PmpRegisters() {
	}

	static void define(CsrFile csrs, Hart hart) {
		Pmp pmp = hart.pmp;
		for (int i = 0; i < pmp.entries() / 4; i += 2) {
			int register = i;
			csrs.define(PmpCsrs.PMPCFG0 + i, () -> pmp.readConfig(register), value -> {
				if (pmp.writeConfig(register, value)) {
					hart.flushTlb();
				}
			});
		}
		for (int i = 0; i < pmp.entries(); i++) {
			int entry = i;
			csrs.define(PmpCsrs.PMPADDR0 + i, () -> pmp.readAddress(entry), value -> {
				if (pmp.writeAddress(entry, value)) {
					hart.flushTlb();
				}
			});
		}
	}
}
