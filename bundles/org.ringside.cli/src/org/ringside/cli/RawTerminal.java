/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The terminal that standard input is connected to, set so that each key goes to the guest at once. It is set back when the
 * JVM ends, in whatever way short of being killed.
 */
final class RawTerminal {

	private final String before;
	private boolean raw;

	private RawTerminal(String before) {
		this.before = before;
	}

	/** Whether standard input is a terminal; cheap where the operating system shows open files. */
	static boolean interactive() {
		Path input = Path.of("/proc/self/fd/0");
		try {
			if (Files.isSymbolicLink(input)) {
				String target = Files.readSymbolicLink(input).toString();
				return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
			}
		} catch (IOException e) {
			return false;
		}
		return stty("-g").isPresent();
	}

	/** Makes the terminal raw; without effect where {@code stty} is missing. */
	static RawTerminal open() {
		RawTerminal terminal = new RawTerminal(stty("-g").orElse(""));
		if (!terminal.before.isEmpty()) {
			Runtime.getRuntime().addShutdownHook(new Thread(terminal::restore, "Ringside terminal"));
			// Output stays cooked: guests send bare line feeds.
			terminal.raw = stty("-icanon", "-echo", "-isig", "-ixon", "-icrnl", "-iexten", "min", "1", "time", "0").isPresent();
		}
		return terminal;
	}

	/** Sets the terminal back to what it was. */
	synchronized void restore() {
		if (raw) {
			raw = false;
			stty(before);
		}
	}

	private static java.util.Optional<String> stty(String... arguments) {
		List<String> command = new ArrayList<>();
		command.add("stty");
		command.addAll(List.of(arguments));
		try {
			Process process = new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.INHERIT)
					.redirectError(ProcessBuilder.Redirect.DISCARD).start();
			String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
			return process.waitFor() == 0 ? java.util.Optional.of(said) : java.util.Optional.empty();
		} catch (IOException e) {
			// No stty here: the terminal stays as it is.
			return java.util.Optional.empty();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return java.util.Optional.empty();
		}
	}
}
