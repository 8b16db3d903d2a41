/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.install.FreshEclipse.Outcome;

/** The start script as a user meets it first: its words, its exit codes, and how it counts tests. */
class StartScriptTest {

	private static final Path PROJECT = FreshEclipse.project();

	@TempDir
	Path folder;

	@BeforeEach
	void needsBash() {
		assumeFalse(System.getProperty("os.name").startsWith("Windows"), "the start script is for bash");
	}

	/** Runs a command in the test's folder, which is not the project's. */
	private Outcome run(List<String> command) throws IOException, InterruptedException {
		Path output = folder.resolve("output");
		ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
				.redirectInput(ProcessBuilder.Redirect.from(Files.write(folder.resolve("nothing"), new byte[0]).toFile()))
				.redirectOutput(output.toFile());
		builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
		Process process = builder.start();
		if (!process.waitFor(120, TimeUnit.SECONDS)) {
			process.destroyForcibly().waitFor();
			fail(command + " did not end: " + Files.readString(output));
		}
		return new Outcome(process.exitValue(), Files.readString(output));
	}

	private Outcome ringside(String... arguments) throws IOException, InterruptedException {
		return run(Stream.concat(Stream.of(PROJECT.resolve("ringside").toString()), Arrays.stream(arguments)).toList());
	}

	/** What {@code ./ringside test} says at its end for these reports of a build that ended with this code. */
	private Outcome count(int build, String... reports) throws IOException, InterruptedException {
		Path all = Files.writeString(folder.resolve("reports.xml"), String.join("\n", reports));
		return run(List.of("awk", "-f", PROJECT.resolve("releng/scripts/count-tests.awk").toString(), "-v", "build=" + build, all.toString()));
	}

	private static String suite(int tests, int failures, int errors, int skipped) {
		return "<?xml version=\"1.0\"?>\n<testsuite name=\"T\" time=\"0.5\" tests=\"" + tests + "\" errors=\"" + errors + "\" skipped=\"" + skipped
				+ "\" failures=\"" + failures + "\">\n  <testcase name=\"tests=&quot;7&quot;\" time=\"1\"/>\n</testsuite>";
	}

	@Test
	void helpNamesEveryCommand() throws Exception {
		Outcome help = ringside("help");
		assertEquals(0, help.code());
		for (String command : List.of("ide", "run", "asm", "bench", "test", "build")) {
			assertTrue(help.output().contains("\n  " + command + " "), command + " is missing in\n" + help.output());
		}
	}

	@Test
	void anUnknownCommandIsNamedWithThoseThatThereAre() throws Exception {
		Outcome outcome = ringside("biuld");
		assertEquals(2, outcome.code());
		assertEquals("ringside: there is no command 'biuld'; the commands are ide, run, asm, bench, test, build and help\n", outcome.output());
	}

	@Test
	void theIdeRefusesOptionsThatItDoesNotKnow() throws Exception {
		Outcome outcome = ringside("ide", "--workspace", "x");
		assertEquals(2, outcome.code());
		assertTrue(outcome.output().contains("'--workspace'"), outcome.output());
	}

	@Test
	void allPassedIsSuccess() throws Exception {
		assertEquals(new Outcome(0, "7 passed, 0 failed, 2 skipped\n"), count(0, suite(5, 0, 0, 0), suite(4, 0, 0, 2)));
	}

	@Test
	void failuresAndErrorsBothFail() throws Exception {
		assertEquals(new Outcome(1, "2 passed, 2 failed, 0 skipped\n"), count(1, suite(4, 1, 1, 0)));
		assertEquals(new Outcome(1, "3 passed, 1 failed, 0 skipped\n"), count(0, suite(4, 1, 0, 0)));
	}

	@Test
	void noTestAtAllFails() throws Exception {
		assertEquals(1, count(0, "").code());
		assertEquals(1, count(0, suite(3, 0, 0, 3)).code());
	}

	@Test
	void aBrokenBuildFailsWhateverPassed() throws Exception {
		Outcome outcome = count(1, suite(3, 0, 0, 0));
		assertEquals(1, outcome.code());
		assertTrue(outcome.output().endsWith("3 passed, 0 failed, 0 skipped\n"), outcome.output());
	}
}
