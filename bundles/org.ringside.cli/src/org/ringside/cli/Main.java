/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.cli;

import java.io.PrintStream;
import java.util.Arrays;

import org.ringside.asm.AssemblerCommand;
import org.ringside.session.ExitCodes;

/** Finds the sub-command and gives it the rest of the arguments. */
public final class Main {

	private static final String HELP = """
			usage: ringside COMMAND [arguments]

			  run IMAGE [options]   run a guest in the terminal; 'run --help' lists options and exit codes
			  asm FILE... [options] assemble and link; 'asm --help' lists options
			  help                  this text
			""";

	private Main() {
	}

	/** Ends the JVM with the exit code of the sub-command. */
	public static void main(String[] arguments) {
		System.exit(run(arguments));
	}

	private static int run(String[] arguments) {
		String command = arguments.length == 0 ? "help" : arguments[0];
		String[] rest = arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
		return switch (command) {
			case "run" -> RunCommand.main(rest);
			case "asm" -> AssemblerCommand.run(rest, System.out, System.err);
			case "help", "--help", "-h" -> {
				System.out.print(HELP);
				yield 0;
			}
			default -> {
				error(System.err, "There is no command " + command + "; expected run, asm or help.");
				yield ExitCodes.USAGE;
			}
		};
	}

	/** How every sub-command says what is wrong: one line that names the program. */
	static void error(PrintStream to, String sentence) {
		to.println("ringside: " + sentence);
	}
}
