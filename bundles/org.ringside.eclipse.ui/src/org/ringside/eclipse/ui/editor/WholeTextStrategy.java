/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.ITextViewerLifecycle;
import org.eclipse.jface.text.reconciler.DirtyRegion;
import org.eclipse.jface.text.reconciler.IReconcilingStrategy;
import org.eclipse.jface.text.reconciler.IReconcilingStrategyExtension;

/** Work on the whole text of an editor, done in the reconciler's thread some time after each change. */
abstract class WholeTextStrategy implements IReconcilingStrategy, IReconcilingStrategyExtension, ITextViewerLifecycle {
	private volatile ITextViewer viewer;
	private volatile IDocument document;

	/** Does the work; not on the UI thread. */
	abstract void update(ITextViewer shown, IDocument text);

	@Override
	public final void install(ITextViewer textViewer) {
		viewer = textViewer;
	}

	@Override
	public final void uninstall() {
		viewer = null;
	}

	@Override
	public final void setDocument(IDocument newDocument) {
		document = newDocument;
	}

	@Override
	public final void setProgressMonitor(IProgressMonitor monitor) {
		// too short to be cancelled
	}

	@Override
	public final void initialReconcile() {
		update();
	}

	@Override
	public final void reconcile(DirtyRegion dirtyRegion, IRegion subRegion) {
		update();
	}

	@Override
	public final void reconcile(IRegion partition) {
		update();
	}

	private void update() {
		ITextViewer shown = viewer;
		IDocument text = document;
		if (shown != null && text != null) {
			update(shown, text);
		}
	}
}
