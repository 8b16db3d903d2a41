/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import org.ringside.isa.DebugCsrs;
import org.ringside.isa.Extension;

/** The CSRs of the triggers (Debug, chapter "Sdtrig"). */
final class TriggerRegisters {

	private static final int MCONTEXT_BITS = 13;
	private static final long SCONTEXT = (1L << 32) - 1;

	private TriggerRegisters() {
	}

	static void define(CsrFile csrs, Hart hart) {
		if (!hart.profile().has(Extension.SDTRIG)) {
			return;
		}
		Triggers triggers = hart.triggers;
		csrs.define(DebugCsrs.TSELECT, triggers::selected, triggers::select);
		csrs.define(DebugCsrs.TDATA1, triggers::data1, triggers::setData1);
		csrs.define(DebugCsrs.TDATA2, triggers::data2, triggers::setData2);
		csrs.define(DebugCsrs.TDATA3, triggers::data3, triggers::setData3);
		csrs.define(DebugCsrs.TINFO, () -> Triggers.INFO);
		csrs.define(DebugCsrs.TCONTROL, triggers::control, triggers::setControl);
		long context = (1L << MCONTEXT_BITS + (hart.profile().has(Extension.H) ? 1 : 0)) - 1;
		csrs.define(DebugCsrs.MCONTEXT, () -> triggers.mcontext, value -> triggers.mcontext = value & context);
		if (hart.profile().has(Extension.H)) {
			csrs.define(DebugCsrs.HCONTEXT, () -> triggers.mcontext, value -> triggers.mcontext = value & context,
					() -> StateEnableRegisters.enabled(hart, 0, StateEnableRegisters.CONTEXT));
		}
		if (hart.extensions.s) {
			csrs.define(DebugCsrs.SCONTEXT, () -> triggers.scontext, value -> triggers.scontext = value & SCONTEXT,
					() -> StateEnableRegisters.enabled(hart, 0, StateEnableRegisters.CONTEXT));
		}
	}
}
