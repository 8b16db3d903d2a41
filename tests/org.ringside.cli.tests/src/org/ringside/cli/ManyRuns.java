/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.cli;

/** Runs one guest after the other in one JVM, each named by an argument, and says its exit code on standard error. */
final class ManyRuns {

	/** What a line with an exit code begins with. */
	static final String CODE = "exit code ";

	private ManyRuns() {
	}

	/** The first argument is the instruction limit of each run, the others are images. */
	public static void main(String[] arguments) {
		for (int i = 1; i < arguments.length; i++) {
			int code = RunCommand.main(new String[] { arguments[i], "--memory", "8M", "--max-instructions", arguments[0],
					"--timeout", "20" });
			System.err.println(CODE + code);
		}
		System.err.flush();
		// threads that outlive their run must not be what keeps the JVM from ending, nor be hidden by an exit
		long left = Thread.getAllStackTraces().keySet().stream().filter(t -> t.isAlive() && !t.isDaemon()
				&& t != Thread.currentThread() && !t.getName().startsWith("DestroyJavaVM")).count();
		System.err.println("threads left " + left);
	}
}
