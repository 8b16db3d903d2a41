/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringside.image.elf.ElfFile;
import org.ringside.image.elf.ElfSegment;

/** The images that are checked in are what GNU binutils make of the sources beside them. */
class OwnGuestsTest {

	@ParameterizedTest
	@ValueSource(strings = {"stepping", "highhalf", "spin", "idle", "vector", "hypervisor", "shared-table"})
	void anImageIsThatOfItsSource(String name, @TempDir Path folder) throws Exception {
		assumeTrue(runs("riscv64-unknown-elf-as", "--version") && runs("make", "--version"),
				"GNU binutils for riscv64-unknown-elf and make are needed");
		assertEquals(0, new ProcessBuilder("make", "-s", "-C", "guests", "OUT=" + folder.toAbsolutePath(),
				folder.toAbsolutePath() + "/" + name + ".elf").inheritIO().start().waitFor());
		assertEquals(loaded(folder.resolve(name + ".elf")), loaded(Path.of("guests", name + ".elf")));
	}

	private static List<String> loaded(Path path) throws Exception {
		ElfFile elf = ElfFile.read(path);
		List<String> segments = new ArrayList<>();
		for (ElfSegment segment : elf.loadSegments()) {
			byte[] bytes = new byte[elf.data(segment).remaining()];
			elf.data(segment).get(bytes);
			segments.add(Long.toHexString(segment.vaddr()) + " " + Long.toHexString(segment.paddr()) + " " + segment.memSize()
					+ " " + Arrays.toString(bytes));
		}
		return segments;
	}

	private static boolean runs(String... command) throws InterruptedException {
		try {
			return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
		} catch (IOException e) {
			return false;
		}
	}
}
