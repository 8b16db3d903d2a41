/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import org.eclipse.jface.viewers.DelegatingStyledCellLabelProvider.IStyledLabelProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.viewers.StyledString;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.TextStyle;
import org.ringside.asm.language.Definition;
import org.ringside.asm.language.TokenRole;

/** Shows definitions in the colours of the editor, with their value or parameters behind them. */
final class DefinitionLabels extends LabelProvider implements IStyledLabelProvider {

	@Override
	public String getText(Object element) {
		return getStyledText(element).getString();
	}

	@Override
	public StyledString getStyledText(Object element) {
		Definition definition = ((OutlineNode) element).definition();
		RoleStyle style = RoleStyle.of(role(definition));
		StyledString text = new StyledString(definition.name(), new StyledString.Styler() {
			@Override
			public void applyStyles(TextStyle textStyle) {
				textStyle.foreground = style.color();
			}
		});
		String detail = switch (definition.kind()) {
		case CONSTANT -> definition.detail().isEmpty() ? "" : " = " + definition.detail();
		case MACRO -> " " + definition.detail();
		case LABEL, LOCAL_LABEL, SECTION -> "";
		};
		return text.append(detail.stripTrailing(), StyledString.QUALIFIER_STYLER);
	}

	private static TokenRole role(Definition definition) {
		return switch (definition.kind()) {
		case LABEL, LOCAL_LABEL -> TokenRole.LABEL;
		case CONSTANT -> TokenRole.NUMBER;
		case MACRO -> TokenRole.MACRO;
		case SECTION -> TokenRole.DIRECTIVE;
		};
	}

	@Override
	public Image getImage(Object element) {
		return null;
	}
}
