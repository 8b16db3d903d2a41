/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import java.util.List;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.text.DocumentEvent;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IDocumentListener;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.DelegatingStyledCellLabelProvider;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.SelectionChangedEvent;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.texteditor.ITextEditor;
import org.eclipse.ui.views.contentoutline.ContentOutlinePage;
import org.ringside.asm.language.Definition;
import org.ringside.asm.language.SourceModel;

/** The outline of an assembly source: sections, and in them labels, constants and macros. */
final class AssemblyOutline extends ContentOutlinePage {
	private static final long DELAY_MILLIS = 300;

	private final ITextEditor editor;
	private final IDocument document;
	private final IDocumentListener listener = new IDocumentListener() {
		@Override
		public void documentAboutToBeChanged(DocumentEvent event) {
			// what counts is the text afterwards
		}

		@Override
		public void documentChanged(DocumentEvent event) {
			refresh.cancel();
			refresh.schedule(DELAY_MILLIS);
		}
	};
	private final Job refresh = Job.createSystem("Outline", (ICoreRunnable) monitor -> update());
	private boolean showing;

	AssemblyOutline(ITextEditor editor, IDocument document) {
		this.editor = editor;
		this.document = document;
	}

	@Override
	protected int getTreeStyle() {
		return SWT.H_SCROLL | SWT.V_SCROLL | SWT.SINGLE;
	}

	@Override
	public void createControl(Composite parent) {
		super.createControl(parent);
		TreeViewer tree = getTreeViewer();
		tree.setUseHashlookup(true);
		tree.setContentProvider(new Content());
		tree.setLabelProvider(new DelegatingStyledCellLabelProvider(new DefinitionLabels()));
		tree.setAutoExpandLevel(2);
		tree.setInput(OutlineNode.tree(Sources.of(document)));
		document.addDocumentListener(listener);
	}

	@Override
	public void dispose() {
		document.removeDocumentListener(listener);
		refresh.cancel();
		super.dispose();
	}

	/** Off the UI thread, since a long source takes a while to be read. */
	private void update() {
		SourceModel model = Sources.of(document);
		List<OutlineNode> nodes = OutlineNode.tree(model);
		Control control = getControl();
		if (control == null || control.isDisposed()) {
			return;
		}
		control.getDisplay().asyncExec(() -> {
			if (!control.isDisposed() && !nodes.equals(getTreeViewer().getInput())) {
				showing = true;
				getTreeViewer().setInput(nodes);
				showing = false;
			}
		});
	}

	@Override
	public void selectionChanged(SelectionChangedEvent event) {
		super.selectionChanged(event);
		if (!showing && event.getSelection() instanceof IStructuredSelection selection
				&& selection.getFirstElement() instanceof OutlineNode node) {
			Definition definition = node.definition();
			editor.selectAndReveal(definition.offset(), definition.name().length());
		}
	}

	private static final class Content extends ArrayContentProvider implements ITreeContentProvider {
		@Override
		public Object[] getChildren(Object parent) {
			return ((OutlineNode) parent).children().toArray();
		}

		@Override
		public Object getParent(Object element) {
			return null;
		}

		@Override
		public boolean hasChildren(Object element) {
			return !((OutlineNode) element).children().isEmpty();
		}
	}
}
