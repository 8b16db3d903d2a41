/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.model;

import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Group;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.ringside.eclipse.core.breakpoints.BreakpointKind;
import org.ringside.session.BreakpointOptions;
import org.ringside.session.BreakpointSpec;
import org.ringside.session.SessionException;

/** Makes or changes a guest breakpoint: what it waits for, the options that all kinds share, and the text that comes of it. */
public final class BreakpointDialog extends TitleAreaDialog {

	private final BreakpointKind kind;
	private final BreakpointSpec given;
	private final BreakpointPart part;
	private final BreakpointOptionsPart options = new BreakpointOptionsPart();
	private Text preview;
	private String text = "";
	private boolean touched;

	/** A dialog for a breakpoint of {@code kind}, filled from {@code given}, or empty if that is null. */
	public BreakpointDialog(Shell shell, BreakpointKind kind, BreakpointSpec given) {
		super(shell);
		this.kind = kind;
		this.given = given;
		this.part = switch (kind) {
		case INSTRUCTION -> new InstructionPart();
		case TRAP -> new TrapPart();
		case HYPERCALL -> new HypercallPart();
		case PAGE_TABLE_WRITE -> new TableWritePart();
		};
		setHelpAvailable(false);
	}

	/** The breakpoint in the breakpoint language, once the dialog is closed with OK. */
	public String text() {
		return text;
	}

	@Override
	protected void configureShell(Shell shell) {
		super.configureShell(shell);
		shell.setText(kind.label() + " Breakpoint");
	}

	@Override
	protected boolean isResizable() {
		return true;
	}

	@Override
	protected Control createDialogArea(Composite parent) {
		Composite area = (Composite) super.createDialogArea(parent);
		setTitle((given == null ? "Add " : "Change ") + kind.label() + " Breakpoint");
		setMessage(part.help());
		Composite body = new Composite(area, SWT.NONE);
		GridLayoutFactory.swtDefaults().numColumns(2).applyTo(body);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(body);
		part.create(body, given, this::changed);
		Group common = new Group(body, SWT.NONE);
		common.setText("Options");
		GridLayoutFactory.swtDefaults().numColumns(2).applyTo(common);
		GridDataFactory.fillDefaults().span(2, 1).grab(true, false).applyTo(common);
		options.create(common, given == null ? BreakpointOptions.DEFAULT : given.options(), kind != BreakpointKind.INSTRUCTION, this::changed);
		new Label(body, SWT.NONE).setText("As text:");
		preview = new Text(body, SWT.READ_ONLY | SWT.BORDER);
		preview.setToolTipText("What ./ringside run --break takes as well");
		GridDataFactory.fillDefaults().grab(true, false).applyTo(preview);
		return area;
	}

	@Override
	protected void createButtonsForButtonBar(Composite parent) {
		super.createButtonsForButtonBar(parent);
		check();
	}

	private void changed() {
		touched = true;
		check();
	}

	private void check() {
		String now = part.selector() + options.text();
		Button ok = getButton(IDialogConstants.OK_ID);
		try {
			text = BreakpointSpec.parse(now).text();
			preview.setText(text);
			setErrorMessage(null);
			ok.setEnabled(true);
		} catch (SessionException e) {
			preview.setText(now.strip());
			// An empty form is not an error yet.
			setErrorMessage(touched ? e.getMessage() : null);
			ok.setEnabled(false);
		}
	}
}
