/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kernels that bring no firmware run with no more said than how many harts and which disk there are. */
class KernelTest {

	private static final Path FOLDER = Path.of("kernels");

	@TempDir
	Path folder;

	private Path assemble(String source, String isa) throws Exception {
		Path image = folder.resolve("kernel");
		CommandLine.Result result = CommandLine.run("asm", "--link", "0x80000000", "--isa", isa, "-o", image.toString(), FOLDER.resolve(source).toString());
		assertEquals(0, result.code(), result.errors());
		return image;
	}

	private CommandLine.Result run(String... options) throws Exception {
		Path image = assemble("all-harts.S", "rv64gc_sstc");
		Path disk = Files.write(folder.resolve("fs.img"), new byte[1 << 20]);
		List<String> command = new ArrayList<>(List.of("run", image.toString(), "--harts", "3", "--disk", disk.toString(), "--max-instructions", "100000000"));
		command.addAll(List.of(options));
		return CommandLine.run(command.toArray(String[]::new));
	}

	@Test
	void everyHartBeginsAtTheEntryAndTicks() throws Exception {
		assertEquals(new CommandLine.Result(0, "hello\na disk\nticks on all harts\n", ""), run());
	}

	@ParameterizedTest
	@ValueSource(strings = {"--parallel", "--engine=interpreter", "--technique=trap-and-emulate"})
	void soItDoesHoweverItRuns(String option) throws Exception {
		assertEquals(new CommandLine.Result(0, "hello\na disk\nticks on all harts\n", ""), run(option.split("=")));
	}

	@ParameterizedTest
	@ValueSource(strings = {"--engine=translator", "--engine=interpreter", "--parallel"})
	void atomicsOnBytesLeaveTheirNeighboursAlone(String option) throws Exception {
		String isa = "rv64gc_zacas_zabha";
		List<String> command = new ArrayList<>(List.of("run", assemble("neighbours.S", isa).toString(), "--harts", "4", "--isa", isa, "--max-instructions",
				"100000000"));
		command.addAll(List.of(option.split("=")));
		assertEquals(new CommandLine.Result(0, "", ""), CommandLine.run(command.toArray(String[]::new)));
	}

	@ParameterizedTest
	@ValueSource(strings = {"--engine=translator", "--parallel", "--technique=trap-and-emulate"})
	void suspendedHartsAreToldOfAndWake(String option) throws Exception {
		List<String> command = new ArrayList<>(List.of("run", assemble("suspended.S", "rv64gc").toString(), "--harts", "2", "--start-mode", "S",
				"--max-instructions", "100000000"));
		command.addAll(List.of(option.split("=")));
		assertEquals(new CommandLine.Result(0, "", ""), CommandLine.run(command.toArray(String[]::new)));
	}
}
