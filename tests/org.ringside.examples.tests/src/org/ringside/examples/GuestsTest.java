/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guests of the tests: their sources make the images that are checked in, and QEMU agrees with what they say. */
class GuestsTest {

	@ParameterizedTest
	@MethodSource("org.ringside.examples.Guest#all")
	void qemuSaysWhatIsExpected(Guest guest) throws Exception {
		Tool.need("qemu-system-riscv64");
		if (guest.endless()) {
			Tool.runUntil(Guest.FOLDER, 60, guest.expected(), guest.qemu());
		} else {
			Tool.Outcome run = Tool.run(Guest.FOLDER, 60, Guest.PROMPT, guest.input(), guest.qemu());
			assertEquals(guest.exit(), String.valueOf(run.exit()), run.output());
			assertTrue(run.output().endsWith(guest.expected()), run.output());
			assertFalse(guest.expected().startsWith("fail:"), guest.expected());
		}
	}

	@Test
	void everyImageIsListedAndHasItsExpectedOutput() throws IOException {
		TreeSet<String> listed = Guest.all().map(Guest::name).collect(Collectors.toCollection(TreeSet::new));
		assertEquals(listed, names("elf", ".elf"));
		assertEquals(listed, names("expected", ".txt"));
	}

	@Test
	void theAssemblyGuestsAreWhatTheirSourcesMake(@TempDir Path copy) throws Exception {
		Tool.need("make", "riscv64-unknown-elf-as", "riscv64-unknown-elf-ld");
		compareWithRebuilt(copy.resolve("guests"), Guest.all().filter(guest -> !guest.name().startsWith("bench-")));
	}

	@Test
	void theBenchmarksAreWhatTheirSourcesMake(@TempDir Path copy) throws Exception {
		Tool.need("make", "riscv64-unknown-elf-gcc", "riscv64-unknown-elf-ld");
		String gcc = Tool.version("riscv64-unknown-elf-gcc");
		assumeTrue(gcc.endsWith(" 12.2.0"), gcc + " may make other code than 12.2.0, which made the images");
		compareWithRebuilt(copy.resolve("guests"), Guest.all().filter(guest -> guest.name().startsWith("bench-")));
	}

	private static void compareWithRebuilt(Path copy, Stream<Guest> guests) throws Exception {
		Tool.copyTree(Guest.FOLDER, copy);
		List<String> images = guests.map(guest -> "new/" + guest.name() + ".elf").toList();
		Tool.Outcome make = Tool.run(copy, 300, Stream.concat(Stream.of("make", "OUT=new"), images.stream()).toList());
		assertEquals(0, make.exit(), make.output());
		for (String image : images) {
			String name = image.substring("new/".length());
			assertEquals(Loadable.of(copy.resolve(image)), Loadable.of(Guest.FOLDER.resolve("elf").resolve(name)), name);
		}
	}

	private static TreeSet<String> names(String folder, String suffix) throws IOException {
		try (Stream<Path> files = Files.list(Guest.FOLDER.resolve(folder))) {
			return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(suffix))
					.map(name -> name.substring(0, name.length() - suffix.length()))
					.collect(Collectors.toCollection(TreeSet::new));
		}
	}
}
