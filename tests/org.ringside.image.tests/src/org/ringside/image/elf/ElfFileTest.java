/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.image.BadBytes;
import org.ringside.image.ExternalTool;
import org.ringside.image.ImageException;

/** What GNU ld links is read as GNU readelf reads it, and what is no such file is refused with one sentence. */
class ElfFileTest {

	@TempDir
	Path folder;

	private byte[] good;

	@BeforeEach
	void build() throws Exception {
		good = Files.readAllBytes(SampleProgram.build(folder, 5));
	}

	@Test
	void headersAgreeWithReadelf() throws Exception {
		ElfFile elf = ElfFile.parse(good, "sample.elf");
		String text = ExternalTool.require("riscv64-unknown-elf-readelf").run(folder, "-hlSW", "sample.elf");
		assertEquals(ElfType.EXECUTABLE, elf.type());
		assertTrue(text.contains("Entry point address:               0x" + Long.toHexString(elf.entry())), text);
		assertEquals(ElfFile.FLAG_RVC | 4, elf.flags());
		Set<String> ours = new TreeSet<>();
		for (ElfSegment s : elf.loadSegments()) {
			ours.add("%06x %016x %016x %06x %06x".formatted(s.fileOffset(), s.vaddr(), s.paddr(), s.fileSize(), s.memSize()));
		}
		Set<String> theirs = new TreeSet<>();
		Matcher m = Pattern.compile("LOAD +0x(\\w+) 0x(\\w+) 0x(\\w+) 0x(\\w+) 0x(\\w+)").matcher(text);
		while (m.find()) {
			theirs.add(m.group(1) + " " + m.group(2) + " " + m.group(3) + " " + m.group(4) + " " + m.group(5));
		}
		assertEquals(theirs, ours);
		m = Pattern.compile("\\[ *(\\d+)\\] (\\S+) +\\S+ +(\\w{16}) (\\w{6}) (\\w{6})").matcher(text);
		int sections = 0;
		while (m.find()) {
			ElfSection section = elf.sections().get(Integer.parseInt(m.group(1)));
			assertEquals(m.group(2), section.name());
			assertEquals(Long.parseUnsignedLong(m.group(3), 16), section.address());
			assertEquals(Long.parseLong(m.group(4), 16), section.fileOffset());
			assertEquals(Long.parseLong(m.group(5), 16), section.size());
			sections++;
		}
		assertEquals(elf.sections().size() - 1, sections);
	}

	@Test
	void symbolsAgreeWithNm() throws Exception {
		ElfFile elf = ElfFile.parse(good, "sample.elf");
		String text = ExternalTool.require("riscv64-unknown-elf-nm").run(folder, "sample.elf");
		int count = 0;
		for (String line : text.lines().toList()) {
			String[] parts = line.trim().split(" +");
			ElfSymbol symbol = elf.symbols().find(parts[2]).orElseThrow();
			assertEquals(Long.parseUnsignedLong(parts[0], 16), symbol.value(), line);
			assertEquals(Character.isUpperCase(parts[1].charAt(0)), symbol.binding() == ElfSymbol.Binding.GLOBAL, line);
			count++;
		}
		assertTrue(count > 8, text);
	}

	@Test
	void dataOfSegmentsAndSectionsIsTheFilesOwn() throws Exception {
		ElfFile elf = ElfFile.parse(good, "sample.elf");
		ByteBuffer data = elf.data(elf.section(".data").orElseThrow());
		assertEquals(7, data.getLong(0));
		assertEquals(0, elf.data(elf.section(".bss").orElseThrow()).remaining());
		assertTrue(data.isReadOnly());
		long counter = elf.symbols().find("counter").orElseThrow().value();
		ElfSegment segment = elf.loadSegments().stream().filter(s -> s.containsVirtual(counter)).findFirst().orElseThrow();
		assertEquals(7, elf.data(segment).getLong((int) (counter - segment.vaddr())));
		assertEquals(counter, elf.toPhysical(counter).orElseThrow());
	}

	@Test
	void headersBelowTheCodeCanBeLeftOut() throws Exception {
		ElfFile elf = ElfFile.parse(good, "sample.elf");
		ElfSegment whole = elf.loadSegments().get(0);
		// GNU ld puts them on the page before the address that -Ttext asked for
		assertEquals(0x7fff_f000L, whole.paddr());
		ElfSegment code = elf.withoutHeaders(whole);
		assertEquals(0x8000_0000L, code.paddr());
		assertEquals(0x8000_0000L, code.vaddr());
		assertEquals(elf.data(elf.section(".text").orElseThrow()), elf.data(code));
		assertEquals(whole.paddr() + whole.memSize(), code.paddr() + code.memSize());
		ElfSegment data = elf.loadSegments().get(1);
		assertEquals(data, elf.withoutHeaders(data));
	}

