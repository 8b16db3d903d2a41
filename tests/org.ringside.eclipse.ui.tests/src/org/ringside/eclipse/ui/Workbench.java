/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.Assertions;

/** What tests on the UI thread need: to wait without blocking it. */
public final class Workbench {

	private static final long PATIENCE_SECONDS = 60;

	private Workbench() {
	}

	/** Lets the workbench work until {@code condition} holds; fails if it does not in time. */
	public static void await(String what, Callable<Boolean> condition) throws Exception {
		Display display = PlatformUI.getWorkbench().getDisplay();
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
		while (!condition.call()) {
			if (System.nanoTime() > deadline) {
				Assertions.fail("Within " + PATIENCE_SECONDS + " s there was not: " + what);
			}
			if (!display.readAndDispatch()) {
				Thread.sleep(10);
			}
		}
	}

	/** The page of the workbench window. */
	public static IWorkbenchPage page() {
		return PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
	}
}
