/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.model;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.dialogs.ErrorDialog;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.handlers.HandlerUtil;
import org.ringside.eclipse.core.breakpoints.GuestBreakpoint;

/** Edit Breakpoint…: changes what the selected guest breakpoint waits for. */
public final class EditBreakpointHandler extends AbstractHandler {

	@Override
	public Object execute(ExecutionEvent event) {
		IStructuredSelection selection = HandlerUtil.getCurrentStructuredSelection(event);
		if (selection.getFirstElement() instanceof GuestBreakpoint breakpoint) {
			edit(HandlerUtil.getActiveShell(event), breakpoint);
		}
		return null;
	}

	private static void edit(Shell shell, GuestBreakpoint breakpoint) {
		try {
			BreakpointDialog dialog = new BreakpointDialog(shell, breakpoint.kind(), breakpoint.spec());
			if (dialog.open() == Window.OK) {
				breakpoint.setText(dialog.text());
			}
		} catch (CoreException e) {
			ErrorDialog.openError(shell, "Breakpoint", null, e.getStatus());
		}
	}
}
