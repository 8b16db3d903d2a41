/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.breakpoints;

import org.ringside.eclipse.core.RingsideCore;
import org.ringside.session.BreakpointSpec;
import org.ringside.session.HypercallBreakpoint;
import org.ringside.session.InstructionBreakpoint;
import org.ringside.session.PageTableWriteBreakpoint;
import org.ringside.session.TrapBreakpoint;

/** The kinds of guest breakpoint, each with its own type of marker. */
public enum BreakpointKind {
	INSTRUCTION("instructionBreakpoint", "Instruction"),
	TRAP("trapBreakpoint", "Trap"),
	HYPERCALL("hypercallBreakpoint", "Hypercall"),
	PAGE_TABLE_WRITE("pageTableWriteBreakpoint", "Page-table write");

	private final String markerType;
	private final String label;

	BreakpointKind(String marker, String label) {
		this.markerType = RingsideCore.ID + "." + marker;
		this.label = label;
	}

	/** The kind that {@code spec} is of. */
	public static BreakpointKind of(BreakpointSpec spec) {
		return switch (spec) {
		case InstructionBreakpoint instruction -> INSTRUCTION;
		case TrapBreakpoint trap -> TRAP;
		case HypercallBreakpoint hypercall -> HYPERCALL;
		case PageTableWriteBreakpoint write -> PAGE_TABLE_WRITE;
		};
	}

	/** The identifier of the marker type. */
	public String markerType() {
		return markerType;
	}

	/** The kind in words, with a capital letter. */
	public String label() {
		return label;
	}

	GuestBreakpoint create() {
		return switch (this) {
		case INSTRUCTION -> new GuestInstructionBreakpoint();
		case TRAP -> new GuestTrapBreakpoint();
		case HYPERCALL -> new GuestHypercallBreakpoint();
		case PAGE_TABLE_WRITE -> new GuestPageTableWriteBreakpoint();
		};
	}
}
