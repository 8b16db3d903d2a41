/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.elf;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Collects sections, symbols, relocations and segments, and writes them as an ELF file for 64-bit RISC-V.
 *
 * <p>What is added is trusted: a contradiction is a fault of the caller and an {@link IllegalArgumentException}.
 */
public final class ElfWriter {

	/** A section that was added. */
	public static final class Section {
		final String name;
		final int type;
		final long flags;
		final long align;
		final long address;
		final byte[] contents;
		final long size;
		final List<Relocation> relocations = new ArrayList<>();
		long entrySize;
		/** The signature and the members, if it is a group. */
		Symbol signature;
		List<Section> members = List.of();
		int index;
		long fileOffset;

		private Section(String name, int type, long flags, long align, long address, byte[] contents, long size) {
			this.name = Objects.requireNonNull(name);
			this.type = type;
			this.flags = flags;
			this.align = align;
			this.address = address;
			this.contents = contents;
			this.size = size;
			if (Long.bitCount(align) != 1) {
				throw new IllegalArgumentException("Section " + name + " has alignment " + align + ", no power of two");
			}
		}

		/** @return its name */
		public String name() {
			return name;
		}

		/** Tells the size of its entries, where it has any. */
		public Section entrySize(long bytes) {
			entrySize = bytes;
			return this;
		}

		/** @return its size in memory */
		public long size() {
			return size;
		}

		/** @return its address */
		public long address() {
			return address;
		}
	}

	/** A symbol that was added. */
	public static final class Symbol {
		final ElfSymbol.Binding binding;
		final ElfSymbol.Kind kind;
		final String name;
		final Section section;
		final int reserved;
		final long value;
		final long size;
		int visibility;
		int index;

		private Symbol(String name, long value, long size, ElfSymbol.Kind kind, ElfSymbol.Binding binding, Section section,
				int reserved) {
			this.name = Objects.requireNonNull(name);
			this.value = value;
			this.size = size;
			this.kind = Objects.requireNonNull(kind);
			this.binding = Objects.requireNonNull(binding);
			this.section = section;
			this.reserved = reserved;
		}

		/** Tells who may use it: {@code STV_DEFAULT} 0, {@code STV_INTERNAL} 1, {@code STV_HIDDEN} 2, {@code STV_PROTECTED} 3. */
		public Symbol visibility(int stv) {
			visibility = stv;
			return this;
		}

		int sectionIndex() {
			return section == null ? reserved : section.index;
		}
	}

	record Relocation(long offset, int type, Symbol symbol, long addend) {
	}

	record Segment(int flags, long paddr, List<Section> sections) {
	}

	private static final int SHN_UNDEF = 0;
	private static final int SHN_ABS = 0xfff1;
	private static final int SHN_COMMON = 0xfff2;
	private static final int GROUP = 17;
	private static final int GROUP_COMDAT = 1;

	final ElfType type;
	final long entry;
	final List<Section> sections = new ArrayList<>();
	final List<Symbol> symbols = new ArrayList<>();
	final List<Segment> segments = new ArrayList<>();
	int flags = ElfFile.FLAG_RVC | 4;

	private ElfWriter(ElfType type, long entry) {
		this.type = type;
		this.entry = entry;
	}

	/** @return a writer of what a linker reads */
	public static ElfWriter relocatable() {
		return new ElfWriter(ElfType.RELOCATABLE, 0);
	}

	/** @return a writer of a program that starts at an address */
	public static ElfWriter executable(long entry) {
		return new ElfWriter(ElfType.EXECUTABLE, entry);
	}

	/** @return what kind of file it writes */
	public ElfType type() {
		return type;
	}

	/** Sets {@code e_flags}; without this, compressed instructions and the double-precision convention are told. */
	public ElfWriter flags(int elfFlags) {
		flags = elfFlags;
		return this;
	}

	/**
	 * Adds a section with contents.
	 *
	 * @param name its name
	 * @param sectionType {@code sh_type}, such as {@link ElfSection#PROGBITS}
	 * @param sectionFlags {@code sh_flags}, such as {@link ElfSection#ALLOC}
	 * @param align a power of two
	 * @param address where it runs; 0 in a relocatable file
	 * @param contents its bytes
	 * @return the section
	 */
	public Section section(String name, int sectionType, long sectionFlags, long align, long address, byte[] contents) {
		Section section = new Section(name, sectionType, sectionFlags, align, address, contents.clone(), contents.length);
		sections.add(section);
		return section;
	}

	/** Adds a section of zeros, which takes no space in the file. */
	public Section zeros(String name, long sectionFlags, long align, long address, long size) {
		Section section = new Section(name, ElfSection.NOBITS, sectionFlags, align, address, new byte[0], size);
		sections.add(section);
		return section;
	}

	/** Adds a symbol that stands for a place in a section. The value is an offset in a relocatable file, else an address. */
	public Symbol symbol(String name, long value, long size, ElfSymbol.Kind kind, ElfSymbol.Binding binding,
			Section section) {
		return add(new Symbol(name, value, size, kind, binding, Objects.requireNonNull(section), SHN_UNDEF));
	}

