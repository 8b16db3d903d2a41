/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.install.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.StringJoiner;

import org.eclipse.ui.IStartup;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IViewReference;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;

/** Looks at the workbench of a freshly installed Eclipse from inside, writes down what it saw, and closes it. */
public final class Probe implements IStartup {

	@Override
	public void earlyStartup() {
		String report = System.getProperty("ringside.probe");
		if (report != null) {
			IWorkbench workbench = PlatformUI.getWorkbench();
			workbench.getDisplay().asyncExec(() -> {
				try {
					write(Path.of(report), workbench.getWorkbenchWindows()[0].getActivePage());
				} finally {
					workbench.close();
				}
			});
		}
	}

	private static void write(Path report, IWorkbenchPage page) {
		StringJoiner views = new StringJoiner(" ");
		StringJoiner broken = new StringJoiner(" ");
		for (IViewReference reference : page.getViewReferences()) {
			views.add(reference.getId());
			IViewPart view = reference.getView(true);
			// The workbench puts a part of this name where the real one threw.
			if (view == null || view.getClass().getSimpleName().equals("ErrorViewPart")) {
				broken.add(reference.getId());
			}
		}
		Properties seen = new Properties();
		seen.setProperty("perspective", page.getPerspective().getId());
		seen.setProperty("views", views.toString());
		seen.setProperty("broken", broken.toString());
		try (var out = Files.newBufferedWriter(report)) {
			seen.store(out, null);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
