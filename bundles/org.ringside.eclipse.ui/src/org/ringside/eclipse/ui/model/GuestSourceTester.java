/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.model;

import org.eclipse.core.expressions.PropertyTester;
import org.eclipse.ui.texteditor.ITextEditor;

/** The property {@code org.ringside.eclipse.ui.showsGuestSource} of editors, by which their menu offers what is for guests. */
public final class GuestSourceTester extends PropertyTester {

	@Override
	public boolean test(Object receiver, String property, Object[] args, Object expected) {
		boolean shows = receiver instanceof ITextEditor editor && LineBreakpointsFactory.serves(editor);
		return expected instanceof Boolean wanted ? shows == wanted : shows;
	}
}
