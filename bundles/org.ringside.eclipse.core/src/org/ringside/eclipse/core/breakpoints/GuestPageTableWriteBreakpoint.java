/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.breakpoints;

/** Stops when a guest writes an entry of a page table that is in use. */
public final class GuestPageTableWriteBreakpoint extends GuestBreakpoint {

	@Override
	public BreakpointKind kind() {
		return BreakpointKind.PAGE_TABLE_WRITE;
	}
}
