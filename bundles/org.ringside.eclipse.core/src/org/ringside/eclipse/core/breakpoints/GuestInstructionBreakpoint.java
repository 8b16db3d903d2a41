/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.breakpoints;

import org.eclipse.core.resources.IMarker;
import org.eclipse.debug.core.model.ILineBreakpoint;

/** Stops before an instruction, found by guest-virtual or guest-physical address, symbol or source line. */
public final class GuestInstructionBreakpoint extends GuestBreakpoint implements ILineBreakpoint {

	@Override
	public BreakpointKind kind() {
		return BreakpointKind.INSTRUCTION;
	}

	/** The line in the file that the marker is on; -1 for a breakpoint that was not set in a file. */
	@Override
	public int getLineNumber() {
		return attribute(IMarker.LINE_NUMBER);
	}

	@Override
	public int getCharStart() {
		return attribute(IMarker.CHAR_START);
	}

	@Override
	public int getCharEnd() {
		return attribute(IMarker.CHAR_END);
	}

	private int attribute(String name) {
		IMarker marker = getMarker();
		return marker == null ? -1 : marker.getAttribute(name, -1);
	}
}
