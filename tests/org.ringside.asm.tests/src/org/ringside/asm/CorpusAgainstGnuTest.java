/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ringside.image.dwarf.LineTable;
import org.ringside.image.dwarf.SourceLine;
import org.ringside.image.elf.ElfFile;
import org.ringside.isa.IsaProfile;

/**
 * Whole objects (contents, relocations, symbols, attributes) and whole images are those of GNU as and ld: of each statement of
 * {@code corpus/statements.txt}, and of the sources of {@code corpus}, which are written as kernels are.
 */
class CorpusAgainstGnuTest {

	private static final Path CORPUS = Path.of("corpus");
	private static final String ISA = "rv64gch_zicbom_zicbop_zicboz_zihintpause_zawrs_zfh_zba_zbb_zbc_zbs_svinval";
	/** What GCC 12 knows for the preprocessor. */
	private static final String COMPILER_ISA = "rv64gc_zba_zbb";
	private static final AssemblerOptions OPTIONS = new AssemblerOptions(IsaProfile.parse(ISA), List.of(), Map.of());

	@BeforeAll
	static void needsTheCorpus() {
		assumeTrue(Files.isDirectory(CORPUS), "needs the corpus beside the sources of these tests");
	}

	private static Optional<byte[]> include(String name, String from) {
		for (Path folder : List.of(CORPUS, CORPUS.resolve("include"))) {
			try {
				if (Files.isRegularFile(folder.resolve(name))) {
					return Optional.of(Files.readAllBytes(folder.resolve(name)));
				}
			} catch (IOException unreadable) {
				throw new java.io.UncheckedIOException(unreadable);
			}
		}
		return Optional.empty();
	}

	/** Without what only debuggers read, the name of the file, and the symbols that tell disassemblers code from data. */
	private static Map<String, List<String>> dump(byte[] elf) {
		Map<String, List<String>> all = new TreeMap<>(ObjectDump.of(elf));
		all.keySet().removeIf(name -> name.startsWith(".debug"));
		all.computeIfPresent("symbols", (name, lines) -> lines.stream().filter(line -> !line.contains(" file ") && !line.startsWith("$")).toList());
		return all;
	}

	private static String lines(Map<String, List<String>> dump) {
		StringBuilder text = new StringBuilder();
		dump.forEach((name, lines) -> text.append(name).append('\n').append(String.join("\n", lines)).append('\n'));
		return text.toString();
	}

	@Test
	void everyStatement() throws Exception {
		int compared = 0;
		List<String> wrong = new ArrayList<>();
		try (GnuTools gnu = new GnuTools()) {
			for (String line : Files.readAllLines(CORPUS.resolve("statements.txt"))) {
				if (line.startsWith("# One program")) {
					continue;
				}
				String source = line.replace('|', '\n') + "\n";
				Path file = Files.writeString(gnu.folder.resolve("a.s"), source);
				Path object = gnu.folder.resolve("a.o");
				Files.deleteIfExists(object);
				gnu.run("as", "-march=" + ISA, "-I", CORPUS.toRealPath().toString(), "-o", object.toString(), file.toString());
				AssemblyResult ours = Assembler.assemble("a.s", source.getBytes(StandardCharsets.ISO_8859_1), OPTIONS.withRelax(true),
						CorpusAgainstGnuTest::include);
				if (!Files.exists(object)) {
					if (ours.succeeded()) {
						wrong.add("refused by GNU as: " + line);
					}
				} else if (!ours.succeeded()) {
					wrong.add(line + ": " + ours.problems().get(0));
				} else {
					String expected = lines(dump(Files.readAllBytes(object)));
					if (!expected.equals(lines(dump(ours.toElf().orElseThrow())))) {
						wrong.add(line);
					}
				}
				compared++;
			}
		}
		assertEquals(List.of(), wrong);
		assertTrue(compared > 200, "only " + compared + " statements");
	}

	@Test
	void everySource() throws Exception {
		List<Path> sources;
		try (Stream<Path> files = Files.list(CORPUS)) {
			sources = files.filter(file -> file.toString().matches(".*\\.[sS]")).sorted().toList();
		}
		assertTrue(sources.size() >= 5, sources::toString);
		for (Path source : sources) {
			for (boolean relax : new boolean[] {true, false}) {
				compare(source, relax);
			}
		}
	}

