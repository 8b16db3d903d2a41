/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.resources.IFile;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.search.ui.ISearchQuery;
import org.eclipse.search.ui.text.AbstractTextSearchResult;
import org.eclipse.search.ui.text.IEditorMatchAdapter;
import org.eclipse.search.ui.text.IFileMatchAdapter;
import org.eclipse.search.ui.text.Match;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IFileEditorInput;
import org.ringside.eclipse.ui.model.Icons;

/** The places of a name, as the Search view shows them. */
public final class References extends AbstractTextSearchResult implements IFileMatchAdapter, IEditorMatchAdapter {

	/**
	 * A line with a place of the name in it.
	 *
	 * @param file the source
	 * @param line from 1
	 * @param text the line without its end
	 * @param definition whether the name is defined there
	 */
	record Line(IFile file, int line, String text, boolean definition) {
	}

	private final ReferencesQuery query;

	References(ReferencesQuery query) {
		this.query = query;
	}

	@Override
	public String getLabel() {
		int count = getMatchCount();
		return "'" + query.name() + "' – " + (count == 1 ? "1 place" : count + " places") + " in " + query.project();
	}

	@Override
	public String getTooltip() {
		return getLabel();
	}

	@Override
	public ImageDescriptor getImageDescriptor() {
		return Icons.descriptor("assembly");
	}

	@Override
	public ISearchQuery getQuery() {
		return query;
	}

	@Override
	public IEditorMatchAdapter getEditorMatchAdapter() {
		return this;
	}

	@Override
	public IFileMatchAdapter getFileMatchAdapter() {
		return this;
	}

	@Override
	public Match[] computeContainedMatches(AbstractTextSearchResult result, IFile file) {
		List<Match> matches = new ArrayList<>();
		for (Object element : result.getElements()) {
			if (file.equals(getFile(element))) {
				matches.addAll(List.of(result.getMatches(element)));
			}
		}
		return matches.toArray(Match[]::new);
	}

	@Override
	public IFile getFile(Object element) {
		return element instanceof Line line ? line.file() : element instanceof IFile file ? file : null;
	}

	@Override
	public boolean isShownInEditor(Match match, IEditorPart editor) {
		return editor.getEditorInput() instanceof IFileEditorInput input && input.getFile().equals(getFile(match.getElement()));
	}

	@Override
	public Match[] computeContainedMatches(AbstractTextSearchResult result, IEditorPart editor) {
		return editor.getEditorInput() instanceof IFileEditorInput input ? computeContainedMatches(result, input.getFile()) : new Match[0];
	}
}
