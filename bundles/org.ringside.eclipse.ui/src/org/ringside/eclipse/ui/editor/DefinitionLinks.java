/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.Region;
import org.eclipse.jface.text.hyperlink.AbstractHyperlinkDetector;
import org.eclipse.jface.text.hyperlink.IHyperlink;
import org.ringside.asm.language.SourceModel;
import org.ringside.asm.language.SourceToken;
import org.ringside.asm.language.TokenRole;

/** Makes names links to where they are defined, in this source or another one of the project, and included files links too. */
public final class DefinitionLinks extends AbstractHyperlinkDetector {

	@Override
	public IHyperlink[] detectHyperlinks(ITextViewer viewer, IRegion region, boolean several) {
		IDocument document = viewer.getDocument();
		Optional<IFile> file = Sources.fileOf(document);
		if (file.isEmpty() || !AssemblyEditors.isAssembly(file.get().getName())) {
			return null;
		}
		SourceModel model = Sources.of(document);
		return model.tokenAt(region.getOffset()).flatMap(token -> link(viewer, file.get(), model, token))
				.map(link -> new IHyperlink[] { link }).orElse(null);
	}

	private static Optional<IHyperlink> link(ITextViewer viewer, IFile file, SourceModel model, SourceToken token) {
		if (token.role() == TokenRole.STRING) {
			return included(file, model, token);
		}
		if (!SourceModel.refersToAName(token)) {
			return Optional.empty();
		}
		IRegion where = new Region(token.offset(), token.length());
		return ProjectIndex.of(file, viewer.getDocument()).definition(new SourceFile(file), token.offset())
				.map(there -> new SourceLink(where, there.file().file(), there.token().offset(), there.token().length()));
	}

	/** A string behind a directive that includes. */
	private static Optional<IHyperlink> included(IFile file, SourceModel model, SourceToken token) {
		int before = model.tokens().indexOf(token) - 1;
		String name = token.in(model.text()).replace("\"", "");
		if (before < 0 || name.isEmpty() || !model.tokens().get(before).in(model.text()).matches("\\.include|\\.incbin|#include")) {
			return Optional.empty();
		}
		return ProjectIndex.included(file, name).map(found -> new SourceLink(new Region(token.offset(), token.length()), found, 0, 0));
	}
}
