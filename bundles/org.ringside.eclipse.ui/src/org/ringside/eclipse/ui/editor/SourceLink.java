/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import org.eclipse.core.resources.IFile;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.hyperlink.IHyperlink;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.texteditor.ITextEditor;
import org.ringside.eclipse.core.RingsideCore;

/** A word that leads to a place in a file. */
record SourceLink(IRegion word, IFile file, int offset, int length) implements IHyperlink {

	@Override
	public IRegion getHyperlinkRegion() {
		return word;
	}

	@Override
	public String getTypeLabel() {
		return null;
	}

	@Override
	public String getHyperlinkText() {
		return "Open Definition in " + file.getName();
	}

	@Override
	public void open() {
		IWorkbenchPage page = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
		try {
			page.getNavigationHistory().markLocation(page.getActiveEditor());
			IEditorPart editor = IDE.openEditor(page, file);
			if (editor instanceof ITextEditor text) {
				text.selectAndReveal(offset, length);
			}
		} catch (PartInitException e) {
			RingsideCore.log(e.getStatus());
		}
	}
}
