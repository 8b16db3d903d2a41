/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.text.contentassist.CompletionProposal;
import org.eclipse.jface.text.contentassist.ICompletionProposal;
import org.eclipse.jface.text.quickassist.IQuickAssistInvocationContext;
import org.eclipse.jface.text.quickassist.IQuickAssistProcessor;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.IAnnotationModel;
import org.eclipse.jface.text.source.ISourceViewer;
import org.eclipse.ui.texteditor.spelling.SpellingAnnotation;

/** Offers to write the word that was probably meant, in the code and in comments. */
public final class QuickFixes implements IQuickAssistProcessor {

	@Override
	public boolean canFix(Annotation annotation) {
		return annotation instanceof SpellingAnnotation && !annotation.isMarkedDeleted() || annotation instanceof ProblemAnnotation problem && !problem.isMarkedDeleted()
				&& problem.problem().suggestion().isPresent();
	}

	@Override
	public boolean canAssist(IQuickAssistInvocationContext context) {
		return false;
	}

	@Override
	public ICompletionProposal[] computeQuickAssistProposals(IQuickAssistInvocationContext context) {
		ISourceViewer viewer = context.getSourceViewer();
		IAnnotationModel model = viewer.getAnnotationModel();
		List<ICompletionProposal> fixes = new ArrayList<>();
		if (model == null) {
			return null;
		}
		for (Iterator<Annotation> all = model.getAnnotationIterator(); all.hasNext();) {
			Annotation annotation = all.next();
			Position position = model.getPosition(annotation);
			if (position != null && canFix(annotation) && sameLine(viewer, position, context.getOffset())) {
				if (annotation instanceof SpellingAnnotation spelling) {
					fixes.addAll(List.of(spelling.getSpellingProblem().getProposals(context)));
					continue;
				}
				String word = ((ProblemAnnotation) annotation).problem().suggestion().orElseThrow();
				fixes.add(new CompletionProposal(word, position.offset, position.length, word.length(), null,
						"Change to '" + word + "'", null, null));
			}
		}
		return fixes.isEmpty() ? null : fixes.toArray(ICompletionProposal[]::new);
	}

	private static boolean sameLine(ISourceViewer viewer, Position position, int offset) {
		try {
			return viewer.getDocument().getLineOfOffset(position.offset) == viewer.getDocument().getLineOfOffset(offset);
		} catch (BadLocationException e) {
			// An annotation of a text that has become shorter in between.
			return false;
		}
	}

	@Override
	public String getErrorMessage() {
		return null;
	}
}
