/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.launch;

import org.eclipse.core.expressions.PropertyTester;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.Adapters;

/**
 * The properties of what is selected by which <i>Debug As &gt; Guest OS</i> is offered: {@code isRiscVImage} of files that can be
 * started, and {@code isGuestSource} of files and projects that a kernel is built from.
 */
public final class RiscVImageTester extends PropertyTester {
	private static final String SOURCE = "isGuestSource";

	@Override
	public boolean test(Object receiver, String property, Object[] args, Object expected) {
		IFile file = Adapters.adapt(receiver, IFile.class);
		boolean is = property.equals(SOURCE) ? GuestSource.is(receiver) : file != null && RiscVImage.is(file);
		return expected instanceof Boolean wanted ? is == wanted : is;
	}
}
