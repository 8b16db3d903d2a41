/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.dwarf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringside.image.BadBytes;
import org.ringside.image.ExternalTool;
import org.ringside.image.ImageException;
import org.ringside.image.elf.ElfFile;
import org.ringside.image.elf.ElfSection;
import org.ringside.image.elf.SampleProgram;

/** Every address has the line that GNU addr2line gives it, for what GNU as and GCC write in every DWARF version. */
class LineTableTest {

	@TempDir
	Path folder;

	@ParameterizedTest
	@ValueSource(ints = { 2, 3, 4, 5 })
	void assemblyAgreesWithAddr2line(int version) throws Exception {
		Path file = SampleProgram.build(folder, version);
		assertTrue(compareWithAddr2line(file) > 15);
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 3, 4, 5 })
	void optimizedCInSeveralFoldersAgreesWithAddr2line(int version) throws Exception {
		Path file = buildC(version);
		assertTrue(compareWithAddr2line(file) > 30);
	}

	private Path buildC(int version) throws Exception {
		ExternalTool gcc = ExternalTool.require("riscv64-unknown-elf-gcc");
		Files.createDirectories(folder.resolve("src/deep"));
		Files.createDirectories(folder.resolve("include"));
		Files.writeString(folder.resolve("include/list.h"), """
				static inline int sum(const int *v, int n) {
					int s = 0;
					for (int i = 0; i < n; i++)
						s += v[i];
					return s;
				}
				""");
		Files.writeString(folder.resolve("src/main.c"), """
				#include "list.h"
				int table[8] = { 1, 2, 3 };
				extern int twist(int);
				int unused(int x) {
					return x * 3 + twist(x);
				}
				void _start(void) {
					volatile int r = sum(table, 8);
					if (r > 3)
						r = twist(r);
					for (;;)
						;
				}
				""");
		Files.writeString(folder.resolve("src/deep/twist.c"), """
				#include "../../include/list.h"
				int twist(int x) {
					int v[2] = { x, x << 3 };
					return sum(v, 2) ^ 0x55;
				}
				""");
		gcc.run(folder, "-gdwarf-" + version, "-O2", "-ffunction-sections", "-Wl,--gc-sections", "-Iinclude",
				"-ffreestanding", "-nostdlib", "-mcmodel=medany", "-Ttext=0x80000000", "-o", "c.elf", "src/main.c",
				folder.resolve("src/deep/twist.c").toString());
		return folder.resolve("c.elf");
	}

	private int compareWithAddr2line(Path file) throws Exception {
		ExternalTool addr2line = ExternalTool.require("riscv64-unknown-elf-addr2line");
		ElfFile elf = ElfFile.read(file);
		LineTable lines = LineTable.read(elf);
		List<String> arguments = new ArrayList<>(List.of("-e", file.toString()));
		List<Long> addresses = new ArrayList<>();
		for (ElfSection section : elf.sections()) {
			if (section.isCode()) {
				for (long a = section.address(); a < section.address() + section.size(); a += 2) {
					addresses.add(a);
					arguments.add(Long.toHexString(a));
				}
			}
		}
		List<String> theirs = addr2line.run(folder, arguments.toArray(String[]::new)).lines().toList();
		int compared = 0;
		for (int i = 0; i < addresses.size(); i++) {
			String ours = lines.at(addresses.get(i)).map(l -> l.file() + ":" + l.line()).orElse("??:0");
			String expected = theirs.get(i).replaceFirst(" \\(discriminator.*", "").replace(":?", ":0");
			if (expected.endsWith(":0")) {
				// no line: addr2line may still name a file, from the symbol table
				assertTrue(ours.endsWith(":0"), "at " + Long.toHexString(addresses.get(i)) + ": " + ours);
				continue;
			}
			String path = expected.substring(0, expected.lastIndexOf(':'));
			expected = (path.equals("??") ? path : SourcePath.normalize(path)) + expected.substring(expected.lastIndexOf(':'));
			assertEquals(expected, ours, "at " + Long.toHexString(addresses.get(i)));
			compared += ours.startsWith("??") ? 0 : 1;
		}
		return compared;
	}

	@Test
	void lineHasTheAddressesThatObjdumpDecodesForIt() throws Exception {
		Path file = SampleProgram.build(folder, 5);
		LineTable lines = LineTable.read(ElfFile.read(file));
		String decoded = ExternalTool.require("riscv64-unknown-elf-objdump").run(folder, "--dwarf=decodedline",
				file.toString());
		Set<String> seen = new HashSet<>();
		for (String row : decoded.lines().filter(l -> l.startsWith("sample.S ")).toList()) {
			String[] parts = row.trim().split(" +");
			if (parts[1].equals("-") || !seen.add(parts[1])) {
				continue;
			}
			long first = lines.addresses("sample.S", Integer.parseInt(parts[1])).get(0);
			assertEquals(Long.decode(parts[2]), first, row);
		}
		assertTrue(seen.size() > 10, decoded);
	}

	@Test
	void fileIsFoundByTheEndOfItsPathAndALineWithoutCodeMovesDown() throws Exception {
		LineTable lines = LineTable.read(ElfFile.read(buildC(5)));
		assertFalse(lines.addresses("deep/twist.c", 4).isEmpty());
		assertEquals(lines.addresses("twist.c", 4), lines.addresses("src/deep/twist.c", 4));
		assertTrue(lines.addresses("wist.c", 4).isEmpty());
		assertTrue(lines.addresses("other.c", 4).isEmpty());
		assertEquals(2, lines.lineWithCode("twist.c", 1).orElseThrow());
		assertTrue(lines.lineWithCode("twist.c", 400).isEmpty());
		assertEquals(1, lines.matching("main.c").size());
		// thrown away by the linker: its rows are in the table, its code is not
		assertTrue(lines.addresses("main.c", 5).isEmpty());
		for (long address : lines.addresses("list.h", 4)) {
			assertEquals(4, lines.at(address).orElseThrow().line());
		}
	}

	@Test
	void fileWithoutDebugInformationHasNoLines() throws Exception {
		SampleProgram.build(folder, 5);
		ExternalTool.require("riscv64-unknown-elf-strip").run(folder, "-g", "-o", "nodebug.elf", "sample.elf");
		assertTrue(LineTable.read(ElfFile.read(folder.resolve("nodebug.elf"))).isEmpty());
	}

	@ParameterizedTest
	@ValueSource(ints = { 3, 5 })
	void junkIsRefusedOrReadAndNothingElse(int version) throws Exception {
		byte[] good = Files.readAllBytes(buildC(version));
		ElfFile elf = ElfFile.parse(good, "test.file");
		int refused = 0;
		for (String name : List.of(".debug_line", ".debug_info", ".debug_abbrev")) {
			ElfSection section = elf.section(name).orElseThrow();
			byte[] part = new byte[(int) section.size()];
			System.arraycopy(good, (int) section.fileOffset(), part, 0, part.length);
			refused += BadBytes.mutations(part, 8_000, version, junk -> {
				byte[] bad = good.clone();
				System.arraycopy(junk, 0, bad, (int) section.fileOffset(), junk.length);
				readAll(bad);
			});
		}
		assertTrue(refused > 200, "only " + refused + " were refused");
	}

	private static void readAll(byte[] bad) throws ImageException {
		LineTable lines = LineTable.read(ElfFile.parse(bad, "test.file"));
		for (SourceLine row : lines.rows()) {
			lines.at(row.address());
		}
		lines.addresses("main.c", 8);
		lines.lineWithCode("main.c", 1);
	}
}
