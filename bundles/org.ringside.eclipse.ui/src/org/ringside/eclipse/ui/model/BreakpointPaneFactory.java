/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.model;

import java.util.Set;

import org.eclipse.debug.ui.IDetailPane;
import org.eclipse.debug.ui.IDetailPaneFactory;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.ringside.eclipse.core.breakpoints.GuestBreakpoint;

/** Offers the detail pane of guest breakpoints in the Breakpoints view. */
public final class BreakpointPaneFactory implements IDetailPaneFactory {

	@Override
	public Set<String> getDetailPaneTypes(IStructuredSelection selection) {
		return serves(selection) ? Set.of(BreakpointPane.ID) : Set.of();
	}

	private static boolean serves(IStructuredSelection selection) {
		return selection != null && selection.size() == 1 && selection.getFirstElement() instanceof GuestBreakpoint;
	}

	@Override
	public String getDefaultDetailPane(IStructuredSelection selection) {
		return serves(selection) ? BreakpointPane.ID : null;
	}

	@Override
	public IDetailPane createDetailPane(String paneId) {
		return BreakpointPane.ID.equals(paneId) ? new BreakpointPane() : null;
	}

	@Override
	public String getDetailPaneName(String paneId) {
		return BreakpointPane.ID.equals(paneId) ? "Guest Breakpoint" : null;
	}

	@Override
	public String getDetailPaneDescription(String paneId) {
		return BreakpointPane.ID.equals(paneId) ? "Shows and changes the text of a guest breakpoint." : null;
	}
}
