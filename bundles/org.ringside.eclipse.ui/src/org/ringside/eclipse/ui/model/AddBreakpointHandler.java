/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.model;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExecutableExtension;
import org.eclipse.jface.dialogs.ErrorDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.handlers.HandlerUtil;
import org.ringside.eclipse.core.breakpoints.BreakpointKind;
import org.ringside.eclipse.core.breakpoints.GuestBreakpoint;

/** Add … Breakpoint: asks what is waited for, and adds it to the workspace. The kind is the parameter in {@code plugin.xml}. */
public final class AddBreakpointHandler extends AbstractHandler implements IExecutableExtension {

	private BreakpointKind kind = BreakpointKind.INSTRUCTION;

	@Override
	public void setInitializationData(IConfigurationElement element, String property, Object data) {
		kind = BreakpointKind.valueOf((String) data);
	}

	@Override
	public Object execute(ExecutionEvent event) {
		Shell shell = HandlerUtil.getActiveShell(event);
		BreakpointDialog dialog = new BreakpointDialog(shell, kind, null);
		if (dialog.open() == Window.OK) {
			try {
				GuestBreakpoint.add(dialog.text());
			} catch (CoreException e) {
				ErrorDialog.openError(shell, "Breakpoint", null, e.getStatus());
			}
		}
		return null;
	}
}
