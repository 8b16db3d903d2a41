/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.breakpoints;

/** Stops when a vCPU takes a trap of certain causes. */
public final class GuestTrapBreakpoint extends GuestBreakpoint {

	@Override
	public BreakpointKind kind() {
		return BreakpointKind.TRAP;
	}
}
