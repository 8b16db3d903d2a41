/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.preferences;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.eclipse.ui.PlatformUI;
import org.ringside.vmm.Engine;
import org.ringside.vmm.Execution;

/** <em>Preferences &gt; Guest OS &gt; Engine</em>: tells what executes guests' code in this Eclipse, and what would be faster. Nothing is set here. */
public final class EnginePage extends PreferencePage implements IWorkbenchPreferencePage {

	private static final String HELP = "/org.ringside.doc/html/concepts/engine.html";
	private Text execution;
	private Text translated;
	private Label advice;
	private Text option;

	@Override
	public void init(IWorkbench workbench) {
		noDefaultAndApplyButton();
	}

	@Override
	protected Control createContents(Composite parent) {
		Composite area = new Composite(parent, SWT.NONE);
		GridLayoutFactory.fillDefaults().spacing(0, 6).applyTo(area);
		execution = line(area, "What executes guests' code in this Eclipse:");
		translated = line(area, "What was made for guests of this session:");
		advice = new Label(area, SWT.WRAP);
		GridDataFactory.fillDefaults().grab(true, false).hint(300, SWT.DEFAULT).indent(0, 10).applyTo(advice);
		option = new Text(area, SWT.READ_ONLY | SWT.BORDER);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(option);
		Link link = new Link(area, SWT.NONE);
		link.setText("<a>How instructions are executed</a>");
		link.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> PlatformUI.getWorkbench().getHelpSystem().displayHelpResource(HELP)));
		GridDataFactory.fillDefaults().indent(0, 10).applyTo(link);
		hide(advice, true);
		hide(option, true);
		fill();
		return area;
	}

	/** A text that can be selected and copied. */
	private static Text line(Composite area, String name) {
		new Label(area, SWT.NONE).setText(name);
		Text text = new Text(area, SWT.READ_ONLY | SWT.WRAP);
		text.setBackground(area.getBackground());
		GridDataFactory.fillDefaults().grab(true, false).hint(300, SWT.DEFAULT).indent(16, 0).applyTo(text);
		return text;
	}

	private static void hide(Control control, boolean hidden) {
		control.setVisible(!hidden);
		GridDataFactory.createFrom((GridData) control.getLayoutData()).exclude(hidden).applyTo(control);
	}

	/** What the JVM permits is tried in the background, where no guest was started yet. */
	private void fill() {
		Display display = execution.getDisplay();
		Job.createSystem("Asking how guests are executed", (ICoreRunnable) monitor -> {
			Execution now = Engine.usual().execution();
			display.asyncExec(() -> {
				if (!execution.isDisposed()) {
					show(now);
				}
			});
		}).schedule();
	}

	void show(Execution now) {
		execution.setText(capital(now.sentence()) + ".");
		translated.setText(capital(now.amount()) + ".");
		if (now.lacksPermission()) {
			advice.setText("Host code is faster, above all at the start of a guest. For it, put this line behind -vmargs into the file eclipse.ini of this Eclipse, and start it again:");
			option.setText(Execution.OPTION);
		}
		hide(advice, !now.lacksPermission());
		hide(option, !now.lacksPermission());
		execution.getParent().layout();
	}

	private static String capital(String words) {
		return Character.toUpperCase(words.charAt(0)) + words.substring(1);
	}

	/** What the page tells, for tests. */
	String told() {
		return String.join("\n", execution.getText(), translated.getText(), advice.isVisible() ? option.getText() : "");
	}
}
