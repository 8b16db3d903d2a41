/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import static org.ringside.isa.CsrTable.csr;
import static org.ringside.isa.CsrTable.field;

import java.util.ArrayList;
import java.util.List;

/** The CSRs of the advanced interrupt architecture and of indirect access (Smaia, Ssaia, Smcsrind). */
public final class InterruptFileCsrs {

	public static final int MVIEN = 0x308;
	public static final int MVIP = 0x309;
	public static final int MISELECT = 0x350;
	public static final int MIREG = 0x351;
	public static final int MTOPEI = 0x35c;
	public static final int MTOPI = 0xfb0;
	public static final int SISELECT = 0x150;
	public static final int SIREG = 0x151;
	public static final int STOPEI = 0x15c;
	public static final int STOPI = 0xdb0;
	public static final int HVIEN = 0x608;
	public static final int HVICTL = 0x609;
	public static final int HVIPRIO1 = 0x646;
	public static final int HVIPRIO2 = 0x647;
	public static final int VSISELECT = 0x250;
	public static final int VSIREG = 0x251;
	public static final int VSTOPEI = 0x25c;
	public static final int VSTOPI = 0xeb0;

	private static final String SOURCE = "Advanced Interrupt Architecture";

	static final List<Csr> ALL = all();

	private InterruptFileCsrs() {
	}

	private static List<Csr> all() {
		List<Csr> all = new ArrayList<>();
		level(all, "m", MISELECT, MTOPEI, MTOPI, "SMAIA", "SMAIA|SMCSRIND");
		level(all, "s", SISELECT, STOPEI, STOPI, "SSAIA & S", "SSAIA|SMCSRIND & S");
		level(all, "vs", VSISELECT, VSTOPEI, VSTOPI, "SSAIA & H", "SSAIA|SMCSRIND & H");
		all.addAll(List.of(csr("mvien", MVIEN, "SMAIA & S", SOURCE, "Which interrupts of S-mode mvip injects."),
				csr("mvip", MVIP, "SMAIA & S", SOURCE, "Interrupts that M-mode injects into S-mode."),
				csr("hvien", HVIEN, "SSAIA & H", SOURCE, "Which interrupts of VS-mode hvip injects."),
				csr("hvictl", HVICTL, "SSAIA & H", SOURCE, "The interrupt that the hypervisor presents to the guest.",
						field("VTI", 30, 30, "accesses to sip and sie trap"), field("IID", 27, 16, "interrupt"),
						field("DPR", 9, 9, "priority relative to external interrupts"), field("IPRIOM", 8, 8, "IPRIO is meaningful"),
						field("IPRIO", 7, 0, "priority")),
				csr("hviprio1", HVIPRIO1, "SSAIA & H", SOURCE, "Priorities of the interrupts of the guest."),
				csr("hviprio2", HVIPRIO2, "SSAIA & H", SOURCE, "Priorities of further interrupts of the guest.")));
		return all;
	}

	private static void level(List<Csr> all, String prefix, int select, int topExternal, int top, String aia, String indirect) {
		all.add(csr(prefix + "iselect", select, indirect, SOURCE, "Which register the indirect registers show."));
		all.add(csr(prefix + "ireg", select + 1, indirect, SOURCE, "The register that is selected."));
		int[] offsets = {2, 3, 5, 6, 7};
		for (int i = 0; i < offsets.length; i++) {
			all.add(csr(prefix + "ireg" + (i + 2), select + offsets[i], indirect.replace("SMAIA|", "").replace("SSAIA|", ""),
					"Privileged, Smcsrind/Sscsrind", "A further register of the selection."));
		}
		all.add(csr(prefix + "topei", topExternal, aia, SOURCE, "The pending external interrupt with the highest priority; writing claims it.",
				field("ID", 26, 16, "interrupt"), field("PRIORITY", 10, 0, "priority")));
		all.add(csr(prefix + "topi", top, aia, SOURCE, "The pending interrupt with the highest priority.",
				field("IID", 27, 16, "interrupt"), field("IPRIO", 7, 0, "priority")));
	}
}
