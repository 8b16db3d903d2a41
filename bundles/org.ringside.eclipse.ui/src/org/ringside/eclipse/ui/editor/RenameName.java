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
import org.eclipse.core.resources.IFile;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.link.LinkedModeModel;
import org.eclipse.jface.text.link.LinkedModeUI;
import org.eclipse.jface.text.link.LinkedPosition;
import org.eclipse.jface.text.link.LinkedPositionGroup;
import org.eclipse.ltk.ui.refactoring.RefactoringWizardOpenOperation;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.texteditor.ITextEditor;
import org.eclipse.ui.texteditor.link.EditorLinkedModeUI;
import org.ringside.asm.language.SourceModel;
import org.ringside.asm.language.SourceToken;

/**
 * <em>Rename</em>: changes a name everywhere it means the same. A name of one source changes while it is typed in one place; for one
 * that other sources of the project share, and for a numeric label, a dialog asks.
 */
public final class RenameName extends AbstractHandler {

	@Override
	public Object execute(ExecutionEvent event) throws ExecutionException {
		if (!(HandlerUtil.getActiveEditor(event) instanceof ITextEditor editor)
				|| !(editor.getSelectionProvider().getSelection() instanceof ITextSelection selection)) {
			return null;
		}
		Optional<ITextViewer> viewer = AssemblyEditors.viewerOf(editor);
		if (viewer.isEmpty()) {
			return null;
		}
		IDocument document = viewer.get().getDocument();
		SourceModel model = Sources.of(document);
		Optional<SourceToken> token = model.tokenAt(selection.getOffset()).filter(SourceModel::refersToAName);
		if (token.isEmpty()) {
			StatusLine.say(editor, "There is no name at the caret that a source defines.");
			return null;
		}
		Optional<IFile> file = Sources.fileOf(document);
		try {
			if (file.isPresent() && !staysInOneSource(file.get(), document, token.get())) {
				RenameRefactoring refactoring = new RenameRefactoring(file.get(), document, token.get().offset(), token.get().in(model.text()));
				new RefactoringWizardOpenOperation(new RenameWizard(refactoring)).run(editor.getSite().getShell(), "Rename");
			} else {
				rename(viewer.get(), selection.getOffset());
			}
		} catch (BadLocationException e) {
			throw new ExecutionException("The name cannot be changed.", e);
		} catch (InterruptedException e) {
			// Another refactoring is under way, which the user has been told.
			return null;
		}
		return null;
	}

	private static boolean staysInOneSource(IFile file, IDocument document, SourceToken token) throws BadLocationException {
		return !Character.isDigit(document.getChar(token.offset())) && ProjectIndex.of(file, document)
				.references(new SourceFile(file), token.offset()).stream().allMatch(place -> place.file().file().equals(file));
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
