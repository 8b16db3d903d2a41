/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import org.ringside.asm.language.LineTyping;

/** <em>Toggle Comment</em>: puts the selected lines into comments, or takes them out if they all are. */
public final class ToggleComment extends SourceEdit {

	@Override
	String changed(String lines) {
		return LineTyping.toggleComment(lines);
	}

	@Override
	boolean wholeSource() {
		return false;
	}
}
