/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.ui.build;

import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IStartup;
import org.eclipse.ui.console.ConsolePlugin;
import org.eclipse.ui.console.IConsole;
import org.eclipse.ui.console.IConsoleManager;
import org.eclipse.ui.console.MessageConsole;
import org.eclipse.ui.console.MessageConsoleStream;
import org.ringside.eclipse.core.build.BuildOutput;
import org.ringside.eclipse.ui.model.Icons;

/**
 * The console <em>Guest OS Build</em>, which shows what make prints. It appears with the first build and never comes to the
 * front by itself: mistakes stand in the Problems view.
 */
public final class BuildConsole implements IStartup, BuildOutput.Listener {
	/** Its name among the consoles. */
	static final String NAME = "Guest OS Build";
	private static final int MOST = 1_000_000;
	private static final int LEAST = 800_000;

	private MessageConsole console;
	private MessageConsoleStream stream;

	@Override
	public void earlyStartup() {
		BuildOutput.listen(this);
	}

	@Override
	public synchronized void began(String project) {
		open().println("== " + project + " ==");
	}

	@Override
	public synchronized void line(String project, String text) {
		open().println(text);
	}

	/** Opened when there is something to say, and again if the user has closed it. */
	private MessageConsoleStream open() {
		IConsoleManager consoles = ConsolePlugin.getDefault().getConsoleManager();
		if (console != null) {
			for (IConsole there : consoles.getConsoles()) {
				if (there == console) {
					return stream;
				}
			}
		}
		ImageDescriptor icon = Icons.descriptor("guest-os");
		console = new MessageConsole(NAME, icon);
		console.setWaterMarks(LEAST, MOST);
		stream = console.newMessageStream();
		consoles.addConsoles(new IConsole[] { console });
		return stream;
	}
}
