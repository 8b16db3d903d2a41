/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.editor;

import java.util.Optional;

import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.DocumentCommand;
import org.eclipse.jface.text.IAutoEditStrategy;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.TextUtilities;
import org.ringside.asm.language.LineTyping;

/** What happens of itself while typing: new lines are indented as assembly is, and brackets and quotes come in pairs. */
public final class SmartIndent implements IAutoEditStrategy {

	@Override
	public void customizeDocumentCommand(IDocument document, DocumentCommand command) {
		if (command.text == null || command.text.isEmpty() || command.length < 0) {
			return;
		}
		try {
			IRegion line = document.getLineInformationOfOffset(command.offset);
			String before = document.get(line.getOffset(), command.offset - line.getOffset());
			String after = document.get(command.offset, line.getOffset() + line.getLength() - command.offset);
			if (command.length == 0 && TextUtilities.equals(document.getLegalLineDelimiters(), command.text) >= 0) {
				command.text += LineTyping.indentAfter(before);
			} else if (command.length == 0 && command.text.length() == 1) {
				pair(command, before, after);
			}
		} catch (BadLocationException e) {
			throw new IllegalStateException(e);
		}
	}

	private static void pair(DocumentCommand command, String before, String after) {
		char typed = command.text.charAt(0);
		if (LineTyping.typesOver(before, after, typed)) {
			command.text = "";
			command.caretOffset = command.offset + 1;
			command.shiftsCaret = false;
			return;
		}
		Optional<Character> closing = LineTyping.closing(before, after, typed);
		if (closing.isPresent()) {
			command.text = String.valueOf(typed) + closing.get();
			command.caretOffset = command.offset + 1;
			command.shiftsCaret = false;
		}
	}
}
