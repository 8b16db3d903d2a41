/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import org.ringside.asm.language.Columns;

/** <em>Format</em>: puts labels, mnemonics, operands and comments into columns. */
public final class FormatSource extends SourceEdit {

	@Override
	String changed(String lines) {
		return Columns.DEFAULT.format(lines);
	}

	@Override
	boolean wholeSource() {
		return true;
	}
}
