/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program from outside the project that knows a format as well as we should; a test is skipped where it is missing. */
public final class ExternalTool {

	private final String program;

	private ExternalTool(String program) {
		this.program = program;
	}

	/** @return the program; the test is skipped if it is not on the path */
	public static ExternalTool require(String program) {
		boolean found = false;
		for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
			found |= Files.isExecutable(Path.of(folder, program));
		}
		assumeTrue(found, program + " is not installed");
		return new ExternalTool(program);
	}

	/** Runs it, fails the test if it fails, and returns what it printed (both streams). */
	public String run(Path folder, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(arguments));
		command.add(0, program);
		Path out = Files.createTempFile(folder, "out", ".txt");
		Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
				.redirectOutput(out.toFile()).start();
		try {
			boolean ended = process.waitFor(60, TimeUnit.SECONDS);
			String text = Files.readString(out, StandardCharsets.UTF_8);
			assertEquals(true, ended, program + " did not end: " + text);
			assertEquals(0, process.exitValue(), String.join(" ", command) + ": " + text);
			return text;
		} finally {
			process.destroyForcibly();
		}
	}
}
