/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.disassembly;

import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.graphics.TextLayout;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.ringside.asm.language.LineScan;
import org.ringside.asm.language.SourceToken;
import org.ringside.eclipse.ui.editor.RoleStyle;
import org.ringside.eclipse.ui.perspective.ThemeColor;

/** Paints instructions in the colours of the editor, and source lines across the columns. UI thread only. */
final class CodePainter {
	private static final int INDENT = 4;

	private final TextLayout layout;
	private final int column;

	/** Paints the text of {@code column}. */
	CodePainter(Table table, int column) {
		this.column = column;
		layout = new TextLayout(table.getDisplay());
		table.addListener(SWT.Dispose, event -> layout.dispose());
	}

	/** Takes the painting of the text from the table, which knows one colour for a cell only. */
	void erase(Event event, boolean source) {
		if (event.index == column || source) {
			event.detail &= ~SWT.FOREGROUND;
		}
	}

	/** Paints an instruction. */
	void code(Event event, String text, boolean faded, boolean bold) {
		if (event.index == column) {
			lay("", text, faded || (event.detail & SWT.SELECTED) != 0, bold);
			paint(event, event.x + INDENT, faded);
		}
	}

	/** Paints a source line, which begins in the first column and may reach into all others. */
	void source(Event event, String number, String text, boolean faded, boolean assembly) {
		lay(number, text, faded || !assembly || (event.detail & SWT.SELECTED) != 0, false);
		Rectangle first = ((TableItem) event.item).getBounds(0);
		paint(event, first.x + INDENT, faded || !assembly);
	}

	private void paint(Event event, int x, boolean pale) {
		Color before = event.gc.getForeground();
		if (pale && (event.detail & SWT.SELECTED) == 0) {
			event.gc.setForeground(ThemeColor.ABSENT.get());
		}
		int y = event.y + Math.max(0, (event.height - layout.getBounds().height) / 2);
		layout.draw(event.gc, x, y);
		event.gc.setForeground(before);
	}

	/** {@code before}: what has no colour of its own. */
	private void lay(String before, String text, boolean plain, boolean bold) {
		layout.setFont(bold ? JFaceResources.getFontRegistry().getBold(JFaceResources.TEXT_FONT) : JFaceResources.getTextFont());
		layout.setText(before + text);
		layout.setStyle(null, 0, Math.max(0, before.length() + text.length() - 1));
		if (!plain) {
			for (SourceToken token : LineScan.tokens(text, false)) {
				layout.setStyle(RoleStyle.of(token.role()).range(token.offset(), token.length()), before.length() + token.offset(), before.length() + token.end() - 1);
			}
		}
	}

	/** The character of an instruction's text at a horizontal place within its cell, or -1. */
	int offset(String text, int x) {
		lay("", text, true, false);
		Rectangle bounds = layout.getBounds();
		return x < INDENT || x - INDENT > bounds.width || text.isEmpty() ? -1 : layout.getOffset(x - INDENT, bounds.height / 2, null);
	}

	/** Whether a file of that name holds assembly. */
	static boolean isAssembly(String fileName) {
		return fileName.matches("(?i).+\\.(s|asm|inc)");
	}
}
