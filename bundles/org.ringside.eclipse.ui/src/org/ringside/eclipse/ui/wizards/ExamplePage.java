/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.wizards;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.List;
import org.ringside.examples.Example;
import org.ringside.examples.Examples;

/** The page of the example wizard: which example, and what it shows. */
final class ExamplePage extends WizardPage {
	private List list;
	private Label description;

	ExamplePage() {
		super("example");
		setTitle("Guest OS Example");
		setDescription("Makes a project with a guest kernel, its sources and a launch configuration.");
	}

	@Override
	public void createControl(Composite parent) {
		Composite area = new Composite(parent, SWT.NONE);
		GridLayoutFactory.swtDefaults().applyTo(area);
		list = new List(area, SWT.BORDER | SWT.SINGLE | SWT.V_SCROLL);
		for (Example example : Examples.all()) {
			list.add(example.title());
		}
		GridDataFactory.fillDefaults().grab(true, true).hint(420, 100).applyTo(list);
		description = new Label(area, SWT.WRAP);
		GridDataFactory.fillDefaults().grab(true, false).hint(420, 80).applyTo(description);
		list.addListener(SWT.Selection, e -> describe());
		list.addListener(SWT.DefaultSelection, e -> describe());
		list.select(0);
		describe();
		setControl(area);
	}

	private void describe() {
		description.setText(chosen().description() + "\n\nProject: " + chosen().name());
	}

	Example chosen() {
		return Examples.all().get(Math.max(0, list.getSelectionIndex()));
	}
}
