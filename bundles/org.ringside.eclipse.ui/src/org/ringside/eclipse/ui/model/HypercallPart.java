/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.model;

import java.util.stream.Collectors;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.ringside.session.BreakpointSpec;
import org.ringside.session.HypercallBreakpoint;
import org.ringside.session.SbiNames;

/** Which calls a hypercall breakpoint stops at. */
final class HypercallPart implements BreakpointPart {

	private Combo calls;
	private Button onReturn;

	@Override
	public String help() {
		return "Stops when the guest calls its supervisor execution environment: an SBI extension such as TIME, or one function such as TIME.set_timer.";
	}

	@Override
	public void create(Composite parent, BreakpointSpec spec, Runnable changed) {
		HypercallBreakpoint hypercall = spec instanceof HypercallBreakpoint given ? given : HypercallBreakpoint.any();
		new Label(parent, SWT.NONE).setText("&Calls:");
		calls = new Combo(parent, SWT.DROP_DOWN);
		calls.add("*");
		SbiNames.all().forEach(calls::add);
		String now = hypercall.calls().stream().map(HypercallBreakpoint.Call::text).collect(Collectors.joining(","));
		calls.setText(now.isEmpty() ? "*" : now);
		calls.setToolTipText("Choose a call, or type several with commas between them; numbers do as well: 0x54494d45.0");
		calls.addModifyListener(event -> changed.run());
		GridDataFactory.fillDefaults().grab(true, false).applyTo(calls);
		new Label(parent, SWT.NONE);
		onReturn = Widgets.button(parent, SWT.CHECK, "At the &answer instead of the call", hypercall.onReturn(), changed);
	}

	@Override
	public String selector() {
		String chosen = calls.getText().replace(" ", "");
		return "hypercall" + (chosen.isEmpty() ? "" : ":" + chosen) + (onReturn.getSelection() ? " on=return" : "");
	}
}
