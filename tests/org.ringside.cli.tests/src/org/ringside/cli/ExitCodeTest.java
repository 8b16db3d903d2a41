/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a run ended can be told from its exit code, under each technique. */
class ExitCodeTest {

	@ParameterizedTest
	@ValueSource(strings = {"bare", "trap-and-emulate"})
	void aGuestThatPassesEndsWithZeroAndSaysNothing(String technique) throws Exception {
		assertEquals(new CommandLine.Result(0, "pass\n", ""),
				CommandLine.run("run", CommandLine.guest("m-pass"), "--technique", technique));
	}

	@ParameterizedTest
	@ValueSource(strings = {"bare", "trap-and-emulate"})
	void aGuestsOwnFailureCodeComesThrough(String technique) throws Exception {
		CommandLine.Result result = CommandLine.run("run", "--technique=" + technique, CommandLine.guest("m-fail7"));
		assertTrue(result.sentence(7).contains("code 7"));
		assertEquals("failing with 7\n", result.output());
	}

	@ParameterizedTest
	@ValueSource(strings = {"bare", "trap-and-emulate"})
	void limitsHaveTheirOwnCodes(String technique) throws Exception {
		String spin = CommandLine.sessionGuest("spin");
		String instructions = CommandLine.run("run", spin, "--max-instructions", "1000", "--technique", technique).sentence(120);
		assertTrue(instructions.contains("limit of 1000 instructions"), instructions);
		String time = CommandLine.run("run", spin, "--timeout", "0.2", "--technique", technique).sentence(121);
		assertTrue(time.startsWith("ringside: The time limit of 0.2 s was reached at round"), time);
	}

	@ParameterizedTest
	@ValueSource(strings = {"m-trap-loop", "s-trap-loop", "s-nowhere"})
	void trapsWithoutEndAreFound(String guest) throws Exception {
		for (String technique : new String[] {"bare", "trap-and-emulate"}) {
			String sentence = CommandLine.run("run", CommandLine.guest(guest), "--technique", technique).sentence(122);
			assertTrue(sentence.startsWith("ringside: Trap storm at "), sentence);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = {"bare", "trap-and-emulate"})
	void idlenessForEverIsFound(String technique) throws Exception {
		String sentence = CommandLine.run("run", CommandLine.sessionGuest("idle"), "--technique", technique).sentence(123);
		assertTrue(sentence.contains("nothing will ever wake"), sentence);
	}

	@Test
	void aBreakpointCanEndTheRun() throws Exception {
		String sentence = CommandLine.run("run", CommandLine.sessionGuest("stepping"), "--break", "factorial", "--on-break", "stop")
				.sentence(124);
		assertTrue(sentence.startsWith("ringside: Breakpoint #1 at factorial in S-mode [vCPU 0, translation off"), sentence);
	}

	@Test
	void outputThatCannotBeWrittenIsToldOnce() throws Exception {
		org.junit.jupiter.api.Assumptions.assumeTrue(java.nio.file.Files.exists(java.nio.file.Path.of("/dev/full")),
				"/dev/full is needed");
		java.util.List<String> command = CommandLine.java();
		command.addAll(java.util.List.of("run", CommandLine.guest("s-timer")));
		Process process = new ProcessBuilder(command).redirectOutput(new java.io.File("/dev/full")).start();
		process.getOutputStream().close();
		String errors = new String(process.getErrorStream().readAllBytes());
		assertEquals(74, process.waitFor(), errors);
		assertEquals(1, errors.lines().count(), errors);
	}
}
