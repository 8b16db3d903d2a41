/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import org.ringside.isa.Extension;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.Zkr;

/** {@code mseccfg} and the entropy source that it opens to lower modes (Privileged 3.1.18; Unprivileged, "Zkr"). */
final class SecurityRegisters {

	private static final long USEED = 1 << 8;
	private static final long SSEED = 1 << 9;

	private SecurityRegisters() {
	}

	static void define(CsrFile csrs, Hart hart) {
		PrivilegedState s = hart.state;
		boolean entropy = hart.profile().has(Extension.ZKR);
		boolean protection = hart.profile().has(Extension.SMEPMP);
		if (entropy || protection) {
			long seeds = entropy ? (hart.extensions.u ? USEED : 0) | (hart.extensions.s ? SSEED : 0) : 0;
			csrs.define(MachineCsrs.MSECCFG, () -> s.seeds | hart.pmp.security(), value -> {
				s.seeds = value & seeds;
				if (protection && hart.pmp.setSecurity(value)) {
					hart.flushTlb();
				}
			});
		}
		if (entropy) {
			csrs.defineConsumed(Zkr.SEED, hart.entropy::peek, value -> hart.entropy.next(),
					() -> s.mode == 3 || (s.seeds & (s.mode == 1 || s.virtual ? SSEED : USEED)) != 0);
		}
	}
}
