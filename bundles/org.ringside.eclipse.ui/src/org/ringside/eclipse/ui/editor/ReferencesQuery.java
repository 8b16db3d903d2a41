/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.jface.text.IDocument;
import org.eclipse.search.ui.ISearchQuery;
import org.eclipse.search.ui.text.Match;
import org.ringside.asm.language.SourceIndex;
import org.ringside.asm.language.SourceModel;

/** Looks for all places that mean the same as a name in the sources of a project. */
final class ReferencesQuery implements ISearchQuery {
	private final IFile file;
	private final IDocument document;
	private final int offset;
	private final String name;
	private final References result = new References(this);

	ReferencesQuery(IFile file, IDocument document, int offset, String name) {
		this.file = file;
		this.document = document;
		this.offset = offset;
		this.name = name;
	}

	String name() {
		return name;
	}

	String project() {
		return file.getProject().getName();
	}

	@Override
	public IStatus run(IProgressMonitor monitor) {
		result.removeAll();
		SourceIndex<SourceFile> index = ProjectIndex.of(file, document);
		for (SourceIndex.Place<SourceFile> place : index.references(new SourceFile(file), offset)) {
			SourceModel model = index.sources().get(place.file());
			int start = model.lineOffset(place.line());
			int end = place.line() < model.lines() ? model.lineOffset(place.line() + 1) : model.text().length();
			String text = model.text().substring(start, end).stripTrailing();
			References.Line line = new References.Line(place.file().file(), place.line(), text, place.definition());
			result.addMatch(new Match(line, place.token().offset(), place.token().length()));
		}
		return Status.OK_STATUS;
	}

	@Override
	public String getLabel() {
		return "References of '" + name + "'";
	}

	@Override
	public boolean canRerun() {
		return true;
	}

	@Override
	public boolean canRunInBackground() {
		return true;
	}

	@Override
	public References getSearchResult() {
		return result;
	}
}
