/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.model;

import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.debug.ui.actions.IRunToLineTarget;
import org.eclipse.debug.ui.sourcelookup.ISourceDisplay;
import org.eclipse.ui.texteditor.ITextEditor;
import org.ringside.eclipse.core.model.GuestStackFrame;

/** Gives frames the source display of guests, and text editors Run to Line. */
public final class GuestAdapters implements IAdapterFactory {

	private final ISourceDisplay display = new GuestSourceDisplay();
	private final IRunToLineTarget runToLine = new RunToSourceLine();

	@Override
	public <T> T getAdapter(Object adaptable, Class<T> type) {
		if (type == ISourceDisplay.class && adaptable instanceof GuestStackFrame) {
			return type.cast(display);
		}
		return type == IRunToLineTarget.class && adaptable instanceof ITextEditor editor && LineBreakpointsFactory.serves(editor)
				? type.cast(runToLine) : null;
	}

	@Override
	public Class<?>[] getAdapterList() {
		return new Class<?>[] { ISourceDisplay.class, IRunToLineTarget.class };
	}
}
