/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.toolchain;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A GCC that makes code for 64-bit RISC-V.
 *
 * @param gcc the program, an absolute path
 * @param version as it tells it, such as {@code 12.2.0}
 */
public record Toolchain(Path gcc, String version) {
	private static final Pattern NAME = Pattern.compile("(riscv64-[A-Za-z0-9_.-]+-)gcc(?:\\.exe)?");

	/** Whether a program of that file name is such a compiler; those with a version at the end are the same ones again. */
	static boolean isCompiler(String fileName) {
		return NAME.matcher(fileName).matches();
	}

	/** What the names of all its programs begin with, such as {@code riscv64-unknown-elf-}; empty if the user chose a program of another name. */
	public String prefix() {
		Matcher matcher = NAME.matcher(gcc.getFileName().toString());
		return matcher.matches() ? matcher.group(1) : "";
	}

	/** The folder of its programs. */
	public Path folder() {
		return gcc.getParent();
	}

	/** Whether it is made for programs that run without an operating system, as kernels do. */
	boolean isBareMetal() {
		return prefix().contains("-elf-");
	}

	/** The first number of the version; empty if it does not begin with one. */
	public Optional<Integer> major() {
		Matcher matcher = Pattern.compile("(\\d{1,4})\\b.*").matcher(version);
		return matcher.matches() ? Optional.of(Integer.parseInt(matcher.group(1))) : Optional.empty();
	}
}
