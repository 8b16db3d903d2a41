/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.IAnnotationModel;
import org.eclipse.jface.text.source.IAnnotationModelExtension;
import org.eclipse.jface.text.source.ISourceViewer;
import org.ringside.asm.AssemblerOptions;
import org.ringside.asm.language.SourceProblem;
import org.ringside.eclipse.core.build.IncludedFiles;

/** Assembles the source in the background while it is typed, and underlines what is wrong. */
public final class LiveProblems extends WholeTextStrategy {
	@Override
	void update(ITextViewer shown, IDocument source) {
		IAnnotationModel model = shown instanceof ISourceViewer viewer ? viewer.getAnnotationModel() : null;
		Optional<IFile> file = Sources.fileOf(source);
		// A file that is only included makes sense within the including one; the builder checks it there.
		if (file.isEmpty() || "inc".equals(file.get().getFileExtension()) || !(model instanceof IAnnotationModelExtension annotations)) {
			return;
		}
		List<SourceProblem> problems = SourceProblem.find(file.get().getProjectRelativePath().toString(), source.get(),
				AssemblerOptions.DEFAULT, new IncludedFiles(file.get().getProject()));
		Map<Annotation, Position> added = new HashMap<>();
		for (SourceProblem problem : problems) {
			added.put(new ProblemAnnotation(problem), new Position(problem.offset(), problem.length()));
		}
		List<Annotation> gone = new ArrayList<>();
		for (Iterator<Annotation> all = model.getAnnotationIterator(); all.hasNext();) {
			Annotation annotation = all.next();
			if (annotation instanceof ProblemAnnotation) {
				gone.add(annotation);
			}
		}
		if (!gone.isEmpty() || !added.isEmpty()) {
			annotations.replaceAnnotations(gone.toArray(Annotation[]::new), added);
		}
	}
}
