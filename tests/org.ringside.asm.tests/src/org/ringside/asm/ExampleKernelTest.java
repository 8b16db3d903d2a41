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
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.image.dwarf.LineTable;
import org.ringside.image.dwarf.SourceLine;
import org.ringside.image.elf.ElfFile;

/** The example kernel, which our assembler and linker build, is what the GNU tools would make of it. */
class ExampleKernelTest {

	private static final Path KERNEL = Path.of("../../bundles/org.ringside.examples/resources/kernels/twospaces");
	/** In the order of the kernel's makefile. */
	private static final List<String> FILES = List.of("boot", "sbi", "print", "memory", "paging", "trap", "fault", "process", "syscall", "main",
			"user_b", "user_a", "user_library");

	@TempDir
	private Path folder;

	@Test
	void theCommandLineMakesTheKernelThatIsCheckedIn() throws Exception {
		Path out = build();
		LoadedBytes.assertSame(KERNEL.resolve("kernel.elf"), out);
		assertEquals(lines(KERNEL.resolve("kernel.elf")), lines(out));
	}

	@Test
	void loadsTheSameBytesAsGnuTools() throws Exception {
		Path out = build();
		try (GnuTools gnu = new GnuTools()) {
			List<String> link = new ArrayList<>(List.of("ld", "-melf64lriscv", "--no-relax", "-z", "max-page-size=4096", "-T",
					KERNEL.resolve("kernel.ld").toRealPath().toString(), "-o", "gnu.elf"));
			for (String file : FILES) {
				assertEquals("", gnu.run("as", "-march=rv64imac_zicsr_zifencei", "-mabi=lp64", "-mno-relax", "-g", "-I", KERNEL.toRealPath().toString(),
						"-o", file + ".o", KERNEL.resolve(file + ".s").toRealPath().toString()));
				link.add(file + ".o");
			}
			assertEquals("", gnu.run(link.toArray(String[]::new)));
			Path theirs = gnu.folder.resolve("gnu.elf");
			assertEquals(7, LoadedBytes.assertSame(theirs, out));
			assertEquals(lines(theirs), lines(out));
		}
	}

	private Path build() {
		assumeTrue(Files.isRegularFile(KERNEL.resolve("kernel.elf")), "needs the example kernel beside this project");
		Path out = folder.resolve("kernel.elf");
		List<String> arguments = new ArrayList<>(List.of("-g", "-T", KERNEL.resolve("kernel.ld").toString(), "-o", out.toString()));
		FILES.forEach(file -> arguments.add(KERNEL.resolve(file + ".s").toString()));
		ByteArrayOutputStream messages = new ByteArrayOutputStream();
		int exit = AssemblerCommand.run(arguments.toArray(String[]::new), System.out, new PrintStream(messages));
		assertEquals("", messages.toString(StandardCharsets.UTF_8));
		assertEquals(AssemblerCommand.OK, exit);
		return out;
	}

	/** The source line of every half-word of code, by file name alone: GNU as names files as its makefile told it. */
	private static Map<Long, String> lines(Path elf) throws Exception {
		Map<Long, String> lines = new TreeMap<>();
		for (SourceLine row : LineTable.read(ElfFile.read(elf)).rows()) {
			for (long address = row.address(); address < row.address() + row.size(); address += 2) {
				lines.put(address, row.fileName() + ":" + row.line());
			}
		}
		assertTrue(lines.size() > 3000, "only " + lines.size() + " places have a line");
		return lines;
	}
}
