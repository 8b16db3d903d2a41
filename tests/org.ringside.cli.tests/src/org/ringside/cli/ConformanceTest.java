/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs that end and speak as those of the architecture's test suites do, each assembled and run as the suites are. The
 * first lines of a program tell the ISA and, if it shall fail, the check at which it does.
 */
class ConformanceTest {

	private static final Path PROGRAMS = Path.of("conformance");

	@TempDir
	Path folder;

	static Stream<String> programs() throws Exception {
		try (Stream<Path> files = Files.list(PROGRAMS)) {
			return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".S")).sorted().toList().stream();
		}
	}

	private static String told(String program, String what, String otherwise) throws Exception {
		return Files.readAllLines(PROGRAMS.resolve(program)).stream().filter(line -> line.startsWith("# " + what + ": ")).findFirst()
				.map(line -> line.substring(what.length() + 4)).orElse(otherwise);
	}

	private String assemble(String program) throws Exception {
		Path image = folder.resolve(program + ".elf");
		CommandLine.Result result = CommandLine.run("asm", "--link", "0x80000000", "-I", PROGRAMS.toString(), "--isa",
				told(program, "isa", "rv64gc"), "-o", image.toString(), PROGRAMS.resolve(program).toString());
		assertEquals(0, result.code(), result.errors());
		return image.toString();
	}

	@ParameterizedTest
	@MethodSource("programs")
	void theProgramTellsThatItPassed(String program) throws Exception {
		CommandLine.Result result = CommandLine.run("run", assemble(program), "--isa", told(program, "isa", "rv64gc"), "--max-instructions",
				"10000000");
		assertEquals(Integer.parseInt(told(program, "fails with", "0")), result.code(), result.errors());
	}

	@Test
	void theConsoleIsServedUnderEachTechnique() throws Exception {
		String image = assemble("console.S");
		for (String technique : List.of("bare", "trap-and-emulate")) {
			assertEquals(new CommandLine.Result(0, "device\ncall.\n", ""), CommandLine.run("run", image, "--technique", technique));
		}
	}

	@Test
	void theSignatureIsWrittenInWords() throws Exception {
		Path signature = folder.resolve("signature");
		assertEquals(0, CommandLine.run("run", assemble("console.S"), "--signature", signature.toString()).code());
		assertEquals("deadbeef\n6f5ca309\n00000006\n00000000\n", Files.readString(signature));
	}

	@Test
	void aSignatureThatIsNotThereIsRefused() throws Exception {
		String sentence = CommandLine.run("run", assemble("fails.S"), "--signature", folder.resolve("signature").toString()).sentence(65);
		assertTrue(sentence.contains("begin_signature"), sentence);
	}

	@Test
	void aSignatureThatCannotBeWrittenIsTold() throws Exception {
		String sentence = CommandLine.run("run", assemble("console.S"), "--signature", folder.resolve("no/such/folder").toString())
				.sentence(74);
		assertTrue(sentence.contains("signature cannot be written"), sentence);
	}
}
