/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import org.eclipse.ui.texteditor.ITextEditor;

/** Says in the status line why a command of the editor did nothing. */
final class StatusLine {

	private StatusLine() {
	}

	static void say(ITextEditor editor, String sentence) {
		editor.getEditorSite().getActionBars().getStatusLineManager().setErrorMessage(sentence);
		editor.getSite().getShell().getDisplay().beep();
	}
}
