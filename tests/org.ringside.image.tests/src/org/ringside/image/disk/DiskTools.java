/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

/** Runs QEMU's tools for disk images; without them the test is skipped. */
final class DiskTools {

	private DiskTools() {
	}

	/** Runs a program and expects that it ends well. */
	static String run(Path folder, String... command) throws Exception {
		return run(folder, List.of(0), command);
	}

	/** Runs a program and expects that it ends with one of these codes. */
	static String run(Path folder, List<Integer> codes, String... command) throws Exception {
		Path output = folder.resolve("output.txt");
		Process process;
		try {
			process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		} catch (IOException e) {
			Assumptions.abort(command[0] + " is not installed");
			throw e;
		}
		assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it ends");
		String text = Files.readString(output);
		assertTrue(codes.contains(process.exitValue()), String.join(" ", command) + ": " + process.exitValue() + " " + text);
		return text;
	}

	/** Holds that QEMU finds neither errors nor clusters that nobody needs, and reads what the array has. */
	static void expect(Path folder, String image, byte[] contents) throws Exception {
		String text = run(folder, "qemu-img", "check", "-f", "qcow2", image);
		assertTrue(text.contains("No errors were found"), text);
		Files.write(folder.resolve("model.raw"), contents);
		assertEquals("Images are identical.", run(folder, "qemu-img", "compare", "-f", "qcow2", "-F", "raw", image, "model.raw").strip());
	}
}
