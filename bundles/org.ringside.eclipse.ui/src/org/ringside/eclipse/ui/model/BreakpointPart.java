/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.model;

import org.eclipse.swt.widgets.Composite;
import org.ringside.session.BreakpointSpec;

/** The part of the breakpoint dialog that differs by kind: what is waited for. */
interface BreakpointPart {

	/** One sentence on what a breakpoint of the kind does, for the head of the dialog. */
	String help();

	/** Makes the widgets, filled from {@code spec}; {@code changed} is run at each change by the user. */
	void create(Composite parent, BreakpointSpec spec, Runnable changed);

	/** What is waited for, in the breakpoint language without the common options; may be wrong while the user types. */
	String selector();
}
