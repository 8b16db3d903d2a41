/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.launch;

import org.eclipse.core.expressions.PropertyTester;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.Adapters;

/** The property {@code org.ringside.eclipse.ui.isRiscVImage} of files, by which <i>Debug As &gt; Guest OS</i> is offered. */
public final class RiscVImageTester extends PropertyTester {

	@Override
	public boolean test(Object receiver, String property, Object[] args, Object expected) {
		IFile file = Adapters.adapt(receiver, IFile.class);
		boolean is = file != null && RiscVImage.is(file);
		return expected instanceof Boolean wanted ? is == wanted : is;
	}
}
