/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.projection.ProjectionAnnotation;
import org.eclipse.jface.text.source.projection.ProjectionAnnotationModel;
import org.eclipse.jface.text.source.projection.ProjectionViewer;
import org.ringside.asm.language.SourceModel;

/** Folds routines, macros, conditions and long comments. What the user has folded stays folded while the text changes. */
public final class AssemblyFolding extends WholeTextStrategy {
	@Override
	void update(ITextViewer shown, IDocument text) {
		ProjectionAnnotationModel annotations = shown instanceof ProjectionViewer folded ? folded.getProjectionAnnotationModel() : null;
		if (annotations == null) {
			return;
		}
		Set<Position> wanted = wanted(text);
		List<Annotation> gone = new ArrayList<>();
		for (Iterator<Annotation> all = annotations.getAnnotationIterator(); all.hasNext();) {
			Annotation annotation = all.next();
			Position position = annotations.getPosition(annotation);
			if (position == null || !wanted.remove(position)) {
				gone.add(annotation);
			}
		}
		Map<Annotation, Position> added = new HashMap<>();
		wanted.forEach(position -> added.put(new ProjectionAnnotation(), position));
		if (!gone.isEmpty() || !added.isEmpty()) {
			annotations.modifyAnnotations(gone.toArray(Annotation[]::new), added, null);
		}
	}

	private static Set<Position> wanted(IDocument text) {
		Set<Position> positions = new HashSet<>();
		for (SourceModel.Fold fold : Sources.of(text).folds()) {
			try {
				int start = text.getLineOffset(fold.firstLine() - 1);
				int end = text.getLineOffset(fold.lastLine() - 1) + text.getLineLength(fold.lastLine() - 1);
				positions.add(new Position(start, end - start));
			} catch (BadLocationException e) {
				// The document has become shorter in between; the change that did it brings this here again.
				return Set.of();
			}
		}
		return positions;
	}
}
