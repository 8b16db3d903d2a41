/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringside.image.ExternalTool;

/** GNU tools accept what is written, and our own reader gives back what went in. */
class ElfWriterTest {

	private static final int R_RISCV_HI20 = 26;
	private static final int R_RISCV_LO12_I = 27;
	private static final int R_RISCV_64 = 2;
	private static final long CODE = ElfSection.ALLOC | ElfSection.EXECUTE;
	private static final long DATA = ElfSection.ALLOC | ElfSection.WRITE;

	@TempDir
	Path folder;

	/** lui a0, 0; addi a0, a0, 0; ret */
	private static byte[] code() {
		return ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putInt(0x0000_0537).putInt(0x0005_0513)
				.putInt(0x0000_8067).array();
	}

	private static byte[] relocatable() {
		ElfWriter writer = ElfWriter.relocatable();
		ElfWriter.Section text = writer.section(".text", ElfSection.PROGBITS, CODE, 4, 0, code());
		ElfWriter.Section data = writer.section(".data", ElfSection.PROGBITS, DATA, 8, 0, new byte[16]);
		ElfWriter.Section bss = writer.zeros(".bss", DATA, 64, 0, 0x100);
		writer.section(RiscvAttributes.SECTION, ElfSection.RISCV_ATTRIBUTES, 0, 1, 0,
				RiscvAttributes.encode("rv64i2p1_c2p0"));
		writer.symbol("_start", 0, 12, ElfSymbol.Kind.FUNCTION, ElfSymbol.Binding.GLOBAL, text);
		ElfWriter.Symbol place = writer.symbol("place", 8, 8, ElfSymbol.Kind.OBJECT, ElfSymbol.Binding.LOCAL, data);
		writer.symbol("buffer", 0, 0x100, ElfSymbol.Kind.OBJECT, ElfSymbol.Binding.GLOBAL, bss);
		ElfWriter.Symbol other = writer.undefined("elsewhere", ElfSymbol.Binding.GLOBAL);
		writer.absolute("magic", 0x5555, ElfSymbol.Binding.LOCAL);
		writer.file("a.S");
		writer.relocation(text, 0, R_RISCV_HI20, place, 0);
		writer.relocation(text, 4, R_RISCV_LO12_I, place, 0);
		writer.relocation(data, 8, R_RISCV_64, other, 4);
		return writer.toBytes();
	}

	@Test
	void readelfFindsNothingToComplainOf() throws Exception {
		Files.write(folder.resolve("a.o"), relocatable());
		String text = ExternalTool.require("riscv64-unknown-elf-readelf").run(folder, "-aW", "a.o");
		assertTrue(!text.contains("arning") && !text.contains("rror"), text);
		assertTrue(text.contains("R_RISCV_HI20           0000000000000008 place + 0"), text);
		assertTrue(text.contains("R_RISCV_64             0000000000000000 elsewhere + 4"), text);
		assertTrue(text.contains("Tag_RISCV_arch: \"rv64i2p1_c2p0\""), text);
		assertTrue(text.contains("FUNC    GLOBAL DEFAULT    1 _start"), text);
	}

	@Test
	void linkerFillsInTheRelocations() throws Exception {
		Files.write(folder.resolve("a.o"), relocatable());
		Files.writeString(folder.resolve("b.S"), "\t.globl elsewhere\n\t.section .rodata\n\t.dword 0\nelsewhere:\t.dword 1\n");
		ExternalTool.require("riscv64-unknown-elf-as").run(folder, "-march=rv64gc", "-mabi=lp64d", "-o", "b.o", "b.S");
		ExternalTool.require("riscv64-unknown-elf-ld").run(folder, "--no-relax", "-Ttext=0x10000", "-o", "ab.elf", "a.o", "b.o");
		ElfFile elf = ElfFile.read(folder.resolve("ab.elf"));
		ByteBuffer text = elf.data(elf.section(".text").orElseThrow());
		long place = (text.getInt(0) & ~0xfffL) + (text.getInt(4) >> 20);
		assertEquals(elf.symbols().find("place").orElseThrow().value(), place);
		ByteBuffer data = elf.data(elf.section(".data").orElseThrow());
		assertEquals(elf.symbols().find("elsewhere").orElseThrow().value() + 4, data.getLong(8));
	}

