/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** The sources keep the house style, as far as a program can tell. */
class SourceTest {

	private static final int LONGEST_FILE = 800;
	private static final int LONG_FILE = 350;

	/** Folders of one person or one machine; an example may be about somebody called "me" or "b". Put together from parts, or this file would hold what it looks for. */
	private static final Pattern MACHINE_PATH = Pattern
			.compile("(?<![A-Za-z0-9._$}-])(?:/(?:wor" + "k|far" + "m|roo" + "t)/|/hom" + "e/(?!me/|[a-z]/)[a-z]|/User" + "s/[A-Za-z]|[A-Z]:\\\\User" + "s)");

	private static final Set<String> TEXT = Set.of("java", "xml", "MF", "properties", "md", "sh", "awk", "py", "txt", "html", "css", "target",
			"product", "s", "ld", "inc", "lst", "config");

	private static String extension(Path file) {
		String name = file.getFileName().toString();
		return name.substring(name.lastIndexOf('.') + 1);
	}

	private static long lines(Path file) throws IOException {
		try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
			return lines.count();
		}
	}

	@Test
	void noFileIsTooLongAndMostAreShort() throws IOException {
		List<String> tooLong = new ArrayList<>();
		List<String> over = new ArrayList<>();
		List<Path> files = Project.javaFiles();
		for (Path file : files) {
			long lines = lines(file);
			if (lines > LONGEST_FILE) {
				tooLong.add(Project.name(file) + ": " + lines + " lines");
			}
			if (lines > LONG_FILE) {
				over.add(Project.name(file) + ": " + lines + " lines");
			}
		}
		assertEquals(List.of(), tooLong);
		assertTrue(over.size() * 10 <= files.size(),
				() -> over.size() + " of " + files.size() + " files have more than " + LONG_FILE + " lines: " + over);
	}

	@Test
	void everyFileTellsItsLicence() throws IOException {
		List<String> without = new ArrayList<>();
		for (Path file : Project.javaFiles()) {
			if (!Files.readString(file).startsWith("/*\n * Copyright (c) 2026 The Ringside contributors.\n * SPDX-License-Identifier: EPL-2.0\n */")) {
				without.add(Project.name(file));
			}
		}
		assertEquals(List.of(), without);
	}

	@Test
	void namesSayWhatAThingIs() {
		List<String> vague = Project.javaFiles().stream().filter(file -> file.getFileName().toString().matches(".*(Manager|Helper|Utils?|Impl)\\.java"))
				.map(Project::name).toList();
		assertEquals(List.of(), vague);
	}

	@Test
	void nothingNamesAFolderOfOneMachine() throws IOException {
		List<String> named = new ArrayList<>();
		for (Path file : Project.files(Project.ROOT)) {
			if (TEXT.contains(extension(file)) || file.equals(Project.ROOT.resolve("ringside"))) {
				int number = 0;
				for (String line : Files.readString(file).split("\n", -1)) {
					number++;
					if (MACHINE_PATH.matcher(line).find()) {
						named.add(Project.name(file) + ":" + number + ": " + line.strip());
					}
				}
			}
		}
		assertEquals(List.of(), named);
	}

	@Test
	void theTargetPlatformIsWhatItsListsSay() throws IOException {
		Path folder = Project.ROOT.resolve("target-platform");
		Set<String> listed = new TreeSet<>();
		for (String list : List.of("lock.txt", "extra.txt", "natives.txt", "junit.txt")) {
			Files.readAllLines(folder.resolve("lock").resolve(list)).stream().map(String::strip).filter(line -> !line.isEmpty())
					.forEach(listed::add);
		}
		Set<String> written = new TreeSet<>();
		Matcher dependency = Pattern
				.compile("<groupId>(.*?)</groupId><artifactId>(.*?)</artifactId><version>(.*?)</version>")
				.matcher(Files.readString(folder.resolve("org.ringside.target")));
		while (dependency.find()) {
			written.add(dependency.group(1) + ":" + dependency.group(2) + ":" + dependency.group(3));
		}
		assertEquals(listed, written, "run target-platform/lock/generate.py");
	}
}
