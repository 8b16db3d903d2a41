/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.presentation.PresentationReconciler;
import org.eclipse.jface.util.IPropertyChangeListener;
import org.eclipse.jface.util.PropertyChangeEvent;
import org.eclipse.swt.custom.StyledText;

/** The colours of guest assembly in the Generic Editor; they follow the theme. */
public final class AssemblyPresentation extends PresentationReconciler {
	private final IPropertyChangeListener themeListener = this::themeChanged;
	private ITextViewer viewer;
	private boolean repaintAsked;

	/** Called by the Generic Editor. */
	public AssemblyPresentation() {
		RolePainter painter = new RolePainter();
		setDamager(painter, IDocument.DEFAULT_CONTENT_TYPE);
		setRepairer(painter, IDocument.DEFAULT_CONTENT_TYPE);
	}

	@Override
	public void install(ITextViewer newViewer) {
		super.install(newViewer);
		viewer = newViewer;
		JFaceResources.getColorRegistry().addListener(themeListener);
		AssemblyEditors.activateKeys(newViewer);
	}

	@Override
	public void uninstall() {
		JFaceResources.getColorRegistry().removeListener(themeListener);
		viewer = null;
		super.uninstall();
	}

	/** A new theme changes all colours one after the other: the text is painted once, when they all are there. */
	private void themeChanged(PropertyChangeEvent event) {
		StyledText text = viewer == null ? null : viewer.getTextWidget();
		if (repaintAsked || text == null || text.isDisposed() || !event.getProperty().startsWith(RoleStyle.PREFIX)) {
			return;
		}
		repaintAsked = true;
		text.getDisplay().asyncExec(() -> {
			repaintAsked = false;
			if (viewer != null && !text.isDisposed()) {
				viewer.invalidateTextPresentation();
			}
		});
	}
}
