/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.breakpoints;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.util.Map;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.debug.core.DebugPlugin;
import org.junit.jupiter.api.Test;

/** Breakpoints on lines go with their lines. */
class MovedLineTest {

	@Test
	void theTextNamesTheLineThatTheMarkerHasMovedTo() throws Exception {
		IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("moved");
		project.create(null);
		project.open(null);
		IFile file = project.getFile("a b.s");
		file.create(new ByteArrayInputStream(new byte[0]), true, null);
		GuestBreakpoint breakpoint = GuestBreakpoint.add("trap at=a\\ b.s:5 once", file, Map.of(IMarker.LINE_NUMBER, 5));
		breakpoint.getMarker().setAttribute(IMarker.LINE_NUMBER, 8);
		assertEquals("trap at=a\\ b.s:8 once", breakpoint.text());
		breakpoint.setText("trap at=a\\ b.s:12");
		assertEquals("trap at=a\\ b.s:12", breakpoint.text());
		assertEquals(12, breakpoint.getMarker().getAttribute(IMarker.LINE_NUMBER, 0));
		DebugPlugin.getDefault().getBreakpointManager().removeBreakpoint(breakpoint, true);
		project.delete(true, true, null);
	}

	@Test
	void onlyTheFileOfTheMarkerIsMeant() {
		assertEquals("src/a.s:9 hits=2", GuestBreakpoint.movedTo("src/a.s:3 hits=2", "a.s", 9));
		assertEquals("a.s:9", GuestBreakpoint.movedTo("a.s:3", "a.s", 9));
		assertEquals("ba.s:3", GuestBreakpoint.movedTo("ba.s:3", "a.s", 9));
		assertEquals("hypercall:TIME.set_timer at=a.s:9", GuestBreakpoint.movedTo("hypercall:TIME.set_timer at=a.s:3", "a.s", 9));
		assertEquals("main+0x4", GuestBreakpoint.movedTo("main+0x4", "a.s", 9));
	}
}
