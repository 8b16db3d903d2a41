/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.DocumentEvent;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITypedRegion;
import org.eclipse.jface.text.TextPresentation;
import org.eclipse.jface.text.presentation.IPresentationDamager;
import org.eclipse.jface.text.presentation.IPresentationRepairer;
import org.eclipse.swt.custom.StyleRange;
import org.ringside.asm.language.LineScan;
import org.ringside.asm.language.SourceToken;

/** Gives the words of changed lines the style of their role. */
final class RolePainter implements IPresentationDamager, IPresentationRepairer {
	private IDocument document;
	private CommentLines lines;

	@Override
	public void setDocument(IDocument newDocument) {
		if (document == newDocument) {
			return;
		}
		if (document != null) {
			document.removePrenotifiedDocumentListener(lines);
		}
		document = newDocument;
		lines = null;
		if (document != null) {
			lines = new CommentLines(document);
			// Before the viewer, which asks for the changed lines while it hears of the change itself.
			document.addPrenotifiedDocumentListener(lines);
		}
	}

	@Override
	public IRegion getDamageRegion(ITypedRegion partition, DocumentEvent event, boolean partitioningChanged) {
		return partitioningChanged ? partition : lines.changed();
	}

	@Override
	public void createPresentation(TextPresentation presentation, ITypedRegion damage) {
		try {
			int start = damage.getOffset();
			int end = start + damage.getLength();
			presentation.setDefaultStyleRange(new StyleRange(start, damage.getLength(), null, null));
			int line = document.getLineOfOffset(start);
			int lineStart = document.getLineOffset(line);
			for (SourceToken token : LineScan.tokens(document.get(lineStart, end - lineStart), lines.startsInComment(line))) {
				int from = Math.max(start, lineStart + token.offset());
				int to = Math.min(end, lineStart + token.end());
				if (to > from) {
					presentation.addStyleRange(RoleStyle.of(token.role()).range(from, to - from));
				}
			}
		} catch (BadLocationException e) {
			throw new IllegalStateException(e);
		}
	}
}
