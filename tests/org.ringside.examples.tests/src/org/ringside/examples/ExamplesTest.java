/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of the examples, and that it is true. */
class ExamplesTest {

	private static final Path KERNELS = Path.of("../../bundles/org.ringside.examples/resources/kernels");

	@Test
	void everyFileOfAnExampleIsListedAndEveryListedFileIsThere() throws IOException {
		assertFalse(Examples.all().isEmpty());
		for (Example example : Examples.all()) {
			try (var files = Files.list(KERNELS.resolve(example.name()))) {
				TreeSet<String> there = files.map(file -> file.getFileName().toString())
						.filter(name -> !name.equals("example.properties"))
						.collect(Collectors.toCollection(TreeSet::new));
				assertEquals(there, new TreeSet<>(example.files()), example.name());
			}
		}
	}

	@Test
	void aCopyHasTheSameBytes(@TempDir Path folder) throws IOException {
		Example example = Examples.find("twospaces").orElseThrow();
		Path image = example.copyTo(folder.resolve("new/project"));
		assertEquals("kernel.elf", image.getFileName().toString());
		for (String file : example.files()) {
			assertEquals(-1, Files.mismatch(KERNELS.resolve("twospaces").resolve(file), image.resolveSibling(file)),
					file);
		}
	}

	@Test
	void whatIsNotThereIsNamed() {
		Example example = Examples.find("twospaces").orElseThrow();
		IOException e = assertThrows(IOException.class, () -> example.open("nonsense.s").close());
		assertTrue(e.getMessage().endsWith("kernels/twospaces/nonsense.s"), e.getMessage());
		assertTrue(Examples.find("nonsense").isEmpty());
	}
}
