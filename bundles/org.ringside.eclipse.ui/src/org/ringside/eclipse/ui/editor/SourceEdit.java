/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRewriteTarget;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.texteditor.ITextEditor;
import org.eclipse.ui.texteditor.ITextEditorExtension2;

/** A command that changes the selected lines of an assembly source as one undoable step. */
abstract class SourceEdit extends AbstractHandler {

	/** The new text of some whole lines. */
	abstract String changed(String lines);

	/** Whether the whole source is meant where nothing is selected, rather than the line of the caret. */
	abstract boolean wholeSource();

	@Override
	public final Object execute(ExecutionEvent event) throws ExecutionException {
		if (!(HandlerUtil.getActiveEditor(event) instanceof ITextEditor editor)
				|| !(editor.getSelectionProvider().getSelection() instanceof ITextSelection selection)) {
			return null;
		}
		if (editor instanceof ITextEditorExtension2 checked && !checked.validateEditorInputState()) {
			return null;
		}
		IDocument document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
		IRewriteTarget target = editor.getAdapter(IRewriteTarget.class);
		target.beginCompoundChange();
		try {
			apply(editor, document, selection);
		} catch (BadLocationException e) {
			throw new ExecutionException("The source cannot be changed.", e);
		} finally {
			target.endCompoundChange();
		}
		return null;
	}

	private void apply(ITextEditor editor, IDocument document, ITextSelection selection) throws BadLocationException {
		boolean all = selection.getLength() == 0 && wholeSource();
		int firstLine = all ? 0 : document.getLineOfOffset(selection.getOffset());
		int lastLine = all ? document.getNumberOfLines() - 1 : document.getLineOfOffset(selection.getOffset() + selection.getLength());
		if (lastLine > firstLine && !all && document.getLineOffset(lastLine) == selection.getOffset() + selection.getLength()) {
			// The selection ends with a whole line.
			lastLine--;
		}
		int start = document.getLineOffset(firstLine);
		int end = document.getLineOffset(lastLine) + document.getLineLength(lastLine);
		String before = document.get(start, end - start);
		String after = changed(before);
		if (after.equals(before)) {
			return;
		}
		int caretLine = document.getLineOfOffset(selection.getOffset());
		int column = selection.getOffset() - document.getLineOffset(caretLine);
		document.replace(start, end - start, after);
		if (selection.getLength() > 0) {
			editor.selectAndReveal(start, after.length());
		} else {
			int length = document.getLineInformation(caretLine).getLength();
			editor.selectAndReveal(document.getLineOffset(caretLine) + Math.min(column, length), 0);
		}
	}
}
