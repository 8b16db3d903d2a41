/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.launch;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.ringside.eclipse.core.launch.GuestLaunchAttributes;
import org.ringside.eclipse.core.launch.NetworkAttributes;

/** The fields for the guest's network: its kind, and what belongs to each kind. */
final class NetworkFields {

	private static final List<String> KINDS = List.of("", NetworkAttributes.USER, NetworkAttributes.SWITCH);
	private static final int FORWARDS_HEIGHT = 48;

	private final Combo kind;
	private final Text where;
	private final Text forwards;
	private final Text options;

	private NetworkFields(GuestTab tab, Composite parent) {
		kind = tab.choice(parent, "&Network:", GuestLaunchAttributes.NETWORK, "", KINDS,
				List.of("none", "user mode: behind this computer, with DHCP and forwarded ports", "a switch, where guests meet"));
		where = tab.text(parent, "&Switch:", GuestLaunchAttributes.SWITCH, "",
				"a name for guests of this Eclipse, or a number for all of this computer", 0, ignored -> check());
		forwards = forwards(tab, parent);
		options = tab.text(parent, "Network &options:", GuestLaunchAttributes.NETWORK_OPTIONS, "", "for example restrict=on,tftp=${workspace_loc:/project}", 0,
				ignored -> {
					// They are checked with the rest.
				});
		kind.addModifyListener(event -> enable());
		enable();
	}

	static void create(GuestTab tab, Composite parent) {
		new NetworkFields(tab, parent);
	}

	private Text forwards(GuestTab tab, Composite parent) {
		Label label = GuestTab.label(parent, "&Forwarded ports:");
		GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.BEGINNING).applyTo(label);
		Text list = new Text(parent, SWT.BORDER | SWT.MULTI | SWT.V_SCROLL);
		list.setToolTipText("Ports of this computer that lead to the guest, one on each line, such as tcp::2222-:22");
		GridDataFactory.fillDefaults().grab(true, false).span(2, 1).hint(SWT.DEFAULT, FORWARDS_HEIGHT).applyTo(list);
		list.addModifyListener(event -> tab.fieldChanged());
		tab.bind(list, configuration -> list.setText(String.join("\n", configuration.getAttribute(GuestLaunchAttributes.FORWARDS, List.of()))),
				configuration -> {
					List<String> all = lines(list);
					configuration.setAttribute(GuestLaunchAttributes.FORWARDS, all.isEmpty() ? null : all);
				}, ignored -> {
					// They are checked with the rest.
				});
		return list;
	}

	private void enable() {
		String chosen = KINDS.get(Math.max(0, kind.getSelectionIndex()));
		where.setEnabled(chosen.equals(NetworkAttributes.SWITCH));
		forwards.setEnabled(chosen.equals(NetworkAttributes.USER));
		options.setEnabled(chosen.equals(NetworkAttributes.USER));
	}

	private void check() throws CoreException {
		NetworkAttributes.choice(KINDS.get(Math.max(0, kind.getSelectionIndex())), where.getText(), lines(forwards), options.getText());
	}

	private static List<String> lines(Text text) {
		return new ArrayList<>(text.getText().lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
	}
}
