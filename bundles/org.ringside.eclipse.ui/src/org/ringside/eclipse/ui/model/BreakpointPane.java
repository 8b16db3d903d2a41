/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.model;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.ui.IDetailPane;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.FocusListener;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbenchPartSite;
import org.ringside.eclipse.core.breakpoints.GuestBreakpoint;
import org.ringside.eclipse.ui.perspective.ThemeColor;

/** A guest breakpoint under the Breakpoints view: its text, to be changed there, and why it is not set, if so. */
final class BreakpointPane implements IDetailPane {

	static final String ID = "org.ringside.eclipse.ui.breakpointPane";

	private Text text;
	private Label note;
	private GuestBreakpoint shown;

	@Override
	public void init(IWorkbenchPartSite site) {
		// The pane has no actions of its own.
	}

	@Override
	public Control createControl(Composite parent) {
		Composite pane = new Composite(parent, SWT.NONE);
		GridLayoutFactory.swtDefaults().numColumns(2).applyTo(pane);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(pane);
		new Label(pane, SWT.NONE).setText("Stops at:");
		text = new Text(pane, SWT.BORDER);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(text);
		note = new Label(pane, SWT.WRAP);
		note.setForeground(ThemeColor.WRONG.get());
		GridDataFactory.fillDefaults().span(2, 1).grab(true, true).applyTo(note);
		text.addSelectionListener(SelectionListener.widgetDefaultSelectedAdapter(event -> save()));
		text.addFocusListener(FocusListener.focusLostAdapter(event -> save()));
		return pane;
	}

	@Override
	public void display(IStructuredSelection selection) {
		shown = selection != null && selection.getFirstElement() instanceof GuestBreakpoint breakpoint ? breakpoint : null;
		text.setEnabled(shown != null);
		text.setText(shown == null ? "" : shown.text());
		note.setText(shown == null ? "" : shown.problem());
	}

	private void save() {
		if (shown == null || shown.getMarker() == null || !shown.getMarker().exists() || text.getText().equals(shown.text())) {
			return;
		}
		try {
			shown.setText(text.getText());
			note.setText("");
		} catch (CoreException e) {
			note.setText(e.getStatus().getMessage());
		}
		note.getParent().layout();
	}

	@Override
	public boolean setFocus() {
		return text.setFocus();
	}

	@Override
	public void dispose() {
		if (text != null) {
			text.dispose();
			note.dispose();
		}
	}

	@Override
	public String getID() {
		return ID;
	}

	@Override
	public String getName() {
		return "Guest Breakpoint";
	}

	@Override
	public String getDescription() {
		return "Shows and changes the text of a guest breakpoint.";
	}
}
