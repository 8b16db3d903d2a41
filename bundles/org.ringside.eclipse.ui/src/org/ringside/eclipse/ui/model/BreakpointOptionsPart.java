/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.model;

import java.util.List;
import java.util.stream.Collectors;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.ringside.session.BreakpointAction;
import org.ringside.session.BreakpointOptions;
import org.ringside.session.InstructionBreakpoint;

/** The options that breakpoints of every kind share. */
final class BreakpointOptionsPart {

	private Text vcpus;
	private List<Button> modes;
	private Text asid;
	private Text hits;
	private Button once;
	private Combo action;
	private Text at;
	private String root = "";

	/** {@code ofEvents}: whether it is a breakpoint on an event, which may come from any instruction. */
	void create(Composite parent, BreakpointOptions options, boolean ofEvents, Runnable changed) {
		if (ofEvents) {
			at = Widgets.text(parent, "Only a&t:", options.at().map(InstructionBreakpoint.Location::text).orElse(""),
					"every instruction, or a symbol, FILE:LINE or address", changed);
		}
		vcpus = Widgets.text(parent, "Only on &vCPU:", options.vcpus().stream().map(vcpu -> vcpu.toString()).collect(Collectors.joining(",")),
				"every vCPU, or numbers with commas between them", changed);
		modes = Widgets.checks(parent, "Only in &mode:", TrapPart.MODES, TrapPart.names(options.modes()), changed);
		asid = Widgets.text(parent, "Only in A&SID:", options.asid().isPresent() ? Integer.toString(options.asid().getAsInt()) : "",
				"every address space, or its number", changed);
		hits = Widgets.text(parent, "From &hit:", options.hits() == 1 ? "" : Long.toString(options.hits()), "the first hit, or its number", changed);
		new Label(parent, SWT.NONE).setText("Acti&on:");
		action = new Combo(parent, SWT.READ_ONLY);
		for (BreakpointAction word : BreakpointAction.values()) {
			action.add(word.word());
		}
		action.setText(options.action().word());
		action.addModifyListener(event -> changed.run());
		GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.CENTER).applyTo(action);
		new Label(parent, SWT.NONE);
		once = Widgets.button(parent, SWT.CHECK, "Only &once", options.once(), changed);
		// There is no field for the root table, which few filter by; what the text said of it is kept.
		root = options.root().isPresent() ? " root=0x" + Long.toHexString(options.root().getAsLong()) : "";
	}

	/** The options in the breakpoint language, each with a blank before it. */
	String text() {
		StringBuilder text = new StringBuilder();
		text.append(at == null || at.getText().isBlank() ? "" : " at=" + at.getText().strip());
		text.append(word("vcpu", vcpus)).append(Widgets.option("mode", modes)).append(word("asid", asid)).append(root).append(word("hits", hits));
		if (once.getSelection()) {
			text.append(" once");
		}
		if (!action.getText().equals(BreakpointAction.STOP.word())) {
			text.append(" action=").append(action.getText());
		}
		return text.toString();
	}

	private static String word(String name, Text field) {
		String value = field.getText().replace(" ", "");
		return value.isEmpty() ? "" : " " + name + "=" + value;
	}
}
