/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.Test;
import org.ringside.eclipse.core.breakpoints.BreakpointKind;
import org.ringside.session.BreakpointSpec;

/** The breakpoint dialog: it loses nothing of a breakpoint, and refuses what is none. */
class BreakpointDialogTest {

	@Test
	void aBreakpointGoesThroughTheDialogUnchanged() throws Exception {
		for (String text : List.of("kernel_main+0x10 hits=3", "gpa:0x80200000 once", "pc:0xffffffff80000000 vcpu=0,1 mode=S", "main.s:42",
				"trap", "trap:load-page-fault,store-page-fault from=U to=S", "trap:supervisor-timer on=return action=log",
				"hypercall", "hypercall:TIME.set_timer", "hypercall:TIME,SRST on=return asid=7", "hypercall:0x1234.5",
				"table-write", "table-write:0x40000000-0x40200000 effect=map,unmap level=0,1", "table-write effect=permission root=0x80210000")) {
			BreakpointSpec spec = BreakpointSpec.parse(text);
			BreakpointDialog dialog = open(BreakpointKind.of(spec), spec);
			try {
				assertTrue(dialog.getShell().isVisible());
				assertEquals(spec, BreakpointSpec.parse(dialog.text()), text);
			} finally {
				dialog.close();
			}
		}
	}

	@Test
	void anEmptyDialogStopsAtEveryEventOfItsKindOrAsksForAPlace() throws Exception {
		for (BreakpointKind kind : BreakpointKind.values()) {
			BreakpointDialog dialog = open(kind, null);
			try {
				boolean complete = kind != BreakpointKind.INSTRUCTION;
				assertEquals(complete, ok(dialog).isEnabled(), kind.label());
				if (complete) {
					assertEquals(kind, BreakpointKind.of(BreakpointSpec.parse(dialog.text())));
				}
			} finally {
				dialog.close();
			}
		}
	}

	@Test
	void whatIsNoBreakpointIsRefusedWhileItIsTyped() throws Exception {
		BreakpointDialog dialog = open(BreakpointKind.PAGE_TABLE_WRITE, null);
		try {
			Text range = all(dialog.getShell(), Text.class).stream().filter(text -> text.getMessage().contains("0x40000000")).findFirst().orElseThrow();
			range.setText("0x2000-0x1000");
			assertFalse(ok(dialog).isEnabled());
			assertNotNull(dialog.getErrorMessage());
			range.setText("0x1000-0x2000");
			assertTrue(ok(dialog).isEnabled(), dialog.getErrorMessage());
		} finally {
			dialog.close();
		}
	}

	private static BreakpointDialog open(BreakpointKind kind, BreakpointSpec spec) {
		Shell parent = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getShell();
		BreakpointDialog dialog = new BreakpointDialog(parent, kind, spec);
		dialog.setBlockOnOpen(false);
		dialog.open();
		return dialog;
	}

	private static Button ok(BreakpointDialog dialog) {
		return all(dialog.getShell(), Button.class).stream().filter(button -> Integer.valueOf(IDialogConstants.OK_ID).equals(button.getData()))
				.findFirst().orElseThrow();
	}

	private static <T extends Control> List<T> all(Composite parent, Class<T> type) {
		List<T> found = new ArrayList<>();
		for (Control child : parent.getChildren()) {
			if (type.isInstance(child)) {
				found.add(type.cast(child));
			}
			if (child instanceof Composite composite) {
				found.addAll(all(composite, type));
			}
		}
		return found;
	}
}
