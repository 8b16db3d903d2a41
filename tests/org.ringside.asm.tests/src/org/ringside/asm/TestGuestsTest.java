/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small guests of the tests, which the GNU tools built, come out the same from our assembler and linker. */
class TestGuestsTest {

	private static final Path GUESTS = Path.of("../guests");

	@TempDir
	private Path folder;

	@Test
	void loadTheSameBytes() throws Exception {
		assumeTrue(Files.isDirectory(GUESTS.resolve("elf")), "needs the test guests beside this project");
		int compared = 0;
		List<Path> sources;
		try (Stream<Path> files = Files.list(GUESTS.resolve("src"))) {
			sources = files.filter(file -> file.toString().endsWith(".s")).sorted().toList();
		}
		for (Path source : sources) {
			String name = source.getFileName().toString().replace(".s", "");
			Path theirs = GUESTS.resolve("elf").resolve(name + ".elf");
			if (!Files.isRegularFile(theirs)) {
				continue;
			}
			boolean machine = name.startsWith("m-");
			Path ours = folder.resolve(name + ".elf");
			List<String> arguments = new ArrayList<>(List.of("-o", ours.toString(), "-T", GUESTS.resolve(machine ? "m.ld" : "s.ld").toString(), "--isa",
					"rv64imac_zicsr_zifencei", "-I", GUESTS.toString(), source.toString()));
			for (String support : machine ? List.of("uart", "print") : List.of("sbi", "print", "trap")) {
				arguments.add(GUESTS.resolve("support").resolve(support + ".s").toString());
			}
			ByteArrayOutputStream messages = new ByteArrayOutputStream();
			int exit = AssemblerCommand.run(arguments.toArray(String[]::new), System.out, new PrintStream(messages));
			assertEquals("", messages.toString(StandardCharsets.UTF_8), name);
			assertEquals(AssemblerCommand.OK, exit, name);
			assertTrue(LoadedBytes.assertSame(theirs, ours) > 0, name);
			compared++;
		}
		assertTrue(compared > 10, "only " + compared + " guests were compared");
	}
}
