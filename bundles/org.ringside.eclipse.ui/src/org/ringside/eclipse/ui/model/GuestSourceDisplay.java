/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.model;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.sourcelookup.ISourceDisplay;
import org.eclipse.debug.ui.sourcelookup.ISourceLookupResult;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.ringside.eclipse.core.RingsideCore;
import org.ringside.eclipse.core.model.GuestStackFrame;
import org.ringside.eclipse.ui.disassembly.DisassemblyView;

/**
 * Shows where a frame stands: in the source if it is found, otherwise in the Disassembly view. Without this the platform would
 * open an editor to say "source not found" at each stop of a kernel that has no sources.
 */
final class GuestSourceDisplay implements ISourceDisplay {

	@Override
	public void displaySource(Object element, IWorkbenchPage page, boolean forceSourceLookup) {
		if (!(element instanceof GuestStackFrame frame)) {
			return;
		}
		if (frame.source().isEmpty()) {
			showDisassembly(page);
			return;
		}
		Job.createSystem("Looking for the source of a guest", monitor -> {
			ISourceLookupResult result = DebugUITools.lookupSource(frame, frame.getLaunch().getSourceLocator());
			Display display = page.getWorkbenchWindow().getWorkbench().getDisplay();
			if (display.isDisposed()) {
				return;
			}
			display.asyncExec(() -> {
				if (page.getWorkbenchWindow().getShell() == null || !frame.isSuspended()) {
					return;
				}
				if (result.getSourceElement() == null || result.getEditorInput() == null) {
					showDisassembly(page);
				} else {
					DebugUITools.displaySource(result, page);
				}
			});
		}).schedule();
	}

	private static void showDisassembly(IWorkbenchPage page) {
		try {
			page.showView(DisassemblyView.ID, null, IWorkbenchPage.VIEW_VISIBLE);
		} catch (PartInitException e) {
			RingsideCore.log(e.getStatus());
		}
	}
}
