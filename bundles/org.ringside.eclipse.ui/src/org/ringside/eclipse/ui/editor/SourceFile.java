/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import org.eclipse.core.resources.IFile;

/** A source in an index; as text it is its path in the project, which messages name. */
record SourceFile(IFile file) {

	@Override
	public String toString() {
		return file.getProjectRelativePath().toString();
	}
}
