/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;

import org.eclipse.core.resources.IFile;
import org.eclipse.jface.viewers.DelegatingStyledCellLabelProvider;
import org.eclipse.jface.viewers.DelegatingStyledCellLabelProvider.IStyledLabelProvider;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.viewers.StyledString;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.search.ui.text.AbstractTextSearchViewPage;
import org.eclipse.search.ui.text.Match;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.TextStyle;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.texteditor.ITextEditor;
import org.ringside.asm.language.LineScan;
import org.ringside.asm.language.SourceToken;
import org.ringside.eclipse.ui.model.Icons;

/** Shows the places of a name in the Search view: files, and in them lines in the colours of the editor. */
public final class ReferencesPage extends AbstractTextSearchViewPage {
	private TreeViewer tree;

	public ReferencesPage() {
		super(FLAG_LAYOUT_TREE);
	}

	@Override
	protected void configureTreeViewer(TreeViewer viewer) {
		tree = viewer;
		viewer.setUseHashlookup(true);
		viewer.setContentProvider(new Content());
		viewer.setLabelProvider(new DelegatingStyledCellLabelProvider(new Labels()));
		viewer.setAutoExpandLevel(2);
	}

	@Override
	protected void configureTableViewer(TableViewer viewer) {
		throw new IllegalStateException("This page has no table");
	}

	@Override
	protected void elementsChanged(Object[] objects) {
		refresh();
	}

	@Override
	protected void clear() {
		refresh();
	}

	private void refresh() {
		if (tree != null) {
			tree.refresh();
			tree.expandAll();
		}
	}

	@Override
	protected void showMatch(Match match, int offset, int length, boolean activate) throws PartInitException {
		if (match.getElement() instanceof References.Line line
				&& IDE.openEditor(getSite().getPage(), line.file(), activate) instanceof ITextEditor editor) {
			editor.selectAndReveal(offset, length);
		}
	}

	private final class Content implements ITreeContentProvider {
		@Override
		public Object[] getElements(Object input) {
			Set<Object> files = new LinkedHashSet<>();
			for (Object element : getInput().getElements()) {
				files.add(((References.Line) element).file());
			}
			return files.stream().sorted(Comparator.comparing(file -> ((IFile) file).getFullPath().toString())).toArray();
		}

		@Override
		public Object[] getChildren(Object parent) {
			return parent instanceof IFile file ? Arrays.stream(getInput().getElements()).filter(element -> ((References.Line) element).file().equals(file))
					.sorted(Comparator.comparingInt(element -> ((References.Line) element).line())).toArray() : new Object[0];
		}

		@Override
		public Object getParent(Object element) {
			return element instanceof References.Line line ? line.file() : null;
		}

		@Override
		public boolean hasChildren(Object element) {
			return element instanceof IFile;
		}
	}

	private static final class Labels extends LabelProvider implements IStyledLabelProvider {
		@Override
		public StyledString getStyledText(Object element) {
			if (!(element instanceof References.Line line)) {
				return new StyledString(((IFile) element).getProjectRelativePath().toString());
			}
			String text = line.text().strip().replaceAll("\\s+", " ");
			StyledString styled = new StyledString(line.line() + ": ", StyledString.COUNTER_STYLER);
			int before = styled.length();
			styled.append(text);
			for (SourceToken token : LineScan.tokens(text, false)) {
				RoleStyle style = RoleStyle.of(token.role());
				styled.setStyle(before + token.offset(), token.length(), new StyledString.Styler() {
					@Override
					public void applyStyles(TextStyle shown) {
						shown.foreground = style.color();
					}
				});
			}
			return line.definition() ? styled.append("  definition", StyledString.DECORATIONS_STYLER) : styled;
		}

		@Override
		public String getText(Object element) {
			return getStyledText(element).getString();
		}

		@Override
		public Image getImage(Object element) {
			return element instanceof IFile ? Icons.image("assembly") : null;
		}
	}
}
