/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import java.util.Optional;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.resources.IFile;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.search.ui.NewSearchUI;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.texteditor.ITextEditor;
import org.ringside.asm.language.SourceModel;
import org.ringside.asm.language.SourceToken;

/** <em>Find References</em>: shows in the Search view where the name under the caret stands in the project. */
public final class FindReferences extends AbstractHandler {

	@Override
	public Object execute(ExecutionEvent event) {
		if (HandlerUtil.getActiveEditor(event) instanceof ITextEditor editor
				&& editor.getSelectionProvider().getSelection() instanceof ITextSelection selection) {
			IDocument document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
			query(document, selection.getOffset()).ifPresentOrElse(NewSearchUI::runQueryInBackground,
					() -> StatusLine.say(editor, "There is no name at the caret that a source defines."));
		}
		return null;
	}

	/** The query for the name at an offset; empty if none stands there. */
	static Optional<ReferencesQuery> query(IDocument document, int offset) {
		Optional<IFile> file = Sources.fileOf(document);
		SourceModel model = Sources.of(document);
		Optional<SourceToken> token = model.tokenAt(offset).filter(SourceModel::refersToAName);
		return file.isEmpty() || token.isEmpty() ? Optional.empty()
				: Optional.of(new ReferencesQuery(file.get(), document, token.get().offset(), token.get().in(model.text())));
	}
}
