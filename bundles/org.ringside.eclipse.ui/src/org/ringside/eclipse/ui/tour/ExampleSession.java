/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.tour;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.debug.ui.IDebugView;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.console.IConsoleConstants;
import org.eclipse.ui.ide.IDE;
import org.ringside.eclipse.core.breakpoints.GuestBreakpoint;
import org.ringside.eclipse.core.example.ExampleProject;
import org.ringside.eclipse.core.model.GuestDebugTarget;
import org.ringside.eclipse.ui.perspective.GuestOsPerspective;
import org.ringside.eclipse.ui.views.shadow.ShadowMappingsView;
import org.ringside.eclipse.ui.views.timeline.TrapTimelineView;
import org.ringside.session.StopEvent;
import org.ringside.session.StopKind;

/**
 * The example session, driven as a person would drive it: launch, stop at a hypercall, at a page-table write and at a
 * trap, look at the shadow mappings, run to the verdict. A picture is taken of each.
 */
final class ExampleSession {
	private static final long SECONDS = 60;
	/** How many stops at breakpoints that are being disabled may come in between. */
	private static final int MOST_PASSED_OVER = 20;
	/** How long views get to fetch and paint before a picture. */
	private static final long SETTLE_MILLIS = 1500;

	private final IWorkbenchWindow window;
	private final Album album;

	ExampleSession(IWorkbenchWindow window, Album album) {
		this.window = window;
		this.album = album;
	}

	/** Drives it all; a stop that does not come ends it with a sentence. */
	void run() throws CoreException, IOException, InterruptedException, TourException {
		IProject project = ExampleProject.open();
		ILaunchConfiguration configuration = ExampleProject.launchConfiguration(project);
		ui(() -> {
			Shell shell = window.getShell();
			Rectangle whole = shell.getDisplay().getBounds();
			shell.setBounds(whole);
			PlatformUI.getWorkbench().showPerspective(GuestOsPerspective.ID, window);
			hideWelcome();
			return null;
		});
		openSource(project, "main.s");
		show("org.eclipse.ui.navigator.ProjectExplorer");
		picture("workbench");
		try (StopWatch stops = new StopWatch()) {
			GuestBreakpoint hypercall = GuestBreakpoint.add("hypercall:TIME.set_timer");
			GuestBreakpoint tableWrite = GuestBreakpoint.add("table-write effect=map");
			GuestBreakpoint trap = GuestBreakpoint.add("trap:store-page-fault from=U");
			tableWrite.setEnabled(false);
			trap.setEnabled(false);
			show(IDebugUIConstants.ID_DEBUG_VIEW);
			ILaunch launch = configuration.launch(ILaunchManager.DEBUG_MODE, new NullProgressMonitor());
			GuestDebugTarget vm = (GuestDebugTarget) launch.getDebugTarget();
			if (!stops.awaitSuspend(SECONDS)) {
				throw new TourException("The example kernel did not stop at its first instruction.");
			}
			picture("first-instruction");
			vm.resume();
			stop(stops, vm, hypercall);
			look("hypercall", TrapTimelineView.ID, IDebugUIConstants.ID_BREAKPOINT_VIEW);
			next(vm, hypercall, tableWrite);
			stop(stops, vm, tableWrite);
			look("page-table-write", ShadowMappingsView.ID, IDebugUIConstants.ID_BREAKPOINT_VIEW);
			vm.resume();
			stop(stops, vm, tableWrite);
			look("shadow-mappings", ShadowMappingsView.ID, IDebugUIConstants.ID_REGISTER_VIEW);
			next(vm, tableWrite, trap);
			stop(stops, vm, trap);
			show(IDebugUIConstants.ID_REGISTER_VIEW);
			Thread.sleep(SETTLE_MILLIS);
			expandRegisters("Supervisor CSRs");
			look("trap", TrapTimelineView.ID, IDebugUIConstants.ID_REGISTER_VIEW);
			trap.setEnabled(false);
			vm.resume();
			while (!vm.isTerminated() && stops.awaitSuspend(SECONDS)) {
				vm.resume(); // a hit on the way to being disabled
			}
			if (!stops.awaitEnd(vm, SECONDS)) {
				throw new TourException("The example kernel did not end within " + SECONDS + " seconds.");
			}
			show(IConsoleConstants.ID_CONSOLE_VIEW);
			picture("verdict");
			String verdict = vm.session().verdict().map(end -> end.sentence()).orElse("none");
			if (vm.getProcess().getExitValue() != 0) {
				throw new TourException("The example kernel's verdict is not a pass: " + verdict);
			}
		}
	}

