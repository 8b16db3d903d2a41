/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.ringside.isa.Csr;
import org.ringside.isa.Csrs;
import org.ringside.isa.Extension;
import org.ringside.isa.IsaProfile;

/** The help page of the extensions says what there is. */
class ExtensionsPageTest {

	@Test
	void theTableIsThatOfTheExtensions() throws IOException {
		String page = Files.readString(ExtensionsPage.FILE);
		assertTrue(page.contains(ExtensionsPage.table()), "the table is stale: run the main method of ExtensionsPage in the folder of these tests");
	}

	@Test
	void everyExtensionHasTestsThatExist() throws IOException {
		Set<String> files;
		try (Stream<Path> all = Files.walk(Path.of(".."))) {
			files = all.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".java") || name.endsWith(".S"))
					.collect(Collectors.toSet());
		}
		for (Extension extension : Extension.values()) {
			if (!ExtensionsPage.NOT_EXECUTED.contains(extension)) {
				assertFalse(ExtensionsPage.tests(extension).isEmpty(), extension.title() + " has no test");
				for (String test : ExtensionsPage.tests(extension)) {
					assertTrue(files.contains(test.endsWith(".S") ? test : test + ".java"), extension.title() + ": there is no " + test);
				}
			}
		}
	}

	@Test
	void whatTheTableLeavesOutHartsDoNotHave() {
		try (TestBoard board = new TestBoard(IsaProfile.EVERYTHING)) {
			IsaProfile listed = IsaProfile.of(Stream.of(Extension.values()).filter(e -> !ExtensionsPage.NOT_EXECUTED.contains(e)).toList());
			for (Csr csr : Csrs.all()) {
				if (!csr.isIn(listed)) {
					assertFalse(board.hart().hasCsr(csr.number()), csr.name() + " is there, but the page does not tell its extension");
				}
			}
			long letters = board.hart().peekCsr(0x301);
			for (Extension extension : ExtensionsPage.NOT_EXECUTED) {
				if (extension.spelling().length() == 1) {
					assertEquals(0, letters >>> extension.spelling().charAt(0) - 'a' & 1, extension.title());
				}
			}
		}
	}
}
