/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.elf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.ringside.image.ImageException;
import org.ringside.image.bytes.Bytes;

/** Reads the headers of an ELF file and checks that everything they say lies in the file and fits in an address space. */
final class ElfReader {

	private static final int HEADER_SIZE = 64;
	private static final int PROGRAM_HEADER_SIZE = 56;
	private static final int SECTION_HEADER_SIZE = 64;
	private static final int EM_RISCV = 243;
	/** {@code PN_XNUM}: the true count is in {@code sh_info} of section 0. */
	private static final int MANY_SEGMENTS = 0xffff;
	/** {@code SHN_XINDEX}: the true index is in {@code sh_link} of section 0. */
	private static final int MANY_SECTIONS = 0xffff;

	private final Bytes bytes;

	ElfReader(Bytes bytes) {
		this.bytes = bytes;
	}

	ElfFile read() throws ImageException {
		checkIdentity();
		ElfType type = ElfType.of(bytes.u16(16, "ELF header"));
		long entry = bytes.u64(24, "ELF header");
		int flags = (int) bytes.u32(48, "ELF header");
		List<ElfSection> sections = sections();
		List<ElfSegment> segments = segments(sections);
		checkOverlap(segments);
		SymbolTable symbols = SymbolTable.of(new ElfSymbolReader(bytes, sections).read());
		return new ElfFile(bytes, type, entry, flags, segments, sections, symbols);
	}

	private void checkIdentity() throws ImageException {
		if (bytes.length() == 0) {
			throw bytes.bad("is empty; expected a 64-bit RISC-V ELF file.");
		}
		if (bytes.length() < 4 || bytes.u8(0, "") != 0x7f || bytes.u8(1, "") != 'E' || bytes.u8(2, "") != 'L'
				|| bytes.u8(3, "") != 'F') {
			throw bytes.bad("is not an ELF file: it does not begin with 7f 45 4c 46.");
		}
		int width = bytes.u8(4, "ELF identification");
		int order = bytes.u8(5, "ELF identification");
		if (order != 1 && order != 2) {
			throw bytes.bad("has byte order " + order + " in its ELF header; expected 1 (little-endian).");
		}
		int low = bytes.u8(order == 1 ? 18 : 19, "ELF machine");
		int high = bytes.u8(order == 1 ? 19 : 18, "ELF machine");
		int machine = high << 8 | low;
		String bits = switch (width) {
		case 1 -> "32-bit";
		case 2 -> "64-bit";
		default -> throw bytes.bad("has class " + width + " in its ELF header; expected 2 (64-bit).");
		};
		if (width != 2 || order != 1 || machine != EM_RISCV) {
			throw bytes.bad("is a " + bits + (order == 2 ? " big-endian " : " ") + "ELF file for "
					+ ElfMachines.name(machine) + "; expected 64-bit little-endian RISC-V.");
		}
		if (bytes.length() < HEADER_SIZE) {
			throw bytes.bad("is truncated: the ELF header has 64 bytes, the file " + bytes.length() + ".");
		}
		int version = bytes.u8(6, "ELF identification");
		if (version != 1) {
			throw bytes.bad("has ELF version " + version + "; expected 1.");
		}
	}

