/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;

import org.eclipse.ui.console.ConsolePlugin;
import org.eclipse.ui.console.IConsole;
import org.eclipse.ui.console.TextConsole;
import org.junit.jupiter.api.Test;
import org.ringside.eclipse.ui.Workbench;

/** What builds print can be read in a console. */
class BuildConsoleTest {

	@Test
	void theConsoleShowsTheOutputAndComesAgainAfterItWasClosed() throws Exception {
		BuildConsole console = new BuildConsole();
		console.began("kernel");
		console.line("kernel", "gcc -c main.c");
		Workbench.await("the output", () -> text().equals("== kernel ==\ngcc -c main.c\n"));
		ConsolePlugin.getDefault().getConsoleManager().removeConsoles(consoles());
		console.began("again");
		Workbench.await("the new console", () -> text().equals("== again ==\n"));
		assertEquals(1, consoles().length);
		ConsolePlugin.getDefault().getConsoleManager().removeConsoles(consoles());
	}

	private static IConsole[] consoles() {
		return Arrays.stream(ConsolePlugin.getDefault().getConsoleManager().getConsoles()).filter(one -> one.getName().equals(BuildConsole.NAME))
				.toArray(IConsole[]::new);
	}

	private static String text() {
		IConsole[] all = consoles();
		return all.length == 1 ? ((TextConsole) all[0]).getDocument().get().replace("\r\n", "\n") : "";
	}
}
