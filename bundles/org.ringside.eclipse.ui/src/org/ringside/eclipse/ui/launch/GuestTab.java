/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.launch;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.ui.AbstractLaunchConfigurationTab;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.ringside.eclipse.ui.model.Icons;

/** A tab that is made of fields, each bound to one attribute; the first mistake in a field is the tab's error message. */
abstract class GuestTab extends AbstractLaunchConfigurationTab {

	/** Says in a {@link CoreException} what is wrong with a text. */
	@FunctionalInterface
	interface Check {
		void check(String text) throws CoreException;
	}

	private interface Binding {
		void show(ILaunchConfiguration configuration) throws CoreException;

		void store(ILaunchConfigurationWorkingCopy configuration);

		void check() throws CoreException;
	}

	private static final int FIELD_WIDTH = 120;

	private final String name;
	private final String icon;
	private final List<Binding> bindings = new ArrayList<>();
	private boolean showing;

	GuestTab(String name, String icon) {
		this.name = name;
		this.icon = icon;
	}

	/** Makes the fields in a grid of three columns. */
	abstract void createFields(Composite parent);

	@Override
	public final void createControl(Composite parent) {
		Composite body = new Composite(parent, SWT.NONE);
		GridLayoutFactory.swtDefaults().numColumns(3).applyTo(body);
		createFields(body);
		setControl(body);
	}

	@Override
	public String getName() {
		return name;
	}

	@Override
	public Image getImage() {
		return icon.isEmpty() ? null : Icons.image(icon);
	}

	private void changed() {
		if (!showing) {
			updateLaunchConfigurationDialog();
		}
	}

	static Label label(Composite parent, String text) {
		Label label = new Label(parent, SWT.NONE);
		label.setText(text);
		return label;
	}

	/** A line of explanation across the tab. */
	static void help(Composite parent, String text) {
		Label label = new Label(parent, SWT.WRAP);
		label.setText(text);
		GridDataFactory.fillDefaults().span(3, 1).grab(true, false).hint(300, SWT.DEFAULT).applyTo(label);
	}

	/** A text field for a string attribute, over the columns that {@code beside} leaves free. */
	Text text(Composite parent, String label, String attribute, String initial, String hint, int beside, Check check) {
		label(parent, label);
		Text text = new Text(parent, SWT.BORDER);
		text.setMessage(hint);
		text.setToolTipText(hint);
		// Without a width of its own the field would be as wide as its hint and push the buttons out of the dialog.
		GridDataFactory.fillDefaults().grab(true, false).span(2 - beside, 1).hint(FIELD_WIDTH, SWT.DEFAULT).applyTo(text);
		text.addModifyListener(event -> changed());
		bindings.add(new Binding() {
			@Override
			public void show(ILaunchConfiguration configuration) throws CoreException {
				text.setText(configuration.getAttribute(attribute, initial));
			}

			@Override
			public void store(ILaunchConfigurationWorkingCopy configuration) {
				String value = text.getText().strip();
				configuration.setAttribute(attribute, value.isEmpty() || value.equals(initial) ? null : value);
			}

			@Override
			public void check() throws CoreException {
				check.check(text.getText());
			}
		});
		return text;
	}

	/** A choice between words for a string attribute; {@code labels} are shown, {@code words} stored. */
	Combo choice(Composite parent, String label, String attribute, String initial, List<String> words, List<String> labels) {
		label(parent, label);
		Combo combo = new Combo(parent, SWT.READ_ONLY);
		labels.forEach(combo::add);
		GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.CENTER).span(2, 1).applyTo(combo);
		combo.addModifyListener(event -> changed());
		bindings.add(new Binding() {
			@Override
			public void show(ILaunchConfiguration configuration) throws CoreException {
				combo.select(Math.max(0, words.indexOf(configuration.getAttribute(attribute, initial))));
			}

			@Override
			public void store(ILaunchConfigurationWorkingCopy configuration) {
				String word = words.get(Math.max(0, combo.getSelectionIndex()));
				configuration.setAttribute(attribute, word.equals(initial) ? null : word);
			}

			@Override
			public void check() {
				// Only known words can be chosen.
			}
		});
		return combo;
	}

	/** A check box for a Boolean attribute. */
	Button check(Composite parent, String label, String attribute, boolean initial) {
		Button button = new Button(parent, SWT.CHECK);
		button.setText(label);
		GridDataFactory.fillDefaults().span(3, 1).applyTo(button);
		button.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> changed()));
		bindings.add(new Binding() {
			@Override
			public void show(ILaunchConfiguration configuration) throws CoreException {
				button.setSelection(configuration.getAttribute(attribute, initial));
			}

			@Override
			public void store(ILaunchConfigurationWorkingCopy configuration) {
				configuration.setAttribute(attribute, button.getSelection());
			}

			@Override
			public void check() {
				// Both states are right.
			}
		});
		return button;
	}

	/** Takes part in the tab without a field of the shapes above. */
	void bind(Control control, ReadAttribute show, StoreAttribute store, Check check) {
		bindings.add(new Binding() {
			@Override
			public void show(ILaunchConfiguration configuration) throws CoreException {
				show.show(configuration);
			}

			@Override
			public void store(ILaunchConfigurationWorkingCopy configuration) {
				store.store(configuration);
			}

			@Override
			public void check() throws CoreException {
				if (!control.isDisposed()) {
					check.check("");
				}
			}
		});
	}

	/** Shows an attribute. */
	interface ReadAttribute {
		void show(ILaunchConfiguration configuration) throws CoreException;
	}

	/** Stores an attribute. */
	interface StoreAttribute {
		void store(ILaunchConfigurationWorkingCopy configuration);
	}

	/** Tells the dialog that a field changed. */
	final void fieldChanged() {
		changed();
	}

	@Override
	public void setDefaults(ILaunchConfigurationWorkingCopy configuration) {
		// An attribute that is not given has its default value: GuestLaunchAttributes.
	}

	@Override
	public void initializeFrom(ILaunchConfiguration configuration) {
		showing = true;
		try {
			for (Binding binding : bindings) {
				binding.show(configuration);
			}
		} catch (CoreException e) {
			setErrorMessage(e.getStatus().getMessage());
		} finally {
			showing = false;
		}
	}

	@Override
	public void performApply(ILaunchConfigurationWorkingCopy configuration) {
		bindings.forEach(binding -> binding.store(configuration));
	}

	@Override
	public boolean isValid(ILaunchConfiguration configuration) {
		setErrorMessage(null);
		try {
			for (Binding binding : bindings) {
				binding.check();
			}
			return true;
		} catch (CoreException e) {
			setErrorMessage(e.getStatus().getMessage());
			return false;
		}
	}
}