	private void next(GuestDebugTarget vm, GuestBreakpoint done, GuestBreakpoint wanted) throws CoreException {
		done.setEnabled(false);
		wanted.setEnabled(true);
		vm.resume();
	}

	/** Waits for the stop at a breakpoint. Another one that was disabled a moment too late is passed over. */
	private void stop(StopWatch stops, GuestDebugTarget vm, GuestBreakpoint expected)
			throws CoreException, InterruptedException, TourException {
		for (int passed = 0; passed < MOST_PASSED_OVER; passed++) {
			if (!stops.awaitSuspend(SECONDS)) {
				throw new TourException("The stop at \"" + expected.text() + "\" did not come.");
			}
			StopEvent last = vm.lastStop().orElseThrow();
			if (vm.breakpoints().of(last).contains(expected)) {
				return;
			}
			if (last.kind() != StopKind.BREAKPOINT) {
				throw new TourException(
						"Instead of the stop at \"" + expected.text() + "\" came: " + last.sentence());
			}
			vm.resume();
		}
		throw new TourException("The stop at \"" + expected.text() + "\" did not come, only other ones.");
	}

	private void look(String name, String... views) throws IOException, InterruptedException, TourException {
		for (String view : views) {
			show(view);
		}
		picture(name);
	}

	private void openSource(IProject project, String name) throws TourException {
		IFile file = project.getFile(name);
		ui(() -> IDE.openEditor(window.getActivePage(), file));
	}

	private void show(String view) throws TourException {
		ui(() -> window.getActivePage().showView(view, null, IWorkbenchPage.VIEW_VISIBLE));
	}

	/** Opens a group of the Registers view as a click on its arrow does. */
	private void expandRegisters(String group) throws TourException {
		ui(() -> {
			if (window.getActivePage().findView(IDebugUIConstants.ID_REGISTER_VIEW) instanceof IDebugView view
					&& view.getViewer().getControl() instanceof Tree tree) {
				for (TreeItem item : tree.getItems()) {
					if (item.getText().equals(group)) {
						Event click = new Event();
						click.item = item;
						item.setExpanded(true);
						tree.notifyListeners(SWT.Expand, click);
					}
				}
			}
			return null;
		});
	}

	private void hideWelcome() {
		IWorkbenchPage page = window.getActivePage();
		for (var reference : page.getViewReferences()) {
			if (reference.getId().equals("org.eclipse.ui.internal.introview")) {
				page.hideView(reference);
			}
		}
		page.setEditorAreaVisible(true);
		page.hideView(page.findView(IPageLayout.ID_TASK_LIST));
	}

	private void picture(String name) throws IOException, InterruptedException {
		Thread.sleep(SETTLE_MILLIS);
		album.take(window.getShell(), name);
	}

	private <T> T ui(Callable<T> call) throws TourException {
		AtomicReference<T> result = new AtomicReference<>();
		AtomicReference<Exception> failure = new AtomicReference<>();
		Display.getDefault().syncExec(() -> {
			try {
				result.set(call.call());
			} catch (Exception e) {
				failure.set(e);
			}
		});
		if (failure.get() != null) {
			throw new TourException("The workbench refused a step of the tour: " + failure.get().getMessage(),
					failure.get());
		}
		return result.get();
	}
}
