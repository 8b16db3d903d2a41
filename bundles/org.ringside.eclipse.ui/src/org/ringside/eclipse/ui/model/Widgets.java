/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

/** The few shapes of input that the breakpoint dialog is made of, in a grid of two columns. */
final class Widgets {

	private Widgets() {
	}

	static Text text(Composite parent, String label, String value, String hint, Runnable changed) {
		new Label(parent, SWT.NONE).setText(label);
		Text text = new Text(parent, SWT.BORDER);
		text.setText(value);
		text.setMessage(hint);
		text.setToolTipText(hint);
		text.addModifyListener(event -> changed.run());
		GridDataFactory.fillDefaults().grab(true, false).applyTo(text);
		return text;
	}

	/** A row of check boxes, one for each word. */
	static List<Button> checks(Composite parent, String label, Collection<String> words, Collection<String> checked, Runnable changed) {
		new Label(parent, SWT.NONE).setText(label);
		Composite row = new Composite(parent, SWT.NONE);
		GridLayoutFactory.fillDefaults().numColumns(Math.max(1, words.size())).applyTo(row);
		List<Button> buttons = new ArrayList<>();
		for (String word : words) {
			buttons.add(button(row, SWT.CHECK, word, checked.contains(word), changed));
		}
		return buttons;
	}

	static Button button(Composite parent, int style, String label, boolean selected, Runnable changed) {
		Button button = new Button(parent, style);
		button.setText(label);
		button.setSelection(selected);
		button.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> changed.run()));
		return button;
	}

	/** {@code " name=a,b"} of the checked words, or nothing if none is checked. */
	static String option(String name, List<Button> buttons) {
		List<String> words = buttons.stream().filter(Button::getSelection).map(Button::getText).toList();
		return words.isEmpty() ? "" : " " + name + "=" + String.join(",", words);
	}
}
