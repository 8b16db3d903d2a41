/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.preferences;

import java.util.List;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.eclipse.ui.preferences.IWorkbenchPreferenceContainer;

/** <em>Preferences &gt; Guest OS</em>: leads to the pages below it, and to those of the platform that matter for guests. */
public final class GuestOsPage extends PreferencePage implements IWorkbenchPreferencePage {

	private record Way(String page, String title, String text) {
	}

	private static final List<Way> WAYS = List.of(
			new Way("org.ringside.eclipse.ui.preferences.toolchains", "Toolchains", "which cross compiler builds kernels in C"),
			new Way("org.ringside.eclipse.ui.preferences.templates", "Templates", "pieces of assembly that content assist offers"),
			new Way("org.ringside.eclipse.ui.preferences.engine", "Engine", "what executes guests' code in this Eclipse"),
			new Way("org.eclipse.ui.preferencePages.ColorsAndFonts", "Colors and Fonts", "the colors of the assembly editor and of the Guest OS views"),
			new Way("org.eclipse.ui.editors.preferencePages.Spelling", "Spelling", "whether comments are checked for mistakes in writing"),
			new Way("org.eclipse.ui.preferencePages.Keys", "Keys", "the keys of all commands; those of guests are in the category Guest OS"));

	public GuestOsPage() {
		noDefaultAndApplyButton();
	}

	@Override
	public void init(IWorkbench workbench) {
		// nothing is kept here
	}

	@Override
	protected Control createContents(Composite parent) {
		Composite area = new Composite(parent, SWT.NONE);
		GridLayoutFactory.fillDefaults().numColumns(2).spacing(12, 6).applyTo(area);
		for (Way way : WAYS) {
			Link link = new Link(area, SWT.NONE);
			link.setText("<a>" + way.title() + "</a>");
			link.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> open(way.page())));
			Label label = new Label(area, SWT.WRAP);
			label.setText(way.text());
			GridDataFactory.fillDefaults().grab(true, false).hint(300, SWT.DEFAULT).applyTo(label);
		}
		return area;
	}

	private void open(String page) {
		if (getContainer() instanceof IWorkbenchPreferenceContainer container) {
			container.openPage(page, null);
		}
	}
}
