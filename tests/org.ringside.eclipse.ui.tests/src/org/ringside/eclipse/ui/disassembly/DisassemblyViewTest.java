/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.disassembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.Platform;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugModelPresentation;
import org.eclipse.debug.ui.actions.IRunToLineTarget;
import org.eclipse.jface.text.TextSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.part.FileEditorInput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringside.eclipse.core.RingsideCore;
import org.ringside.eclipse.core.breakpoints.GuestBreakpoint;
import org.ringside.eclipse.core.breakpoints.GuestInstructionBreakpoint;
import org.ringside.eclipse.core.example.ExampleProject;
import org.ringside.eclipse.core.model.GuestDebugTarget;
import org.ringside.eclipse.core.model.GuestStackFrame;
import org.ringside.eclipse.ui.Workbench;
import org.ringside.eclipse.ui.editor.AssemblyHover;
import org.ringside.eclipse.ui.model.LineBreakpointsFactory;
import org.ringside.eclipse.ui.perspective.GuestOsPerspective;

/** A guest under the debugger in the workbench: the Disassembly view follows it, sources open, breakpoints toggle. */
class DisassemblyViewTest {

	private IProject project;
	private ILaunch launch;
	private GuestDebugTarget vm;

	@BeforeEach
	void debugTheExample() throws Exception {
		PlatformUI.getWorkbench().showPerspective(GuestOsPerspective.ID, PlatformUI.getWorkbench().getActiveWorkbenchWindow());
		project = ExampleProject.open();
		ILaunchConfigurationWorkingCopy copy = ExampleProject.launchConfiguration(project).getWorkingCopy();
		CompletableFuture<ILaunch> launched = CompletableFuture.supplyAsync(() -> {
			try {
				return copy.launch(ILaunchManager.DEBUG_MODE, new NullProgressMonitor());
			} catch (Exception e) {
				throw new IllegalStateException(e);
			}
		});
		Workbench.await("a launch", launched::isDone);
		launch = launched.get();
		vm = (GuestDebugTarget) launch.getDebugTarget();
		Workbench.await("the first stop", () -> vm.isSuspended() && vm.stopNumber() > 0);
	}

	@AfterEach
	void end() throws Exception {
		launch.terminate();
		Workbench.await("the end of the guest", launch::isTerminated);
		DebugPlugin.getDefault().getLaunchManager().removeLaunch(launch);
		var platform = DebugPlugin.getDefault().getBreakpointManager();
		platform.removeBreakpoints(platform.getBreakpoints(RingsideCore.ID), true);
	}

	private Table table() throws Exception {
		DisassemblyView view = assertInstanceOf(DisassemblyView.class, Workbench.page().showView(DisassemblyView.ID));
		return view.table();
	}

	/** The row of the pc, once it is painted; the first column has its mark. */
	private static int pcRow(Table table) {
		for (int i = 0; i < table.getItemCount(); i++) {
			if (table.getItem(i).getText(0).equals("\u25b6")) {
				return i;
			}
		}
		return -1;
	}

	@Test
	void theViewFollowsThePcAndTogglesBreakpoints() throws Exception {
		Table table = table();
		Workbench.await("the pc's row", () -> pcRow(table) >= 0);
		TableItem first = table.getItem(pcRow(table));
		assertEquals("0x0000000080200000", first.getText(1));
		assertTrue(first.getText(2).startsWith("_start"), first.getText(2));
		assertEquals("73 10 40 10", first.getText(3));
		assertTrue(first.getText(4).contains("sie"), first.getText(4));
		vm.vcpus().get(0).stepInto();
		Workbench.await("the next row", () -> pcRow(table) >= 0 && table.getItem(pcRow(table)).getText(1).equals("0x0000000080200004"));
		table.setSelection(pcRow(table));
		Event doubleClick = new Event();
		doubleClick.item = table.getItem(pcRow(table));
		table.notifyListeners(SWT.DefaultSelection, doubleClick);
		var breakpoints = DebugPlugin.getDefault().getBreakpointManager().getBreakpoints(RingsideCore.ID);
		assertEquals(1, breakpoints.length);
		assertEquals("pc:0x80200004", ((GuestBreakpoint) breakpoints[0]).text());
		Workbench.await("the breakpoint's mark", () -> table.getItem(pcRow(table)).getImage(0) != null);
		table.notifyListeners(SWT.DefaultSelection, doubleClick);
		assertEquals(0, DebugPlugin.getDefault().getBreakpointManager().getBreakpoints(RingsideCore.ID).length);
	}