	@Test
	void readerGivesBackWhatWentIn() throws Exception {
		ElfFile elf = ElfFile.parse(relocatable(), "a.o");
		assertEquals(ElfType.RELOCATABLE, elf.type());
		assertEquals(List.of("_start", "buffer"), elf.symbols().all().stream()
				.filter(s -> s.binding() == ElfSymbol.Binding.GLOBAL && s.isDefined()).map(ElfSymbol::name).toList());
		assertEquals(new ElfSymbol("magic", 0x5555, 0, ElfSymbol.Kind.NONE, ElfSymbol.Binding.LOCAL, ElfSymbol.ABSOLUTE),
				elf.symbols().find("magic").orElseThrow());
		List<ElfRelocation> relocations = elf.relocations(elf.section(".rela.text").orElseThrow());
		assertEquals(2, relocations.size());
		assertEquals(R_RISCV_LO12_I, relocations.get(1).type());
		assertEquals("place", relocations.get(1).symbol().name());
		assertEquals(0x100, elf.section(".bss").orElseThrow().size());
	}

	@Test
	void executableLoadsWhereItSays() throws Exception {
		ElfWriter writer = ElfWriter.executable(0x8000_0000L);
		ElfWriter.Section text = writer.section(".text", ElfSection.PROGBITS, CODE, 4, 0x8000_0000L, code());
		ElfWriter.Section data = writer.section(".data", ElfSection.PROGBITS, DATA, 8, 0x8000_1008L, new byte[] { 1, 2, 3 });
		ElfWriter.Section bss = writer.zeros(".bss", DATA, 16, 0x8000_1010L, 0x2000);
		writer.symbol("_start", 0x8000_0000L, 12, ElfSymbol.Kind.FUNCTION, ElfSymbol.Binding.GLOBAL, text);
		writer.segment(ElfSegment.READ | ElfSegment.EXECUTE, List.of(text));
		writer.segment(ElfSegment.READ | ElfSegment.WRITE, 0x9000_0008L, List.of(data, bss));
		byte[] bytes = writer.toBytes();
		ElfFile elf = ElfFile.parse(bytes, "a.elf");
		assertEquals(List.of(0x8000_0000L, 0x9000_0008L), elf.loadSegments().stream().map(ElfSegment::paddr).toList());
		ElfSegment second = elf.loadSegments().get(1);
		assertEquals(3, second.fileSize());
		assertEquals(0x2008, second.memSize());
		assertEquals(2, elf.data(second).get(1));
		assertEquals("_start+0x8", elf.symbols().describe(0x8000_0008L));
		Files.write(folder.resolve("a.elf"), bytes);
		String text1 = ExternalTool.require("riscv64-unknown-elf-readelf").run(folder, "-aW", "a.elf");
		assertTrue(!text1.contains("arning") && !text1.contains("rror"), text1);
		String listing = ExternalTool.require("riscv64-unknown-elf-objdump").run(folder, "-d", "a.elf");
		assertTrue(listing.contains("80000008:\t00008067"), listing);
		Files.write(folder.resolve("copy.in"), bytes);
		ExternalTool.require("riscv64-unknown-elf-objcopy").run(folder, "-O", "binary", "-j", ".text", "copy.in", "copy.bin");
		assertEquals(12, Files.size(folder.resolve("copy.bin")));
	}

	@Test
	void gapsBetweenSectionsOfASegmentAreKept() throws Exception {
		ElfWriter writer = ElfWriter.executable(0x8000_0000L);
		ElfWriter.Section text = writer.section(".text", ElfSection.PROGBITS, CODE, 4, 0x8000_0000L, code());
		ElfWriter.Section data = writer.section(".data", ElfSection.PROGBITS, DATA, 8, 0x8000_2800L, new byte[] { 1, 2, 3 });
		ElfWriter.Section more = writer.section(".more", ElfSection.PROGBITS, CODE, 4, 0x8000_1000L, code());
		writer.segment(7, List.of(text, more, data));
		ElfFile elf = ElfFile.parse(writer.toBytes(), "a.elf");
		assertEquals(List.of("", ".text", ".data", ".more"), elf.sections().stream().map(ElfSection::name).limit(4).toList());
		assertEquals(elf.data(elf.section(".text").orElseThrow()), elf.data(elf.section(".more").orElseThrow()));
		ElfSegment segment = elf.loadSegments().get(0);
		assertEquals(0x2803, segment.fileSize());
		assertEquals(3, elf.data(segment).get(0x2802));
		assertEquals(0, elf.data(segment).get(0x2700));
	}
}
