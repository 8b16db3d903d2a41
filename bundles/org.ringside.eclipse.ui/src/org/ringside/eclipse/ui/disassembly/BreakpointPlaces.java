/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.disassembly;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IBreakpoint;
import org.ringside.eclipse.core.RingsideCore;
import org.ringside.eclipse.core.breakpoints.GuestBreakpoint;
import org.ringside.eclipse.core.breakpoints.GuestInstructionBreakpoint;
import org.ringside.session.InstructionBreakpoint;
import org.ringside.session.Symbols;

/** Where the instruction breakpoints of the workspace lie in a guest, and how one is set or removed at an address. */
final class BreakpointPlaces {

	private BreakpointPlaces() {
	}

	/** By guest-virtual address; those bound to a guest-physical address are left out, since no line is theirs for good. */
	static Map<Long, GuestInstructionBreakpoint> of(Symbols symbols) {
		Map<Long, GuestInstructionBreakpoint> places = new HashMap<>();
		for (IBreakpoint breakpoint : DebugPlugin.getDefault().getBreakpointManager().getBreakpoints(RingsideCore.ID)) {
			if (breakpoint instanceof GuestInstructionBreakpoint instruction) {
				places(instruction, symbols).forEach(gva -> places.put(gva, instruction));
			}
		}
		return places;
	}

	private static List<Long> places(GuestInstructionBreakpoint breakpoint, Symbols symbols) {
		try {
			if (!(breakpoint.spec() instanceof InstructionBreakpoint spec)) {
				return List.of();
			}
			return switch (spec.at()) {
			case InstructionBreakpoint.Virtual at -> List.of(at.gva());
			case InstructionBreakpoint.Symbol at -> symbols.find(at.name()).stream().map(place -> place.gva() + at.offset()).toList();
			case InstructionBreakpoint.Line at -> symbols.addressesOf(at.file(), at.line());
			case InstructionBreakpoint.Physical at -> List.of();
			};
		} catch (CoreException e) {
			// The marker was deleted in between, or is shown as wrong in the Breakpoints view.
			return List.of();
		}
	}

	/** Removes the breakpoint at {@code gva}, or sets one if there is none. */
	static void toggle(long gva, Optional<GuestInstructionBreakpoint> there) throws CoreException {
		if (there.isPresent()) {
			DebugPlugin.getDefault().getBreakpointManager().removeBreakpoint(there.get(), true);
		} else {
			GuestBreakpoint.add("pc:0x" + Long.toHexString(gva));
		}
	}
}