	@Test
	void sourceLinesStandAboveTheirInstructionsAndWordsAreExplained() throws Exception {
		Table table = table();
		Workbench.await("the pc's row", () -> pcRow(table) > 0);
		TableItem source = table.getItem(pcRow(table) - 1);
		assertEquals("", source.getText(1));
		assertTrue(source.getText(4).matches("\\d+  _start:.*|\\d+  csrw sie, zero.*"), source.getText(4));
		TableItem first = table.getItem(pcRow(table));
		String text = first.getText(4);
		ListingHover.Word word = ((DisassemblyView) Workbench.page().findView(DisassemblyView.ID)).wordIn(pcRow(table), 6);
		assertEquals(new ListingHover.Word(text, 0), word);
		assertTrue(AssemblyHover.plain(text, 0).orElseThrow().contains("Sensitive"), AssemblyHover.plain(text, 0).orElseThrow());
		String value = AssemblyHover.plain("csrr a0, satp", 6).orElseThrow();
		assertTrue(value.contains("\nNow: "), value);
	}

	@Test
	void aLineBreakpointIsToggledInTheSourceAndHit() throws Exception {
		IFile source = project.getFile("boot.s");
		IEditorPart editor = IDE.openEditor(Workbench.page(), source);
		LineBreakpointsFactory factory = new LineBreakpointsFactory();
		TextSelection line20 = new TextSelection(0, 0) {
			@Override
			public int getStartLine() {
				return 19;
			}
		};
		assertTrue(factory.getToggleTargets(editor, line20).contains(LineBreakpointsFactory.LINES), editor.getClass().getName());
		var target = factory.createToggleTarget(LineBreakpointsFactory.LINES);
		target.toggleLineBreakpoints(editor, line20);
		var set = DebugPlugin.getDefault().getBreakpointManager().getBreakpoints(RingsideCore.ID);
		assertEquals(1, set.length);
		GuestInstructionBreakpoint breakpoint = assertInstanceOf(GuestInstructionBreakpoint.class, set[0]);
		assertEquals("boot.s:20", breakpoint.text());
		int stop = vm.stopNumber();
		vm.resume();
		Workbench.await("the stop at line 20", () -> vm.isSuspended() && vm.stopNumber() > stop);
		GuestStackFrame top = (GuestStackFrame) vm.vcpus().get(0).getTopStackFrame();
		assertEquals(20, top.getLineNumber());
		IDebugModelPresentation labels = DebugUITools.newDebugModelPresentation(RingsideCore.ID);
		try {
			assertTrue(labels.getText(vm.vcpus().get(0)).contains("Suspended: "), labels.getText(vm.vcpus().get(0)));
			assertTrue(labels.getText(top).startsWith("_start"), labels.getText(top));
			assertTrue(labels.getText(breakpoint).contains("boot.s:20"), labels.getText(breakpoint));
			assertNotNull(labels.getImage(breakpoint));
			Object element = launch.getSourceLocator().getSourceElement(top);
			assertEquals(source, element, "the source is the file of the workspace");
			assertEquals(new FileEditorInput(source), labels.getEditorInput(element));
			assertNotNull(labels.getEditorId(labels.getEditorInput(element), element));
		} finally {
			labels.dispose();
		}
		target.toggleLineBreakpoints(editor, line20);
		assertEquals(0, DebugPlugin.getDefault().getBreakpointManager().getBreakpoints(RingsideCore.ID).length);
	}

	@Test
	void runToLineStopsAtTheLineOfTheCursor() throws Exception {
		IEditorPart editor = IDE.openEditor(Workbench.page(), project.getFile("boot.s"));
		TextSelection line22 = new TextSelection(0, 0) {
			@Override
			public int getStartLine() {
				return 21;
			}
		};
		IRunToLineTarget target = Platform.getAdapterManager().getAdapter(editor, IRunToLineTarget.class);
		assertTrue(target.canRunToLine(editor, line22, vm.vcpus().get(0)));
		int stop = vm.stopNumber();
		target.runToLine(editor, line22, vm.vcpus().get(0));
		Workbench.await("the stop at line 22", () -> vm.isSuspended() && vm.stopNumber() > stop);
		assertEquals(22, vm.vcpus().get(0).getTopStackFrame().getLineNumber());
	}
}
