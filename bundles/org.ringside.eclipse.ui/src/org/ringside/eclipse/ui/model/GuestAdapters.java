/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.model;

import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.debug.ui.sourcelookup.ISourceDisplay;
import org.ringside.eclipse.core.model.GuestStackFrame;

/** Gives frames the source display of guests. */
public final class GuestAdapters implements IAdapterFactory {

	private final ISourceDisplay display = new GuestSourceDisplay();

	@Override
	public <T> T getAdapter(Object adaptable, Class<T> type) {
		return type == ISourceDisplay.class && adaptable instanceof GuestStackFrame ? type.cast(display) : null;
	}

	@Override
	public Class<?>[] getAdapterList() {
		return new Class<?>[] { ISourceDisplay.class };
	}
}
