/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import java.util.List;
import java.util.Optional;

import org.eclipse.jface.text.DefaultInformationControl;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IInformationControlCreator;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.ITextHover;
import org.eclipse.jface.text.ITextHoverExtension;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.Region;
import org.ringside.asm.language.Explanation;
import org.ringside.asm.language.SourceModel;
import org.ringside.asm.language.TokenRole;

/** Explains the word under the pointer; of a register also what it holds while the guest is stopped. */
public final class AssemblyHover implements ITextHover, ITextHoverExtension {

	@Override
	public String getHoverInfo(ITextViewer viewer, IRegion region) {
		IDocument document = viewer.getDocument();
		SourceModel model = Sources.of(document);
		return Explanation.at(model, region.getOffset(), Sources.otherDefinitions(document))
				.map(text -> html(text, text.token().in(model.text()))).orElse(null);
	}

	private static String html(Explanation.Text text, String word) {
		StringBuilder html = new StringBuilder("<b>").append(escape(text.title())).append("</b>");
		if (text.token().role() == TokenRole.REGISTER || text.token().role() == TokenRole.CSR) {
			RegisterValues.of(word).ifPresent(value -> html.append("<br>Now: ").append(escape(value)));
		}
		for (String line : text.lines()) {
			html.append("<br>").append(escape(line));
		}
		return html.toString();
	}

	/** Explains a word of a single line of assembly, without marks for a browser. UI thread. */
	public static Optional<String> plain(String line, int offset) {
		SourceModel model = SourceModel.of(line);
		return Explanation.at(model, offset, List.of()).map(text -> {
			StringBuilder plain = new StringBuilder(text.title());
			if (text.token().role() == TokenRole.REGISTER || text.token().role() == TokenRole.CSR) {
				RegisterValues.of(text.token().in(line)).ifPresent(value -> plain.append("\nNow: ").append(value));
			}
			text.lines().forEach(each -> plain.append('\n').append(each));
			return plain.toString();
		});
	}

	private static String escape(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
	}

	@Override
	public IRegion getHoverRegion(ITextViewer viewer, int offset) {
		return Sources.of(viewer.getDocument()).tokenAt(offset).map(token -> new Region(token.offset(), token.length()))
				.orElse(null);
	}

	@Override
	public IInformationControlCreator getHoverControlCreator() {
		return parent -> new DefaultInformationControl(parent, false);
	}
}
