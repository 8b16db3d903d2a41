/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.disassembly;

import org.eclipse.jface.window.DefaultToolTip;
import org.eclipse.jface.window.ToolTip;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.ringside.eclipse.ui.editor.AssemblyHover;

/** Explains the word under the pointer, as the editor does. */
final class ListingHover extends DefaultToolTip {

	/** Tells the word of the listing at a place. */
	interface Words {
		/** The text of an instruction's cell at a place of the table, and the offset of the character there; null elsewhere. */
		Word at(Point place);
	}

	/**
	 * A character of a text.
	 *
	 * @param text an instruction
	 * @param offset from 0
	 */
	record Word(String text, int offset) {
	}

	private final Words words;

	ListingHover(Table table, Words words) {
		super(table, ToolTip.NO_RECREATE, false);
		this.words = words;
		setShift(new Point(8, 12));
	}

	@Override
	protected Object getToolTipArea(Event event) {
		return words.at(new Point(event.x, event.y));
	}

	@Override
	protected boolean shouldCreateToolTip(Event event) {
		return !getText(event).isEmpty();
	}

	@Override
	protected String getText(Event event) {
		Word word = words.at(new Point(event.x, event.y));
		return word == null ? "" : AssemblyHover.plain(word.text(), word.offset()).orElse("");
	}
}
