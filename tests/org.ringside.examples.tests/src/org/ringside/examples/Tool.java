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

	/** Runs a command to its end with that text as its input. Standard error goes where standard output goes. */
	static Outcome run(Path folder, int seconds, String input, List<String> command)
			throws IOException, InterruptedException {
		Path inputFile = Files.createTempFile("ringside-tool", ".in");
		Path outputFile = Files.createTempFile("ringside-tool", ".out");
		try {
			Files.writeString(inputFile, input, StandardCharsets.ISO_8859_1);
			Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
					.redirectInput(inputFile.toFile()).redirectOutput(outputFile.toFile()).start();
			boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
			if (!ended) {
				process.destroyForcibly().waitFor();
				fail(String.join(" ", command) + " did not end within " + seconds + " s; it wrote:\n"
						+ Files.readString(outputFile, StandardCharsets.ISO_8859_1));
			}
			return new Outcome(process.exitValue(),
					Files.readString(outputFile, StandardCharsets.ISO_8859_1).replace("\r", ""));
		} finally {
			Files.delete(inputFile);
			Files.delete(outputFile);
		}
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