	private static void compare(Path source, boolean relax) throws Exception {
		String name = source.getFileName() + (relax ? " relaxed" : "");
		try (GnuTools gnu = new GnuTools()) {
			Path plain = source.toRealPath();
			if (name.contains(".S")) {
				assertEquals("", gnu.run("gcc", "-E", "-march=" + COMPILER_ISA, "-mabi=lp64d", "-I", CORPUS.resolve("include").toRealPath().toString(), "-o", "a.s",
						plain.toString()));
				plain = gnu.folder.resolve("a.s");
			}
			assertEquals("", gnu.run("as", "-march=" + ISA, relax ? "-mrelax" : "-mno-relax", "-I", CORPUS.toRealPath().toString(), "-o", "gnu.o",
					plain.toString()));
			AssemblyResult ours = Assembler.assemble(source.toString(), Files.readAllBytes(source), OPTIONS.withRelax(relax), CorpusAgainstGnuTest::include);
			assertEquals(List.of(), ours.problems(), name);
			byte[] object = ours.toElf().orElseThrow();
			Files.write(gnu.folder.resolve("ours.o"), object);
			Map<String, List<String>> expected = dump(Files.readAllBytes(gnu.folder.resolve("gnu.o")));
			assertEquals(lines(expected), lines(dump(object)), name);
			link(gnu, name, ours, script(expected), relax);
		}
	}

	/** All sections by name, and a place for each symbol that the source leaves to others. */
	private static String script(Map<String, List<String>> object) {
		StringBuilder script = new StringBuilder("SECTIONS {\n. = 0x40000000;\n");
		script.append(".text : { *(.entry) *(.text.init) *(.text) *(.text.*) *(trampsec) *(.irqentry.text) . = ALIGN(8); *(.payload) }\n");
		script.append(".rodata : { *(.rodata .rodata.*) *(.alternative) *(__ex_table) }\n. = ALIGN(0x1000);\n");
		script.append(".data : { *(.data .data.*) *(.tohost) __global_pointer$ = . + 0x800; *(.sdata .sdata.*) }\n");
		script.append(".bss : { *(.sbss .sbss.*) *(.bss .bss.*) *(COMMON) }\n_end = .; /DISCARD/ : { *(.note.*) *(.comment) *(.eh_frame) }\n");
		int far = 0;
		for (String line : object.get("symbols")) {
			if (line.contains(" = undefined:") && !line.startsWith("_end ")) {
				script.append("PROVIDE(").append(line, 0, line.indexOf(' ')).append(" = ").append(far++ % 2 == 0 ? "0x40000010" : "0x41000000").append(");\n");
			}
		}
		return script.append("}\n").toString();
	}

	private static void link(GnuTools gnu, String name, AssemblyResult ours, String script, boolean relax) throws Exception {
		Files.writeString(gnu.folder.resolve("l.ld"), script);
		for (String object : List.of("gnu", "ours")) {
			assertEquals("", gnu.run("ld", relax ? "--relax" : "--no-relax", "--no-warn-rwx-segments", "-z", "max-page-size=4096", "-T", "l.ld", "-o",
					object + ".elf", object + ".o"), name);
		}
		LinkResult linked = Linker.link(List.of(ours), "l.ld", script, relax);
		assertEquals(List.of(), linked.messages(), name);
		Files.write(gnu.folder.resolve("linked.elf"), linked.toElf().orElseThrow());
		Path theirs = gnu.folder.resolve("gnu.elf");
		for (String image : List.of("ours.elf", "linked.elf")) {
			try {
				assertTrue(LoadedBytes.assertSame(theirs, gnu.folder.resolve(image)) > 0, name);
			} catch (AssertionError e) {
				throw new AssertionError(name + ", " + image + ": " + e.getMessage(), e);
			}
		}
	}

	/** The lines of the instructions, by address, as a debugger reads them. */
	private static Map<Long, Integer> lines(Path elf) throws Exception {
		Map<Long, Integer> lines = new TreeMap<>();
		for (SourceLine row : LineTable.read(ElfFile.read(elf)).rows()) {
			for (long address = row.address(); address < row.address() + row.size(); address += 2) {
				lines.put(address, row.line());
			}
		}
		return lines;
	}

	@Test
	void linesStayRightWhenCodeIsMadeShorter() throws Exception {
		Path source = CORPUS.resolve("addresses.s");
		try (GnuTools gnu = new GnuTools()) {
			assertEquals("", gnu.run("as", "-march=" + ISA, "-g", "-o", "gnu.o", source.toRealPath().toString()));
			AssemblerOptions options = new AssemblerOptions(OPTIONS.isa(), List.of(), Map.of(), Optional.of("."), true);
			AssemblyResult ours = Assembler.assemble("addresses.s", Files.readAllBytes(source), options, CorpusAgainstGnuTest::include);
			byte[] object = ours.toElf().orElseThrow();
			Files.write(gnu.folder.resolve("ours.o"), object);
			link(gnu, "addresses.s with lines", ours, script(dump(object)), true);
			Map<Long, Integer> expected = lines(gnu.folder.resolve("gnu.elf"));
			assertTrue(expected.size() > 200, () -> "only " + expected.size() + " places have a line");
			for (String image : List.of("ours.elf", "linked.elf")) {
				Map<Long, Integer> found = lines(gnu.folder.resolve(image));
				// The padding at the end of a section has a line with us only.
				found.keySet().retainAll(expected.keySet());
				assertEquals(expected, found, image);
			}
		}
	}
}
