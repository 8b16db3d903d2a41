/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.toolchain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cross compilers are found by name and told by what they answer. */
class ToolchainSearchTest {

	@TempDir
	Path folder;

	private Path program(String name, String answer) throws IOException {
		Path file = folder.resolve(name);
		Files.writeString(file, "#!/bin/sh\n" + answer + "\n");
		Assumptions.assumeTrue(file.toFile().setExecutable(true));
		return file;
	}

	@Test
	void compilersAreFoundWithTheirVersionAndOthersAreNot() throws IOException {
		Path elf = program("riscv64-unknown-elf-gcc", "echo 13.2.0");
		Path linux = program("riscv64-linux-gnu-gcc", "echo 12");
		program("riscv64-unknown-elf-gcc-ar", "echo 1.0");
		program("riscv64-unknown-elf-gcc-13.2.0", "echo 13.2.0");
		program("riscv64-broken-elf-gcc", "exit 1");
		program("riscv64-chatty-elf-gcc", "echo hello");
		program("aarch64-linux-gnu-gcc", "echo 12");
		Files.createSymbolicLink(folder.resolve("riscv64-again-elf-gcc"), elf);
		Files.writeString(folder.resolve("riscv64-text-elf-gcc"), "no program");
		List<Toolchain> found = ToolchainSearch.in(List.of(folder, folder.resolve("missing")));
		assertEquals(List.of(new Toolchain(folder.resolve("riscv64-again-elf-gcc"), "13.2.0"), new Toolchain(linux, "12")), found);
	}

	@Test
	void theChoiceIsTheUsersOrTheOneForBareMetal() {
		Toolchain linux = new Toolchain(Path.of("/usr/bin/riscv64-linux-gnu-gcc"), "12");
		Toolchain elf = new Toolchain(Path.of("/usr/bin/riscv64-unknown-elf-gcc"), "13.2.0");
		assertEquals(Optional.of(elf), Toolchains.chosen(List.of(linux, elf), ""));
		assertEquals(Optional.of(linux), Toolchains.chosen(List.of(linux, elf), linux.gcc().toString()));
		assertEquals(Optional.of(linux), Toolchains.chosen(List.of(linux), "/gone/riscv64-unknown-elf-gcc"));
		assertEquals(Optional.empty(), Toolchains.chosen(List.of(), ""));
		assertEquals("riscv64-unknown-elf-", elf.prefix());
		assertEquals(Optional.of(13), elf.major());
	}

	@Test
	void theSearchPathComesFirstAndArchivesUnderTheHomeFolderAreLookedInto() throws IOException {
		Path unpacked = Files.createDirectories(folder.resolve("opt/riscv/bin"));
		List<Path> folders = ToolchainSearch.usualFolders(folder + File.pathSeparator, folder);
		assertEquals(folder, folders.get(0));
		assertTrue(folders.contains(unpacked), folders.toString());
	}
}
