/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.dwarf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.image.ExternalTool;
import org.ringside.image.elf.ElfFile;
import org.ringside.image.elf.ElfSection;
import org.ringside.image.elf.ElfSegment;
import org.ringside.image.elf.ElfSymbol;
import org.ringside.image.elf.ElfWriter;

/** The lines that are written are the lines that GNU addr2line and our own reader find. */
class LineTableWriterTest {

	private static final long CODE = ElfSection.ALLOC | ElfSection.EXECUTE;

	@TempDir
	Path folder;

	/** Rows with small and large steps of lines and addresses, forward and backward, in three files. */
	private static List<LineTableWriter.Row> rows(long start, long[] end) {
		Random random = new Random(start);
		List<LineTableWriter.Row> rows = new ArrayList<>();
		long address = start;
		int line = 10;
		for (int i = 0; i < 200; i++) {
			String file = List.of("kernel/start.S", "/abs/other.inc", "kernel/macros.inc").get(random.nextInt(20) / 9);
			line = Math.max(1, line + (random.nextInt(8) == 0 ? random.nextInt(4000) - 2000 : random.nextInt(12) - 4));
			rows.add(new LineTableWriter.Row(address, file, line, random.nextInt(3), random.nextInt(4) != 0));
			address += random.nextInt(10) == 0 ? 2 * random.nextInt(600) + 2 : 2 * (1 + random.nextInt(2));
		}
		end[0] = address;
		return rows;
	}

	@Test
	void programHasTheLinesThatWereWritten() throws Exception {
		long start = 0x8000_0000L;
		long[] end = new long[1];
		List<LineTableWriter.Row> rows = rows(start, end);
		ElfWriter elf = ElfWriter.executable(start);
		ElfWriter.Section text = elf.section(".text", ElfSection.PROGBITS, CODE, 4, start, new byte[(int) (end[0] - start)]);
		elf.segment(ElfSegment.READ | ElfSegment.EXECUTE, List.of(text));
		LineTableWriter writer = new LineTableWriter("/home/me/os", "kernel/start.S", "Ringside");
		writer.sequence(Optional.empty(), rows, end[0]);
		writer.addTo(elf);
		Path file = Files.write(folder.resolve("a.elf"), elf.toBytes());
		LineTable lines = LineTable.read(ElfFile.read(file));
		for (int i = 0; i < rows.size(); i++) {
			LineTableWriter.Row row = rows.get(i);
			long next = i + 1 < rows.size() ? rows.get(i + 1).address() : end[0];
			assertEquals(new SourceLine(row.file().startsWith("/") ? row.file() : "/home/me/os/" + row.file(), row.line(),
					row.column(), row.statement(), row.address(), (int) (next - row.address())),
					lines.at(row.address()).orElseThrow());
		}
		compareWithAddr2line(file, lines, rows.stream().map(LineTableWriter.Row::address).toList());
		String dump = ExternalTool.require("riscv64-unknown-elf-objdump").run(folder, "-W", "a.elf");
		assertTrue(!dump.contains("arning"), dump.lines().filter(l -> l.contains("arning")).findFirst().orElse(""));
	}

	@Test
	void linkerMovesTheLinesWithTheCode() throws Exception {
		for (String name : List.of("a", "b")) {
			long[] end = new long[1];
			List<LineTableWriter.Row> rows = rows(0, end);
			ElfWriter elf = ElfWriter.relocatable();
			ElfWriter.Section text = elf.section(".text", ElfSection.PROGBITS, CODE, 4, 0, new byte[(int) end[0]]);
			ElfWriter.Section more = elf.section(".text.more", ElfSection.PROGBITS, CODE, 4, 0, new byte[(int) end[0]]);
			elf.symbol(name, 0, end[0], ElfSymbol.Kind.FUNCTION, ElfSymbol.Binding.GLOBAL, text);
			LineTableWriter writer = new LineTableWriter("/home/" + name, name + ".S", "Ringside");
			writer.sequence(Optional.of(elf.sectionSymbol(text)), rows, end[0]);
			writer.sequence(Optional.of(elf.sectionSymbol(more)), rows, end[0]);
			writer.addTo(elf);
			Files.write(folder.resolve(name + ".o"), elf.toBytes());
		}
		ExternalTool.require("riscv64-unknown-elf-ld").run(folder, "--no-relax", "-Ttext=0x80000000", "-e", "a", "-o", "ab.elf",
				"a.o", "b.o");
		Path file = folder.resolve("ab.elf");
		ElfFile elf = ElfFile.read(file);
		LineTable lines = LineTable.read(elf);
		assertEquals(800, lines.size());
		long b = elf.symbols().find("b").orElseThrow().value();
		assertEquals("/home/b/kernel/start.S", lines.at(b).orElseThrow().file());
		assertEquals(lines.at(elf.symbols().find("a").orElseThrow().value()).orElseThrow().line(),
				lines.at(b).orElseThrow().line());
		compareWithAddr2line(file, lines, lines.rows().stream().map(SourceLine::address).toList());
	}

	private void compareWithAddr2line(Path file, LineTable lines, List<Long> addresses) throws Exception {
		List<String> arguments = new ArrayList<>(List.of("-e", file.toString()));
		addresses.forEach(a -> arguments.add(Long.toHexString(a)));
		List<String> theirs = ExternalTool.require("riscv64-unknown-elf-addr2line")
				.run(folder, arguments.toArray(String[]::new)).lines().toList();
		for (int i = 0; i < addresses.size(); i++) {
			SourceLine ours = lines.at(addresses.get(i)).orElseThrow();
			assertEquals(theirs.get(i), ours.file() + ":" + ours.line());
		}
	}
}
