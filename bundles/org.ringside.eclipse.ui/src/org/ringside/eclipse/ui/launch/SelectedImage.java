/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.launch;

import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.debug.ui.DebugUITools;

/** The guest image that is selected in the workbench, to start a new launch configuration from. */
final class SelectedImage {

	private SelectedImage() {
	}

	static Optional<IFile> now() {
		if (DebugUITools.getSelectedResource() instanceof IFile file && RiscVImage.is(file)) {
			return Optional.of(file);
		}
		return Optional.empty();
	}
}