	private List<ElfSection> sections() throws ImageException {
		long offset = bytes.u64(40, "ELF header");
		int entrySize = bytes.u16(58, "ELF header");
		long count = bytes.u16(60, "ELF header");
		int nameIndex = bytes.u16(62, "ELF header");
		if (offset == 0) {
			return List.of();
		}
		checkEntrySize("section", entrySize, SECTION_HEADER_SIZE);
		if (count == 0) {
			count = bytes.u64(offset + 32, "section header 0");
		}
		checkTable("section headers", offset, count, entrySize);
		if (count == 0) {
			return List.of();
		}
		long names = nameIndex == MANY_SECTIONS ? bytes.u32(offset + 40, "section header 0") : nameIndex;
		if (names >= count) {
			throw bytes.bad("names section " + names + " as its section name table, but has only " + count + " sections.");
		}
		StringTable nameTable = names == 0 ? StringTable.EMPTY
				: new StringTable(contents("section name table", offset + names * entrySize), "section name");
		List<ElfSection> sections = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			sections.add(section(i, offset + (long) i * entrySize, nameTable));
		}
		return sections;
	}

	private Bytes contents(String what, long header) throws ImageException {
		return bytes.slice(bytes.u64(header + 24, what), bytes.u64(header + 32, what), what);
	}

	private ElfSection section(int index, long at, StringTable names) throws ImageException {
		String what = "section header " + index;
		int type = (int) bytes.u32(at + 4, what);
		String name = type == 0 ? "" : names.get(bytes.u32(at, what));
		ElfSection section = new ElfSection(index, name, type, bytes.u64(at + 8, what), bytes.u64(at + 16, what),
				bytes.u64(at + 24, what), bytes.u64(at + 32, what), (int) bytes.u32(at + 40, what),
				(int) bytes.u32(at + 44, what), bytes.u64(at + 48, what), bytes.u64(at + 56, what));
		if (ElfFile.hasBytes(type) && section.size() != 0) {
			bytes.slice(section.fileOffset(), section.size(), "section " + index + " (" + name + ")");
		}
		if (section.isAllocated()) {
			checkRange("section " + index + " (" + name + ")", section.address(), section.size());
		}
		return section;
	}

	private List<ElfSegment> segments(List<ElfSection> sections) throws ImageException {
		long offset = bytes.u64(32, "ELF header");
		int entrySize = bytes.u16(54, "ELF header");
		long count = bytes.u16(56, "ELF header");
		if (count == 0) {
			return List.of();
		}
		checkEntrySize("program", entrySize, PROGRAM_HEADER_SIZE);
		if (count == MANY_SEGMENTS && !sections.isEmpty()) {
			count = sections.get(0).info() & 0xffff_ffffL;
		}
		checkTable("program headers", offset, count, entrySize);
		List<ElfSegment> segments = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			segments.add(segment(i, offset + (long) i * entrySize));
		}
		return segments;
	}

	private ElfSegment segment(int index, long at) throws ImageException {
		String what = "program header " + index;
		ElfSegment segment = new ElfSegment((int) bytes.u32(at, what), (int) bytes.u32(at + 4, what),
				bytes.u64(at + 16, what), bytes.u64(at + 24, what), bytes.u64(at + 8, what), bytes.u64(at + 32, what),
				bytes.u64(at + 40, what));
		// a segment of zeros alone may have any offset
		if (segment.fileSize() != 0) {
			bytes.slice(segment.fileOffset(), segment.fileSize(), "segment " + index);
		}
		if (segment.type() == ElfSegment.LOAD) {
			if (Long.compareUnsigned(segment.memSize(), segment.fileSize()) < 0) {
				throw bytes.bad("has segment " + index + " with more bytes in the file (0x"
						+ Long.toHexString(segment.fileSize()) + ") than in memory (0x"
						+ Long.toHexString(segment.memSize()) + ").");
			}
			checkRange("segment " + index, segment.vaddr(), segment.memSize());
			checkRange("segment " + index, segment.paddr(), segment.memSize());
		}
		return segment;
	}

	private void checkOverlap(List<ElfSegment> segments) throws ImageException {
		List<ElfSegment> loads = segments.stream().filter(ElfSegment::isLoad)
				.sorted(Comparator.comparing(ElfSegment::paddr, Long::compareUnsigned)).toList();
		for (int i = 1; i < loads.size(); i++) {
			ElfSegment low = loads.get(i - 1);
			ElfSegment high = loads.get(i);
			if (Long.compareUnsigned(high.paddr() - low.paddr(), low.memSize()) < 0) {
				throw bytes.bad("has overlapping segments: " + segments.indexOf(low) + " at 0x"
						+ Long.toHexString(low.paddr()) + " with 0x" + Long.toHexString(low.memSize()) + " bytes, and "
						+ segments.lastIndexOf(high) + " at 0x" + Long.toHexString(high.paddr()) + ".");
			}
		}
	}

	private void checkEntrySize(String what, int size, int least) throws ImageException {
		if (size < least) {
			throw bytes.bad("has " + what + " headers of " + size + " bytes; expected " + least + ".");
		}
	}

	private void checkTable(String what, long offset, long count, int entrySize) throws ImageException {
		// both factors fit into 32 bits unless the extended count is wild
		if (count < 0 || count > bytes.length() || !bytes.contains(offset, count * entrySize)) {
			throw bytes.bad("is truncated: " + Long.toUnsignedString(count) + " " + what + " should be at offset 0x"
					+ Long.toHexString(offset) + ", but only 0x" + Integer.toHexString(bytes.length())
					+ " bytes are there.");
		}
	}

	private void checkRange(String what, long address, long size) throws ImageException {
		if (size != 0 && Long.compareUnsigned(address + (size - 1), address) < 0) {
			throw bytes.bad("has " + what + " at 0x" + Long.toHexString(address) + " with 0x" + Long.toHexString(size)
					+ " bytes, which runs past the end of the address space.");
		}
	}
}
