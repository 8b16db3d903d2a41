/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.launch;

import java.util.List;

import org.eclipse.swt.widgets.Composite;
import org.ringside.eclipse.core.launch.GuestLaunchAttributes;

/** How the Console view talks with the guest's serial port. */
final class ConsoleTab extends GuestTab {

	ConsoleTab() {
		super("Console", "");
	}

	@Override
	void createFields(Composite parent) {
		help(parent, "The guest's first serial port is shown in the Console view. What is typed there goes to the guest at the end of each line.");
		choice(parent, "The &Enter key sends:", GuestLaunchAttributes.LINE_END, GuestLaunchAttributes.DEFAULT_LINE_END,
				List.of("lf", "cr", "crlf"), List.of("line feed", "carriage return", "carriage return and line feed"));
		help(parent, "The encoding is chosen on the tab Common; it is UTF-8 unless another one is chosen there.");
	}
}
