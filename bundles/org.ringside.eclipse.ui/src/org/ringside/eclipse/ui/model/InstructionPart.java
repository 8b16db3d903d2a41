/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.model;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.ringside.session.BreakpointSpec;

/** Where an instruction breakpoint stops. */
final class InstructionPart implements BreakpointPart {

	private Text place;

	@Override
	public String help() {
		return "Stops before the instruction at a symbol, a guest-virtual address (pc:), a guest-physical address (gpa:) or a source line.";
	}

	@Override
	public void create(Composite parent, BreakpointSpec spec, Runnable changed) {
		place = Widgets.text(parent, "&Place:", spec == null ? "" : spec.selector(),
				"kernel_main, map_page+0x10, pc:0x80200000, gpa:0x80200000 or main.s:42", changed);
	}

	@Override
	public String selector() {
		return place.getText().strip();
	}
}
