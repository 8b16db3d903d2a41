/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import java.util.List;
import java.util.Optional;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.link.LinkedModeModel;
import org.eclipse.jface.text.link.LinkedModeUI;
import org.eclipse.jface.text.link.LinkedPosition;
import org.eclipse.jface.text.link.LinkedPositionGroup;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.texteditor.ITextEditor;
import org.eclipse.ui.texteditor.link.EditorLinkedModeUI;
import org.ringside.asm.language.SourceModel;
import org.ringside.asm.language.SourceToken;

/** <em>Rename</em>: changes a name everywhere in the source while it is typed in one place. */
public final class RenameName extends AbstractHandler {

	@Override
	public Object execute(ExecutionEvent event) throws ExecutionException {
		if (!(HandlerUtil.getActiveEditor(event) instanceof ITextEditor editor)
				|| !(editor.getSelectionProvider().getSelection() instanceof ITextSelection selection)) {
			return null;
		}
		Optional<ITextViewer> viewer = AssemblyEditors.viewerOf(editor);
		if (viewer.isPresent()) {
			try {
				rename(viewer.get(), selection.getOffset());
			} catch (BadLocationException e) {
				throw new ExecutionException("The name cannot be changed.", e);
			}
		}
		return null;
	}

	private static void rename(ITextViewer viewer, int offset) throws BadLocationException {
		IDocument document = viewer.getDocument();
		SourceModel model = Sources.of(document);
		Optional<SourceToken> token = model.tokenAt(offset).filter(SourceModel::refersToAName);
		if (token.isEmpty()) {
			return;
		}
		SourceToken first = token.get();
		List<SourceToken> places = model.occurrences(first);
		if (Character.isDigit(document.getChar(first.offset()))) {
			// 1b and 1f end with their direction, which stays.
			return;
		}
		LinkedPositionGroup group = new LinkedPositionGroup();
		group.addPosition(new LinkedPosition(document, first.offset(), first.length(), 0));
		int sequence = 1;
		for (SourceToken place : places) {
			if (place.offset() != first.offset()) {
				group.addPosition(new LinkedPosition(document, place.offset(), place.length(), sequence++));
			}
		}
		LinkedModeModel linked = new LinkedModeModel();
		linked.addGroup(group);
		linked.forceInstall();
		LinkedModeUI ui = new EditorLinkedModeUI(linked, viewer);
		ui.setExitPosition(viewer, offset, 0, Integer.MAX_VALUE);
		ui.enter();
		viewer.setSelectedRange(first.offset(), first.length());
	}
}
