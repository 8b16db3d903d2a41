/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.CheckboxTableViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.ringside.isa.PrivilegeMode;
import org.ringside.session.BreakpointSpec;
import org.ringside.session.CauseNames;
import org.ringside.session.TrapBreakpoint;

/** Which traps a trap breakpoint stops at. */
final class TrapPart implements BreakpointPart {

	/** U, S (or HS), M, and the modes of a guest that runs under a guest. */
	static final List<String> MODES = List.of("U", "S", "M", "VU", "VS");

	private CheckboxTableViewer causes;
	private List<Button> from;
	private List<Button> to;
	private Button onReturn;

	@Override
	public String help() {
		return "Stops when a vCPU takes a trap: an exception or interrupt that the guest's own software handles. Check no cause for every trap.";
	}

	@Override
	public void create(Composite parent, BreakpointSpec spec, Runnable changed) {
		TrapBreakpoint trap = spec instanceof TrapBreakpoint given ? given : TrapBreakpoint.any();
		Label label = new Label(parent, SWT.NONE);
		label.setText("&Causes:");
		GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.BEGINNING).applyTo(label);
		causes = CheckboxTableViewer.newCheckList(parent, SWT.BORDER | SWT.V_SCROLL);
		GridDataFactory.fillDefaults().grab(true, true).hint(SWT.DEFAULT, 180).applyTo(causes.getControl());
		causes.setContentProvider(ArrayContentProvider.getInstance());
		List<String> names = new ArrayList<>(CauseNames.single());
		Set<String> chosen = trap.causes().stream().map(CauseNames::name).collect(Collectors.toSet());
		chosen.stream().filter(name -> !names.contains(name)).forEach(names::add);
		causes.setInput(names);
		causes.setCheckedElements(chosen.toArray());
		causes.addCheckStateListener(event -> changed.run());
		from = Widgets.checks(parent, "&From mode:", MODES, names(trap.from()), changed);
		to = Widgets.checks(parent, "&To mode:", MODES, names(trap.to()), changed);
		new Label(parent, SWT.NONE);
		onReturn = Widgets.button(parent, SWT.CHECK, "At the &return from the trap instead of its entry", trap.onReturn(), changed);
	}

	static Set<String> names(Set<PrivilegeMode> modes) {
		return modes.stream().map(PrivilegeMode::toString).collect(Collectors.toSet());
	}

	@Override
	public String selector() {
		List<String> names = new ArrayList<>();
		for (Object name : causes.getCheckedElements()) {
			names.add((String) name);
		}
		return "trap" + (names.isEmpty() ? "" : ":" + String.join(",", names)) + Widgets.option("from", from) + Widgets.option("to", to)
				+ (onReturn.getSelection() ? " on=return" : "");
	}
}
