/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.breakpoints;

/** Stops when a guest calls a function of its supervisor execution environment. */
public final class GuestHypercallBreakpoint extends GuestBreakpoint {

	@Override
	public BreakpointKind kind() {
		return BreakpointKind.HYPERCALL;
	}
}
