/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.disassembly;

import java.util.List;
import java.util.Map;

import org.ringside.eclipse.core.breakpoints.GuestInstructionBreakpoint;

/**
 * What the Disassembly view shows at one moment; never changes.
 *
 * @param rows instructions in the order of their addresses, with source lines in between
 * @param centre the address that the listing was made around
 * @param pc where the vCPU stands
 * @param framePc where the selected frame stands, which is {@code pc} for the innermost
 * @param breakpoints the instruction breakpoints of the workspace by the address at which they lie in this guest
 * @param problem why there are no lines, or the empty string
 */
record Listing(List<Row> rows, long centre, long pc, long framePc,
		Map<Long, GuestInstructionBreakpoint> breakpoints, String problem) {

	Listing {
		rows = List.copyOf(rows);
		breakpoints = Map.copyOf(breakpoints);
	}

	/** The index of the instruction at {@code gva}, or -1. */
	int indexOf(long gva) {
		for (int i = 0; i < rows.size(); i++) {
			if (rows.get(i) instanceof Row.Code code && code.line().gva() == gva) {
				return i;
			}
		}
		return -1;
	}
}
