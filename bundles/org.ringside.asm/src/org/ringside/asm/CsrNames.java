/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.Map;
import java.util.OptionalInt;
import org.ringside.isa.Csr;
import org.ringside.isa.Csrs;

/** The numbers of CSRs by their names, also by names that earlier specifications gave and sources still have. */
final class CsrNames {

	private static final Map<String, Integer> EARLIER = Map.ofEntries(Map.entry("sptbr", 0x180), Map.entry("mbadaddr", 0x343), Map.entry("sbadaddr", 0x143),
			Map.entry("mucounteren", 0x320), Map.entry("mscounteren", 0x321), Map.entry("mhcounteren", 0x322), Map.entry("dscratch", 0x7b2),
			Map.entry("ustatus", 0x000), Map.entry("uie", 0x004), Map.entry("utvec", 0x005), Map.entry("uscratch", 0x040), Map.entry("uepc", 0x041),
			Map.entry("ucause", 0x042), Map.entry("ubadaddr", 0x043), Map.entry("utval", 0x043), Map.entry("uip", 0x044), Map.entry("sedeleg", 0x102),
			Map.entry("sideleg", 0x103), Map.entry("mcontrol", 0x7a1), Map.entry("mcontrol6", 0x7a1), Map.entry("icount", 0x7a1),
			Map.entry("itrigger", 0x7a1), Map.entry("etrigger", 0x7a1), Map.entry("textra32", 0x7a3), Map.entry("textra64", 0x7a3),
			Map.entry("tmexttrigger", 0x7a1), Map.entry("mscontext", 0x7aa), Map.entry("mbase", 0x380), Map.entry("mbound", 0x381),
			Map.entry("mibase", 0x382), Map.entry("mibound", 0x383), Map.entry("mdbase", 0x384), Map.entry("mdbound", 0x385));
	/** Of debug mode, in which no guest of ours runs (Debug specification, section 4.9). */
	private static final Map<String, Integer> DEBUG_MODE = Map.of("dcsr", 0x7b0, "dpc", 0x7b1, "dscratch0", 0x7b2, "dscratch1", 0x7b3);

	private CsrNames() {
	}

	/** The number; empty if there is no CSR of this name. */
	static OptionalInt number(String name) {
		Csr csr = Csrs.byName(name).orElse(null);
		if (csr != null) {
			return OptionalInt.of(csr.number());
		}
		Integer other = EARLIER.getOrDefault(name, DEBUG_MODE.get(name));
		return other == null ? OptionalInt.empty() : OptionalInt.of(other);
	}
}
