/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.ITextViewerExtension5;
import org.eclipse.jface.text.ITextViewerLifecycle;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.text.reconciler.DirtyRegion;
import org.eclipse.jface.text.reconciler.IReconcilingStrategy;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.IAnnotationModelExtension;
import org.eclipse.jface.text.source.ISourceViewer;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.custom.CaretListener;
import org.eclipse.swt.custom.StyledText;
import org.ringside.asm.language.SourceModel;
import org.ringside.asm.language.SourceToken;
import org.ringside.asm.language.TokenRole;

/** Marks every place where the name or register under the caret stands; a local label only where the same one is meant. */
public final class MarkOccurrences implements IReconcilingStrategy, ITextViewerLifecycle {
	/** The annotation type that the Generic Editor has for this, so that its preferences apply. */
	private static final String ANNOTATION = "org.eclipse.ui.genericeditor.text";
	private static final long DELAY_MILLIS = 150;

	private final CaretListener caretListener = event -> later(event.caretOffset);
	private Annotation[] shown = new Annotation[0];
	private ISourceViewer viewer;
	private Job job;

	@Override
	public void install(ITextViewer textViewer) {
		if (textViewer instanceof ISourceViewer sourceViewer) {
			viewer = sourceViewer;
			viewer.getTextWidget().addCaretListener(caretListener);
		}
	}

	@Override
	public void uninstall() {
		if (viewer != null && viewer.getTextWidget() != null && !viewer.getTextWidget().isDisposed()) {
			viewer.getTextWidget().removeCaretListener(caretListener);
		}
		viewer = null;
		if (job != null) {
			job.cancel();
		}
	}

	/** Off the UI thread, since a long source takes a while to be read. */
	private void later(int widgetOffset) {
		ISourceViewer asked = viewer;
		IDocument document = asked == null ? null : asked.getDocument();
		if (document == null) {
			return;
		}
		int offset = asked instanceof ITextViewerExtension5 folded ? folded.widgetOffset2ModelOffset(widgetOffset) : widgetOffset;
		if (job != null) {
			job.cancel();
		}
		job = Job.createSystem("Mark occurrences", (ICoreRunnable) monitor -> {
			SourceModel model = Sources.of(document);
			List<SourceToken> places = places(model, offset);
			StyledText text = asked.getTextWidget();
			if (!monitor.isCanceled() && text != null && !text.isDisposed()) {
				text.getDisplay().asyncExec(() -> {
					if (viewer == asked && !monitor.isCanceled() && Sources.of(document) == model) {
						show(asked, model, places);
					}
				});
			}
		});
		job.schedule(DELAY_MILLIS);
	}

	private static List<SourceToken> places(SourceModel model, int offset) {
		Optional<SourceToken> token = model.tokenAt(offset);
		if (token.isEmpty()) {
			return List.of();
		}
		if (token.get().role() == TokenRole.REGISTER || token.get().role() == TokenRole.CSR) {
			String name = token.get().in(model.text());
			return model.tokens().stream()
					.filter(other -> other.role() == token.get().role() && other.in(model.text()).equals(name)).toList();
		}
		return model.occurrences(token.get());
	}

	private void show(ISourceViewer where, SourceModel model, List<SourceToken> places) {
		if (!(where.getAnnotationModel() instanceof IAnnotationModelExtension annotations)) {
			return;
		}
		Map<Annotation, Position> added = new HashMap<>();
		if (places.size() > 1) {
			for (SourceToken place : places) {
				added.put(new Annotation(ANNOTATION, false, "Occurrence of " + place.in(model.text())),
						new Position(place.offset(), place.length()));
			}
		}
		annotations.replaceAnnotations(shown, added);
		shown = added.keySet().toArray(Annotation[]::new);
	}

	@Override
	public void setDocument(IDocument document) {
		// the viewer tells it
	}

	@Override
	public void reconcile(DirtyRegion dirtyRegion, IRegion subRegion) {
		// typing moves the caret
	}

	@Override
	public void reconcile(IRegion partition) {
		// typing moves the caret
	}
}
