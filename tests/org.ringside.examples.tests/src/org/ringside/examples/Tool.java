/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.examples;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program that this project does not bring along; a test that needs one that is missing is skipped. */
final class Tool {

	/** What a program has written, and how it ended. */
	record Outcome(int exit, String output) {
	}

	private Tool() {
	}

	/** Skips the running test, unless all of these programs are on the PATH. */
	static void need(String... programs) {
		for (String program : programs) {
			boolean found = false;
			for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
				found |= Files.isExecutable(Path.of(folder, program));
			}
			assumeTrue(found, program + " is not on the PATH");
		}
	}

	/** Runs a command that needs no input to its end. Standard error goes where standard output goes. */
	static Outcome run(Path folder, int seconds, List<String> command) throws IOException, InterruptedException {
		return run(folder, seconds, "", "", command);
	}

	/**
	 * Runs a command to its end; once it has written the prompt, it gets the input.
	 *
	 * @throws InterruptedException if the thread is interrupted; the program is then ended
	 */
	static Outcome run(Path folder, int seconds, String prompt, String input, List<String> command)
			throws IOException, InterruptedException {
		Path outputFile = Files.createTempFile("ringside-tool", ".out");
		Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
				.redirectOutput(outputFile.toFile()).start();
		try {
			long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
			boolean asked = input.isEmpty();
			while (!process.waitFor(10, TimeUnit.MILLISECONDS)) {
				if (System.nanoTime() > limit) {
					fail(String.join(" ", command) + " did not end within " + seconds + " s; it wrote:\n"
							+ Files.readString(outputFile, StandardCharsets.ISO_8859_1));
				}
				if (!asked && Files.readString(outputFile, StandardCharsets.ISO_8859_1).contains(prompt)) {
					process.getOutputStream().write(input.getBytes(StandardCharsets.ISO_8859_1));
					process.getOutputStream().flush();
					asked = true;
				}
			}
			return new Outcome(process.exitValue(),
					Files.readString(outputFile, StandardCharsets.ISO_8859_1).replace("\r", ""));
		} finally {
			process.destroyForcibly().waitFor();
			Files.delete(outputFile);
		}
	}

	/** Runs a command that never ends by itself, until it has written that text. */
	static void runUntil(Path folder, int seconds, String text, List<String> command)
			throws IOException, InterruptedException {
		Path outputFile = Files.createTempFile("ringside-tool", ".out");
		Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
				.redirectOutput(outputFile.toFile()).start();
		try {
			long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
			String output = "";
			while (!output.contains(text)) {
				boolean ended = process.waitFor(10, TimeUnit.MILLISECONDS);
				output = Files.readString(outputFile, StandardCharsets.ISO_8859_1).replace("\r", "");
				if (!output.contains(text) && (ended || System.nanoTime() > limit)) {
					fail(String.join(" ", command) + " did not write \"" + text + "\" but:\n" + output);
				}
			}
		} finally {
			process.destroyForcibly().waitFor();
			Files.delete(outputFile);
		}
	}

	/** The first line that the program writes when it is asked for its version. */
	static String version(String program) throws IOException, InterruptedException {
		return run(Path.of("."), 20, List.of(program, "--version")).output().lines().findFirst().orElse("");
	}

	/** Copies the files of a folder, and those of its folders, so that a build can write among them. */
	static void copyTree(Path from, Path to) throws IOException {
		try (var files = Files.walk(from)) {
			for (Path file : files.toList()) {
				Path target = to.resolve(from.relativize(file).toString());
				if (Files.isDirectory(file)) {
					Files.createDirectories(target);
				} else {
					try (InputStream in = Files.newInputStream(file)) {
						Files.copy(in, target);
					}
				}
			}
		}
	}
}