	/** Adds the symbol that stands for a section itself. */
	public Symbol sectionSymbol(Section section) {
		return symbol("", section.address, 0, ElfSymbol.Kind.SECTION, ElfSymbol.Binding.LOCAL, section);
	}

	/** Adds a symbol that is a number. */
	public Symbol absolute(String name, long value, ElfSymbol.Binding binding) {
		return add(new Symbol(name, value, 0, ElfSymbol.Kind.NONE, binding, null, SHN_ABS));
	}

	/** Adds a symbol that is a number, with what it stands for. */
	public Symbol absolute(String name, long value, long size, ElfSymbol.Kind kind, ElfSymbol.Binding binding) {
		return add(new Symbol(name, value, size, kind, binding, null, SHN_ABS));
	}

	/** Adds a symbol for which the linker finds a place among zeros. */
	public Symbol common(String name, long alignment, long size, ElfSymbol.Binding binding) {
		return add(new Symbol(name, alignment, size, ElfSymbol.Kind.OBJECT, binding, null, SHN_COMMON));
	}

	/**
	 * Adds a group of sections of which the linker keeps one of each name (System V ABI, section groups).
	 *
	 * @param name the name of the group
	 * @param signature the symbol of that name; null to make one that only names the group
	 * @param members the sections
	 */
	public void group(String name, Symbol signature, List<Section> members) {
		Section group = new Section(".group", GROUP, 0, 4, 0, new byte[4 * (members.size() + 1)], 4 * (members.size() + 1)).entrySize(4);
		group.signature = signature != null ? signature : symbol(name, 0, 0, ElfSymbol.Kind.NONE, ElfSymbol.Binding.LOCAL, group);
		group.members = List.copyOf(members);
		group.contents[0] = GROUP_COMDAT;
		sections.add(0, group);
	}

	/** Adds the name of the source file; it belongs before the local symbols that came from it. */
	public Symbol file(String name) {
		return add(new Symbol(name, 0, 0, ElfSymbol.Kind.FILE, ElfSymbol.Binding.LOCAL, null, SHN_ABS));
	}

	/** Adds a symbol that another file defines, and of which this one says what it is. */
	public Symbol undefined(String name, ElfSymbol.Kind kind, ElfSymbol.Binding binding) {
		return add(new Symbol(name, 0, 0, kind, binding, null, SHN_UNDEF));
	}

	/** Adds a symbol that another file defines. */
	public Symbol undefined(String name, ElfSymbol.Binding binding) {
		return add(new Symbol(name, 0, 0, ElfSymbol.Kind.NONE, binding, null, SHN_UNDEF));
	}

	private Symbol add(Symbol symbol) {
		symbols.add(symbol);
		return symbol;
	}

	/**
	 * Adds a place that the linker is to fill in.
	 *
	 * @param section the section that is changed
	 * @param offset the place in it
	 * @param relocationType {@code R_RISCV_*}
	 * @param symbol what the value is computed from
	 * @param addend what is added
	 */
	public void relocation(Section section, long offset, int relocationType, Symbol symbol, long addend) {
		section.relocations.add(new Relocation(offset, relocationType, Objects.requireNonNull(symbol), addend));
	}

	/** Adds a place for the linker that has no symbol, such as {@code R_RISCV_RELAX}, or whose value is a number. */
	public void relocation(Section section, long offset, int relocationType, long addend) {
		section.relocations.add(new Relocation(offset, relocationType, null, addend));
	}

	/**
	 * Adds a range of memory that is loaded: sections by rising address, those of zeros last. A section is in one segment
	 * at most.
	 *
	 * @param segmentFlags {@link ElfSegment#READ} and so on
	 * @param members the sections
	 */
	public void segment(int segmentFlags, List<Section> members) {
		if (members.isEmpty()) {
			throw new IllegalArgumentException("A segment needs a section");
		}
		segment(segmentFlags, members.get(0).address, members);
	}

	/** The same, loaded at another address than it runs at. */
	public void segment(int segmentFlags, long paddr, List<Section> members) {
		for (int i = 1; i < members.size(); i++) {
			Section low = members.get(i - 1);
			Section high = members.get(i);
			if (Long.compareUnsigned(high.address, low.address + low.size) < 0
					|| low.type == ElfSection.NOBITS && high.type != ElfSection.NOBITS) {
				throw new IllegalArgumentException("Section " + high.name + " cannot follow " + low.name + " in a segment");
			}
		}
		if (segments.stream().anyMatch(s -> s.sections.stream().anyMatch(members::contains))) {
			throw new IllegalArgumentException("A section is in two segments");
		}
		segments.add(new Segment(segmentFlags, paddr, List.copyOf(members)));
	}

	/** @return the file */
	public byte[] toBytes() {
		return new ElfLayout(this).write();
	}
}
