/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import org.eclipse.jface.resource.ColorRegistry;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.graphics.Color;
import org.ringside.asm.language.TokenRole;

/**
 * How words of each role look. The colours are declared in {@code plugin.xml} (light) and {@code css/dark.css} (dark), so
 * that users can change them under <em>Preferences &gt; General &gt; Appearance &gt; Colors and Fonts</em>.
 */
public enum RoleStyle {
	INSTRUCTION("instruction", SWT.NORMAL),
	PRIVILEGED("privileged", SWT.BOLD),
	SENSITIVE("sensitive", SWT.BOLD),
	MACRO("macro", SWT.NORMAL),
	DIRECTIVE("directive", SWT.NORMAL),
	REGISTER("register", SWT.NORMAL),
	CSR("csr", SWT.NORMAL),
	LABEL("label", SWT.BOLD),
	SYMBOL("symbol", SWT.NORMAL),
	NUMBER("number", SWT.NORMAL),
	STRING("string", SWT.NORMAL),
	COMMENT("comment", SWT.NORMAL);

	/** What the identifiers of all these colours begin with. */
	static final String PREFIX = "org.ringside.eclipse.ui.color.asm.";

	private final String id;
	private final int fontStyle;

	RoleStyle(String id, int fontStyle) {
		this.id = PREFIX + id;
		this.fontStyle = fontStyle;
	}

	/** The style of a role. */
	public static RoleStyle of(TokenRole role) {
		return valueOf(role.name());
	}

	/** The colour in the current theme; null where the theme has none, which is the editor's own colour of text. */
	Color color() {
		ColorRegistry colors = JFaceResources.getColorRegistry();
		return colors.hasValueFor(id) ? colors.get(id) : null;
	}

	/** A range of text in this style. */
	public StyleRange range(int offset, int length) {
		return new StyleRange(offset, length, color(), null, fontStyle);
	}
}
