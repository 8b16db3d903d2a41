/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import org.eclipse.jface.text.source.Annotation;
import org.ringside.asm.Problem;
import org.ringside.asm.language.SourceProblem;

/** A problem that was found while typing. */
final class ProblemAnnotation extends Annotation {
	private static final String ERROR = "org.eclipse.ui.workbench.texteditor.error";
	private static final String WARNING = "org.eclipse.ui.workbench.texteditor.warning";

	private final SourceProblem problem;

	ProblemAnnotation(SourceProblem problem) {
		super(problem.severity() == Problem.Severity.ERROR ? ERROR : WARNING, false, problem.message());
		this.problem = problem;
	}

	SourceProblem problem() {
		return problem;
	}
}
