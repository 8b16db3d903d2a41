/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.text.source.IVerticalRulerInfo;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.texteditor.ITextEditor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringside.eclipse.core.RingsideCore;
import org.ringside.eclipse.core.breakpoints.GuestBreakpoint;
import org.ringside.eclipse.core.build.GuestProject;
import org.ringside.eclipse.core.build.KernelTemplate;
import org.ringside.eclipse.core.launch.GuestLaunchAttributes;
import org.ringside.eclipse.core.model.Recording;
import org.ringside.eclipse.ui.Workbench;

/** What the menu beside the lines of a source offers, and that a double click there sets a breakpoint. */
class RulerMenuTest {
	private IProject project;
	private IFile file;
	private ITextEditor editor;

	@BeforeEach
	void open() throws Exception {
		project = GuestProject.create("ruler", KernelTemplate.PAGING, new NullProgressMonitor());
		file = project.getFile("kernel.s");
		editor = assertInstanceOf(ITextEditor.class, IDE.openEditor(Workbench.page(), file));
	}

	@AfterEach
	void close() throws Exception {
		for (ILaunch launch : DebugPlugin.getDefault().getLaunchManager().getLaunches()) {
			launch.terminate();
			DebugPlugin.getDefault().getLaunchManager().removeLaunch(launch);
		}
		DebugPlugin.getDefault().getBreakpointManager().removeBreakpoints(breakpoints(), true);
		Workbench.page().closeAllEditors(false);
		project.delete(true, true, null);
	}

	private static IBreakpoint[] breakpoints() {
		return DebugPlugin.getDefault().getBreakpointManager().getBreakpoints(RingsideCore.ID);
	}

	private int line(String text) throws Exception {
		var document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
		return document.getLineOfOffset(document.get().indexOf(text)) + 1;
	}

	private List<String> offered(String text) throws Exception {
		return RulerMenu.actions(editor, line(text)).stream().map(action -> action.getText().replace("&", "")).toList();
	}

	private Action action(String line, String label) throws Exception {
		return RulerMenu.actions(editor, line(line)).stream().filter(one -> one.getText().replace("&", "").equals(label)).findFirst().orElseThrow();
	}

	@Test
	void aTrapBreakpointIsOfferedWhereAnInstructionMayTrap() throws Exception {
		assertTrue(offered("csrw    satp").contains("Add Trap Breakpoint Here"));
		assertFalse(offered("srli    ").contains("Add Trap Breakpoint Here"), "arithmetic does not trap");
		int line = line("csrw    satp");
		action("csrw    satp", "Add Trap Breakpoint Here").run();
		assertEquals(List.of("trap at=kernel.s:" + line), Arrays.stream(breakpoints()).map(one -> ((GuestBreakpoint) one).text()).toList());
		action("csrw    satp", "Remove Trap Breakpoint Here").run();
		assertEquals(0, breakpoints().length);
	}

	@Test
	void aHypercallBreakpointIsOfferedAtACall() {
		assertEquals(List.of("trap at=a.s:7", "hypercall at=a.s:7"), LineOffers.of(project.getFile("a.s"), 7, "1:  ecall # go").stream()
				.map(LineOffers.Offer::text).toList());
		assertEquals(List.of(), LineOffers.of(project.getFile("a.s"), 7, "  # ecall"));
		assertEquals(List.of("trap at=a.c:7"), LineOffers.of(project.getFile("a.c"), 7, "*p = 1;").stream().map(LineOffers.Offer::text).toList());
	}

	/** What a guest has not recorded may have happened at any store. */
	@Test
	void aStoreThatHasWrittenATableIsKnownWhereTheGuestRecordsIt() throws Exception {
		Set<Recording> usual = Recording.chosen();
		try {
			int stores = storesOffered();
			assertTrue(stores > 0, "there are stores");
			Recording.choose(EnumSet.of(Recording.TABLE_WRITES));
			int writes = storesOffered();
			assertTrue(writes > 0, "the page-fault handler maps a page");
			assertTrue(writes < stores, "not all stores map a page");
		} finally {
			Recording.choose(usual);
		}
	}

	private int storesOffered() throws Exception {
		var configuration = project.getFile("ruler.launch");
		assertTrue(configuration.exists());
		var copy = DebugPlugin.getDefault().getLaunchManager().getLaunchConfiguration(configuration).getWorkingCopy();
		copy.setAttribute(GuestLaunchAttributes.STOP_AT_ENTRY, false);
		ILaunch launch = copy.launch(ILaunchManager.DEBUG_MODE, new NullProgressMonitor(), true);
		Workbench.await("the end of the guest", launch::isTerminated);
		int count = 0;
		var document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
		for (int line = 1; line <= document.getNumberOfLines(); line++) {
			if (RulerMenu.actions(editor, line).stream().anyMatch(action -> action.getText().contains("Page-Table"))) {
				String text = document.get(document.getLineOffset(line - 1), document.getLineLength(line - 1));
				assertTrue(text.contains(" sd ") || text.contains(" sb "), text);
				count++;
			}
		}
		DebugPlugin.getDefault().getLaunchManager().removeLaunch(launch);
		return count;
	}

	@Test
	void aDoubleClickSetsABreakpointAndAnotherRemovesIt() throws Exception {
		Control ruler = editor.getAdapter(IVerticalRulerInfo.class).getControl();
		doubleClick(ruler);
		Workbench.await("a breakpoint", () -> breakpoints().length == 1);
		assertEquals("kernel.s:" + clicked(), ((GuestBreakpoint) breakpoints()[0]).text());
		doubleClick(ruler);
		Workbench.await("no breakpoint", () -> breakpoints().length == 0);
	}

	private int clicked() {
		return editor.getAdapter(IVerticalRulerInfo.class).getLineOfLastMouseButtonActivity() + 1;
	}

	private static void doubleClick(Control ruler) {
		for (int type : new int[] { SWT.MouseDown, SWT.MouseUp, SWT.MouseDoubleClick }) {
			Event event = new Event();
			event.button = 1;
			event.count = type == SWT.MouseDoubleClick ? 2 : 1;
			event.x = 4;
			event.y = 60;
			Control target = innermost(ruler);
			event.widget = target;
			target.notifyListeners(type, event);
		}
	}

	/** The ruler consists of columns; the first one shows annotations. */
	private static Control innermost(Control ruler) {
		return ruler instanceof org.eclipse.swt.widgets.Composite composite && composite.getChildren().length > 0
				? innermost(composite.getChildren()[0]) : ruler;
	}
}
