/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** The pages of the Eclipse help: each is in the table of contents, each link leads somewhere, each tag is closed. */
class HelpPagesTest {

	private static final Path BUNDLE = Path.of("../../bundles/org.ringside.doc");
	private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
	private static final Pattern TAG = Pattern.compile("<(/?)([a-z0-9]+)[^>]*>");
	private static final Set<String> WITHOUT_END = Set.of("meta", "link", "br", "img", "hr");

	@Test
	void theTableOfContentsNamesAllPagesAndNothingElse() throws IOException {
		Set<String> named = new TreeSet<>();
		Matcher topic = Pattern.compile("(?:topic|href)=\"([^\"]+)\"").matcher(Files.readString(BUNDLE.resolve("toc.xml")));
		while (topic.find()) {
			named.add(topic.group(1));
		}
		Set<String> there = new TreeSet<>();
		for (Path page : pages()) {
			there.add(BUNDLE.relativize(page).toString().replace('\\', '/'));
		}
		assertFalse(there.isEmpty());
		assertEquals(there, named);
	}

	@Test
	void everyLinkLeadsToAFileOfTheBundle() throws IOException {
		for (Path page : pages()) {
			Matcher link = LINK.matcher(Files.readString(page));
			while (link.find()) {
				String target = link.group(1).replaceFirst("#.*", "");
				assertTrue(target.isEmpty() || Files.isRegularFile(page.resolveSibling(target)),
						page + " links to " + link.group(1));
			}
		}
	}

	@Test
	void everyElementIsClosedWhereItWasOpened() throws IOException {
		for (Path page : pages()) {
			Deque<String> open = new ArrayDeque<>();
			Matcher tag = TAG.matcher(Files.readString(page));
			while (tag.find()) {
				String name = tag.group(2);
				if (tag.group(1).isEmpty() && !WITHOUT_END.contains(name)) {
					open.push(name);
				} else if (!tag.group(1).isEmpty()) {
					assertEquals(open.poll(), name, page + ", at offset " + tag.start());
				}
			}
			assertTrue(open.isEmpty(), page + " leaves open " + open);
		}
	}

	private static List<Path> pages() throws IOException {
		try (Stream<Path> files = Files.walk(BUNDLE.resolve("html"))) {
			return files.filter(file -> file.toString().endsWith(".html")).sorted().toList();
		}
	}
}
