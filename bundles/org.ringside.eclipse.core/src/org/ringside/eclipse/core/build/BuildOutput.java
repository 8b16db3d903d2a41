/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.build;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where the text goes that a project's own build prints. Whoever shows it listens; without listeners it is forgotten. */
public final class BuildOutput {

	/** Hears what builds print; any thread, and never long. */
	public interface Listener {
		/** A build begins. */
		void began(String project);

		/** One line of it, without its end. */
		void line(String project, String text);
	}

	private static final List<Listener> LISTENERS = new CopyOnWriteArrayList<>();

	private BuildOutput() {
	}

	/** Has {@code listener} hear of all builds from now on. */
	public static void listen(Listener listener) {
		LISTENERS.add(listener);
	}

	/** Has {@code listener} hear no more. */
	public static void ignore(Listener listener) {
		LISTENERS.remove(listener);
	}

	static void began(String project) {
		LISTENERS.forEach(listener -> listener.began(project));
	}

	static void line(String project, String text) {
		LISTENERS.forEach(listener -> listener.line(project, text));
	}
}
