/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.tour;

import java.nio.file.Path;

import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.ITerminate;
import org.eclipse.ui.IStartup;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.ringside.eclipse.core.example.ExampleProject;

/**
 * What {@code ./ringside ide} asks of the IDE at its start: with the system property {@code ringside.example=true} the
 * example kernel is put into the workspace, with {@code ringside.tour=FOLDER} the example session is driven and
 * pictures of it are left in that folder; then the IDE ends with 0 if every stop came, else with 1. Without these
 * properties nothing happens.
 */
public final class ExampleStartup implements IStartup {
	private static final String EXAMPLE = "ringside.example";
	private static final String TOUR = "ringside.tour";

	@Override
	public void earlyStartup() {
		String folder = System.getProperty(TOUR, "");
		if (!folder.isEmpty()) {
			Thread tour = new Thread(() -> {
				int code = 1;
				try {
					code = drive(Path.of(folder));
				} finally {
					// Also after an Error: nobody sits before this window to close it.
					System.exit(code);
				}
			}, "Ringside tour");
			tour.setDaemon(true);
			tour.start();
		} else if (Boolean.getBoolean(EXAMPLE)) {
			try {
				ExampleProject.launchConfiguration(ExampleProject.open());
			} catch (CoreException e) {
				ILog.of(ExampleStartup.class).log(e.getStatus());
			}
		}
	}

	private static int drive(Path folder) {
		try {
			IWorkbenchWindow[] windows = PlatformUI.getWorkbench().getWorkbenchWindows();
			new ExampleSession(windows[0], new Album(folder)).run();
			return 0;
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return 1;
		} catch (Exception | LinkageError e) {
			// Whatever it is, the process must end with a code: nobody sits before a virtual display.
			ILog.of(ExampleStartup.class).error("The tour failed: " + e.getMessage(), e);
			System.err.println("ringside: " + e.getMessage());
			return 1;
		} finally {
			end();
		}
	}

	/** Ends all guests and saves the workspace, as closing the window would. */
	private static void end() {
		for (ITerminate launch : DebugPlugin.getDefault().getLaunchManager().getLaunches()) {
			try {
				launch.terminate();
			} catch (DebugException e) {
				ILog.of(ExampleStartup.class).log(e.getStatus());
			}
		}
		try {
			ResourcesPlugin.getWorkspace().save(true, new NullProgressMonitor());
		} catch (CoreException e) {
			ILog.of(ExampleStartup.class).log(e.getStatus());
		}
	}
}
