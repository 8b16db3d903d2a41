/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.ringside.image.ImageException;
import org.ringside.image.bytes.Bytes;

/**
 * A 64-bit little-endian RISC-V ELF file, checked whole when it is opened.
 *
 * <p>Once an instance exists, every header lies in the file, every section and segment has its bytes, no two segments
 * overlap, and every name has an end. Instances are immutable.
 */
public final class ElfFile {

	/** {@code EF_RISCV_RVC}: the code has compressed instructions. */
	public static final int FLAG_RVC = 1;
	/** {@code EF_RISCV_FLOAT_ABI}: the mask of the floating-point calling convention; 0 soft, 2 single, 4 double, 6 quad. */
	public static final int FLAG_FLOAT_ABI = 6;

	private static final ElfSymbol NO_SYMBOL = new ElfSymbol("", 0, 0, ElfSymbol.Kind.NONE, ElfSymbol.Binding.LOCAL,
			ElfSymbol.UNDEFINED);

	private final Bytes bytes;
	private final ElfType type;
	private final long entry;
	private final int flags;
	private final List<ElfSegment> segments;
	private final List<ElfSection> sections;
	private final SymbolTable symbols;

	ElfFile(Bytes bytes, ElfType type, long entry, int flags, List<ElfSegment> segments, List<ElfSection> sections,
			SymbolTable symbols) {
		this.bytes = bytes;
		this.type = type;
		this.entry = entry;
		this.flags = flags;
		this.segments = List.copyOf(segments);
		this.sections = List.copyOf(sections);
		this.symbols = symbols;
	}

	/**
	 * Reads and checks a file.
	 *
	 * @param path the file
	 * @return its contents
	 * @throws ImageException if it cannot be read or is no sound 64-bit RISC-V ELF file
	 */
	public static ElfFile read(Path path) throws ImageException {
		return parse(Bytes.readFile(path), path.toString());
	}

	/**
	 * Checks the bytes of a file.
	 *
	 * @param contents the whole file; not changed, and not to be changed by the caller
	 * @param nameForMessages how messages name the file
	 * @return its contents
	 * @throws ImageException if it is no sound 64-bit RISC-V ELF file
	 */
	public static ElfFile parse(byte[] contents, String nameForMessages) throws ImageException {
		return new ElfReader(Bytes.of(contents, nameForMessages, ByteOrder.LITTLE_ENDIAN)).read();
	}

	/** @return whether the bytes begin as an ELF file of any kind does */
	public static boolean hasMagic(byte[] contents) {
		return contents.length >= 4 && contents[0] == 0x7f && contents[1] == 'E' && contents[2] == 'L' && contents[3] == 'F';
	}

	/** @return how messages name the file */
	public String name() {
		return bytes.file();
	}

	/** @return what it is for */
	public ElfType type() {
		return type;
	}

	/** @return the virtual address of the first instruction */
	public long entry() {
		return entry;
	}

	/**
	 * Where a machine without translation starts: the entry, moved from the virtual to the load address of its segment.
	 *
	 * @return a guest-physical address; {@link #entry()} itself if no segment holds it
	 */
	public long physicalEntry() {
		return toPhysical(entry).orElse(entry);
	}

	/**
	 * @param vaddr an address as the linker saw it
	 * @return where that byte is loaded, if a loaded segment holds it
	 */
	public Optional<Long> toPhysical(long vaddr) {
		return segments.stream().filter(s -> s.isLoad() && s.containsVirtual(vaddr)).findFirst()
				.map(s -> s.paddr() + (vaddr - s.vaddr()));
	}

	/** @return {@code e_flags}, see {@link #FLAG_RVC} */
	public int flags() {
		return flags;
	}

	/** @return all program headers, in the order of the file */
	public List<ElfSegment> segments() {
		return segments;
	}

	/** @return the segments that a loader puts into memory, in the order of the file */
	public List<ElfSegment> loadSegments() {
		return segments.stream().filter(ElfSegment::isLoad).toList();
	}

	/**
	 * Linkers like to begin the first segment with the headers of the file, on a page of its own below the code. A machine
	 * that has no memory there loses nothing without them.
	 *
	 * @param segment one of {@link #segments()}
	 * @return the segment from its first section on; the segment itself if it does not begin with the headers
	 */
	public ElfSegment withoutHeaders(ElfSegment segment) {
		if (!segment.isLoad() || segment.fileOffset() != 0) {
			return segment;
		}
		long skip = sections.stream().filter(s -> s.isAllocated() && s.size() != 0 && segment.containsVirtual(s.address()))
				.mapToLong(s -> s.address() - segment.vaddr()).min().orElse(0);
		return skip < 0 || skip > segment.fileSize() ? segment : new ElfSegment(segment.type(), segment.flags(),
				segment.vaddr() + skip, segment.paddr() + skip, skip, segment.fileSize() - skip, segment.memSize() - skip);
	}

	/** @return all section headers, with the unused one of index 0 if there are any */
	public List<ElfSection> sections() {
		return sections;
	}

	/** @return the first section of a name */
	public Optional<ElfSection> section(String name) {
		return sections.stream().filter(s -> s.name().equals(name)).findFirst();
	}

	/** @return its symbols, or those for dynamic linking if it has no others; empty if it was stripped */
	public SymbolTable symbols() {
		return symbols;
	}

	/** @return the bytes that the file has for a segment (not the zeros after them), read-only, little-endian */
	public ByteBuffer data(ElfSegment segment) {
		return sound(segment.fileOffset(), segment.fileSize()).buffer();
	}

	/**
	 * @return the bytes of a section, decompressed if need be, read-only, little-endian; empty for one without bytes in
	 *         the file
	 * @throws ImageException if compressed bytes are broken
	 */
	public ByteBuffer data(ElfSection section) throws ImageException {
		if (!hasBytes(section.type())) {
			return ByteBuffer.allocate(0).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
		}
		Bytes raw = sound(section.fileOffset(), section.size());
		return (section.flags() & ElfSection.COMPRESSED) == 0 ? raw.buffer()
				: CompressedSection.expand(raw, section.name()).buffer();
	}

	/**
	 * @param rela a section of type {@link ElfSection#RELA} whose link is the symbol table
	 * @return its entries, in their order
	 * @throws ImageException if one names a symbol that does not exist
	 */
	public List<ElfRelocation> relocations(ElfSection rela) throws ImageException {
		ByteBuffer data = data(rela);
		List<ElfRelocation> relocations = new ArrayList<>();
		while (data.remaining() >= 24) {
			long offset = data.getLong();
			long info = data.getLong();
			long symbol = info >>> 32;
			if (symbol > symbols.all().size()) {
				throw bytes.bad("has relocation " + relocations.size() + " in section " + rela.name() + " with symbol "
						+ symbol + ", but only " + symbols.all().size() + " symbols.");
			}
			relocations.add(new ElfRelocation(offset, (int) info, symbol == 0 ? NO_SYMBOL : symbols.all().get((int) symbol - 1),
					data.getLong()));
		}
		return relocations;
	}

	static boolean hasBytes(int sectionType) {
		return sectionType != 0 && sectionType != ElfSection.NOBITS;
	}

	private Bytes sound(long offset, long size) {
		try {
			return bytes.slice(size == 0 ? 0 : offset, size, "contents");
		} catch (ImageException e) {
			throw new IllegalArgumentException("not a part of " + name(), e);
		}
	}
}
