/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A guest of the tests: a line of {@code guests.txt}.
 *
 * @param name  of its image and of what it is expected to say
 * @param exit  exit code, or {@code endless}
 * @param harts for QEMU
 * @param input once it has asked for it
 */
record Guest(String name, String exit, String harts, String input) {

	static final Path FOLDER = Path.of("../guests");

	/** What a guest says when it is ready for its input. */
	static final String PROMPT = "until q: ";

	static Stream<Guest> all() throws IOException {
		return Files.readAllLines(FOLDER.resolve("guests.txt")).stream()
				.filter(line -> !line.isEmpty() && !line.startsWith("#")).map(line -> line.split("\\s+"))
				.map(words -> new Guest(words[0], words[1], words[2],
						words.length > 3 ? words[3].replace("\\t", "\t") : ""));
	}

	boolean endless() {
		return exit.equals("endless");
	}

	/** Whether a firmware starts it. */
	boolean supervisor() {
		return name.startsWith("s-");
	}

	Path image() {
		return FOLDER.resolve("elf").resolve(name + ".elf");
	}

	String expected() throws IOException {
		return Files.readString(FOLDER.resolve("expected").resolve(name + ".txt"));
	}

	List<String> qemu() {
		return List.of("qemu-system-riscv64", "-machine", "virt", "-smp", harts, "-nographic", "-bios",
				supervisor() ? "default" : "none", "-kernel", "elf/" + name + ".elf");
	}

	@Override
	public String toString() {
		return name;
	}
}