	@Test
	void compressedDebugSectionsAreExpanded() throws Exception {
		ExternalTool.require("riscv64-unknown-elf-objcopy").run(folder, "--compress-debug-sections=zlib", "sample.elf",
				"packed.elf");
		ElfFile plain = ElfFile.parse(good, "sample.elf");
		byte[] packedBytes = Files.readAllBytes(folder.resolve("packed.elf"));
		ElfFile packed = ElfFile.parse(packedBytes, "packed.elf");
		assertTrue(packed.sections().stream().anyMatch(s -> (s.flags() & ElfSection.COMPRESSED) != 0));
		for (ElfSection section : plain.sections()) {
			if (section.name().startsWith(".debug")) {
				assertEquals(plain.data(section), packed.data(packed.section(section.name()).orElseThrow()), section.name());
			}
		}
	}

	@Test
	void strippedFileHasNoSymbolsAndStillLoads() throws Exception {
		ExternalTool.require("riscv64-unknown-elf-strip").run(folder, "-o", "bare.elf", "sample.elf");
		ElfFile elf = ElfFile.read(folder.resolve("bare.elf"));
		assertTrue(elf.symbols().all().isEmpty());
		assertEquals(ElfFile.parse(good, "sample.elf").loadSegments(), elf.loadSegments());
	}

	@Test
	void everyTruncationIsRefusedOrSound() {
		assertTrue(BadBytes.truncations(good, ElfFileTest::readAll) == good.length);
	}

	@Test
	void mutatedFilesNeverLeadToAnotherException() {
		int refused = BadBytes.mutations(good, 20_000, 1, ElfFileTest::readAll);
		assertTrue(refused > 1000, "only " + refused + " were refused");
	}

	static void readAll(byte[] contents) throws ImageException {
		ElfFile elf = ElfFile.parse(contents, "test.file");
		for (ElfSegment segment : elf.segments()) {
			assertEquals(segment.fileSize(), elf.data(segment).remaining());
		}
		for (ElfSection section : elf.sections()) {
			elf.data(section);
		}
		elf.physicalEntry();
		elf.loadSegments().forEach(s -> elf.data(elf.withoutHeaders(s)));
		for (ElfSymbol symbol : elf.symbols().places()) {
			elf.symbols().describe(symbol.value());
			elf.symbols().describe(symbol.value() + 1);
		}
	}

	@Test
	void messagesSayWhatIsWrong() {
		refused("is not an ELF file: it does not begin with 7f 45 4c 46.", "hello, world".getBytes());
		refused("is empty; expected a 64-bit RISC-V ELF file.", new byte[0]);
		refused("is a 64-bit ELF file for x86-64; expected 64-bit little-endian RISC-V.", changed(18, 62));
		refused("is a 32-bit ELF file for RISC-V; expected 64-bit little-endian RISC-V.", changed(4, 1));
		refused("is a 64-bit big-endian ELF file for MIPS; expected 64-bit little-endian RISC-V.",
				changed(changed(5, 2), 18, 0, 8));
		refused("is truncated: the ELF header has 64 bytes, the file 63.", java.util.Arrays.copyOf(good, 63));
		refused("has class 7 in its ELF header; expected 2 (64-bit).", changed(4, 7));
	}

	@Test
	void wildSegmentsAreRefused() {
		int headers = (int) le(good).getLong(32);
		int first = -1;
		int second = -1;
		for (int i = 0; i < good[56]; i++) {
			if (le(good).getInt(headers + 56 * i) == ElfSegment.LOAD) {
				second = first;
				first = headers + 56 * i;
			}
		}
		byte[] overlap = good.clone();
		le(overlap).putLong(first + 24, le(good).getLong(second + 24) + 4);
		assertTrue(message(overlap).contains("has overlapping segments"), message(overlap));
		byte[] beyond = good.clone();
		le(beyond).putLong(first + 16, -16L).putLong(first + 24, -16L);
		assertTrue(message(beyond).contains("runs past the end of the address space"), message(beyond));
		byte[] wild = good.clone();
		le(wild).putLong(first + 8, Long.MAX_VALUE);
		assertTrue(message(wild).contains("is truncated: segment"), message(wild));
		byte[] shrunk = good.clone();
		le(shrunk).putLong(first + 40, 0).putLong(first + 32, 4);
		assertTrue(message(shrunk).contains("more bytes in the file"), message(shrunk));
	}

	private static ByteBuffer le(byte[] bytes) {
		return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

	private byte[] changed(int at, int... values) {
		return changed(good, at, values);
	}

	private static byte[] changed(byte[] from, int at, int... values) {
		byte[] bytes = from.clone();
		for (int i = 0; i < values.length; i++) {
			bytes[at + i] = (byte) values[i];
		}
		return bytes;
	}

	private static String message(byte[] bytes) {
		return assertThrows(ImageException.class, () -> ElfFile.parse(bytes, "guest.elf")).getMessage();
	}

	private static void refused(String sentence, byte[] bytes) {
		assertEquals("guest.elf " + sentence, message(bytes));
	}
}
