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

import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.preference.IPreferenceStore;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.text.Region;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.IAnnotationModel;
import org.eclipse.jface.text.source.IAnnotationModelExtension;
import org.eclipse.jface.text.source.ISourceViewer;
import org.eclipse.ui.editors.text.EditorsUI;
import org.eclipse.ui.texteditor.spelling.ISpellingProblemCollector;
import org.eclipse.ui.texteditor.spelling.SpellingAnnotation;
import org.eclipse.ui.texteditor.spelling.SpellingContext;
import org.eclipse.ui.texteditor.spelling.SpellingProblem;
import org.eclipse.ui.texteditor.spelling.SpellingService;
import org.ringside.asm.language.Definition;
import org.ringside.eclipse.ui.spelling.CommentWords;
import org.ringside.eclipse.ui.spelling.PlainEngine;

/**
 * Checks the writing of comments while they are typed, if the user has the platform check spelling at all. The platform's
 * engine is asked if it has one, for words of prose only.
 */
public final class CommentSpelling extends WholeTextStrategy {
	@Override
	void update(ITextViewer shown, IDocument text) {
		IAnnotationModel model = shown instanceof ISourceViewer viewer ? viewer.getAnnotationModel() : null;
		if (!(model instanceof IAnnotationModelExtension annotations)) {
			return;
		}
		Map<Annotation, Position> added = new HashMap<>();
		for (SpellingProblem problem : problems(text)) {
			added.put(new SpellingAnnotation(problem), new Position(problem.getOffset(), problem.getLength()));
		}
		List<Annotation> gone = new ArrayList<>();
		for (Iterator<Annotation> all = model.getAnnotationIterator(); all.hasNext();) {
			Annotation annotation = all.next();
			if (annotation instanceof SpellingAnnotation) {
				gone.add(annotation);
			}
		}
		if (!gone.isEmpty() || !added.isEmpty()) {
			annotations.replaceAnnotations(gone.toArray(Annotation[]::new), added);
		}
	}

	/** The mistakes in the comments of a document. */
	static List<SpellingProblem> problems(IDocument text) {
		IPreferenceStore preferences = EditorsUI.getPreferenceStore();
		if (!preferences.getBoolean(SpellingService.PREFERENCE_SPELLING_ENABLED)) {
			return List.of();
		}
		Set<String> names = new HashSet<>();
		for (Definition definition : Sources.otherDefinitions(text)) {
			names.add(definition.name());
		}
		IRegion[] words = CommentWords.in(Sources.of(text), names::contains).stream().map(word -> new Region(word.offset(), word.text().length()))
				.toArray(IRegion[]::new);
		Collector collector = new Collector();
		SpellingContext context = new SpellingContext();
		context.setContentType(Platform.getContentTypeManager().getContentType("org.eclipse.core.runtime.text"));
		SpellingService service = EditorsUI.getSpellingService();
		if (service.getActiveSpellingEngineDescriptor(preferences) == null) {
			new PlainEngine().check(text, words, context, collector, new NullProgressMonitor());
		} else {
			service.check(text, words, context, collector, new NullProgressMonitor());
		}
		return collector.problems;
	}

	private static final class Collector implements ISpellingProblemCollector {
		private final List<SpellingProblem> problems = new ArrayList<>();

		@Override
		public void accept(SpellingProblem problem) {
			problems.add(problem);
		}

		@Override
		public void beginCollecting() {
			// the list is there
		}

		@Override
		public void endCollecting() {
			// and complete
		}
	}
}
