/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.DocumentEvent;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IDocumentListener;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.Region;
import org.ringside.asm.language.LineScan;

/**
 * Knows which lines of a document begin within a block comment. After a change it looks at the changed lines and at those
 * behind them only until it finds what it knew before, so that a key stroke costs one line whatever the length of the file.
 */
final class CommentLines implements IDocumentListener {
	private final IDocument document;
	private final List<Boolean> inComment = new ArrayList<>();
	private IRegion changed = new Region(0, 0);

	CommentLines(IDocument document) {
		this.document = document;
		inComment.add(false);
		try {
			update(0, document.getNumberOfLines() - 1);
		} catch (BadLocationException e) {
			throw new IllegalStateException(e);
		}
	}

	/** Whether a line, from 0, begins within a block comment. */
	boolean startsInComment(int line) {
		return line < inComment.size() && inComment.get(line);
	}

	/** The whole lines whose words may have other roles since the last change. */
	IRegion changed() {
		return changed;
	}

	@Override
	public void documentAboutToBeChanged(DocumentEvent event) {
		// the lines are counted when they have changed
	}

	@Override
	public void documentChanged(DocumentEvent event) {
		try {
			int length = event.getText() == null ? 0 : event.getText().length();
			update(document.getLineOfOffset(event.getOffset()), document.getLineOfOffset(event.getOffset() + length));
		} catch (BadLocationException e) {
			throw new IllegalStateException(e);
		}
	}

	private void update(int first, int last) throws BadLocationException {
		int lines = document.getNumberOfLines();
		int more = lines - inComment.size();
		if (more > 0) {
			inComment.addAll(Math.min(first + 1, inComment.size()), Collections.nCopies(more, false));
		} else if (more < 0) {
			int from = Math.min(first + 1, lines);
			inComment.subList(from, from - more).clear();
		}
		int line = first;
		boolean open = inComment.get(line);
		while (line + 1 < lines) {
			open = LineScan.endsInComment(document.get(document.getLineOffset(line), document.getLineLength(line)), open);
			boolean before = inComment.set(line + 1, open);
			if (line >= last && before == open) {
				break;
			}
			line++;
		}
		int start = document.getLineOffset(first);
		changed = new Region(start, document.getLineOffset(line) + document.getLineLength(line) - start);
	}
}
