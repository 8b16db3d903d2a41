/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.elf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.ringside.image.ImageException;
import org.ringside.image.bytes.Bytes;

/** Reads the symbol table of an ELF file, or the dynamic one where that is all that strip left. */
final class ElfSymbolReader {

	private static final int ENTRY_SIZE = 24;
	private static final int SHT_SYMTAB_SHNDX = 18;
	private static final int SHN_LORESERVE = 0xff00;
	private static final int SHN_COMMON = 0xfff2;
	private static final int SHN_XINDEX = 0xffff;

	private final Bytes bytes;
	private final List<ElfSection> sections;

	ElfSymbolReader(Bytes bytes, List<ElfSection> sections) {
		this.bytes = bytes;
		this.sections = sections;
	}

	List<ElfSymbol> read() throws ImageException {
		Optional<ElfSection> table = ofType(ElfSection.SYMTAB).or(() -> ofType(ElfSection.DYNSYM));
		return table.isPresent() ? read(table.get()) : List.of();
	}

	private Optional<ElfSection> ofType(int type) {
		return sections.stream().filter(s -> s.type() == type).findFirst();
	}

	private List<ElfSymbol> read(ElfSection table) throws ImageException {
		if (table.entrySize() != ENTRY_SIZE) {
			throw bytes.bad("has symbols of " + Long.toUnsignedString(table.entrySize()) + " bytes; expected "
					+ ENTRY_SIZE + ".");
		}
		if (table.link() <= 0 || table.link() >= sections.size() || sections.get(table.link()).type() != ElfSection.STRTAB) {
			throw bytes.bad("has a symbol table (section " + table.index() + ") without names: its link "
					+ Integer.toUnsignedString(table.link()) + " is no string table.");
		}
		ElfSection strings = sections.get(table.link());
		StringTable names = new StringTable(
				bytes.slice(strings.size() == 0 ? 0 : strings.fileOffset(), strings.size(), "symbol name table"),
				"symbol name");
		Bytes entries = bytes.slice(table.size() == 0 ? 0 : table.fileOffset(), table.size(), "symbol table");
		Optional<ElfSection> wide = sections.stream()
				.filter(s -> s.type() == SHT_SYMTAB_SHNDX && s.link() == table.index()).findFirst();
		int count = entries.length() / ENTRY_SIZE;
		List<ElfSymbol> symbols = new ArrayList<>(count);
		// number 0 is the undefined symbol that stands for none
		for (int i = 1; i < count; i++) {
			symbols.add(symbol(entries, i, names, wide));
		}
		return symbols;
	}

	private ElfSymbol symbol(Bytes entries, int index, StringTable names, Optional<ElfSection> wide)
			throws ImageException {
		long at = (long) index * ENTRY_SIZE;
		String what = "symbol " + index;
		int info = entries.u8(at + 4, what);
		long section = entries.u16(at + 6, what);
		if (section == SHN_XINDEX && wide.isPresent()) {
			section = bytes.slice(wide.get().fileOffset(), wide.get().size(), "extended section indexes")
					.u32(index * 4L, what);
		} else if (section >= SHN_LORESERVE) {
			section = -section;
		}
		ElfSymbol.Kind kind = ElfSymbol.Kind.of(info & 15);
		String sectionName = sectionName(section, index);
		String name = names.get(entries.u32(at, what));
		if (kind == ElfSymbol.Kind.SECTION && name.isEmpty()) {
			name = sectionName;
		}
		return new ElfSymbol(name, entries.u64(at + 8, what), entries.u64(at + 16, what), kind,
				ElfSymbol.Binding.of(info >> 4), sectionName);
	}

	/** A reserved index is negative here, which keeps it apart from a true one of the same number. */
	private String sectionName(long section, int symbol) throws ImageException {
		if (section <= 0) {
			return switch ((int) -section) {
			case 0 -> ElfSymbol.UNDEFINED;
			case SHN_COMMON -> ElfSymbol.COMMON;
			// SHN_ABS; what else is reserved has no place in memory either
			default -> ElfSymbol.ABSOLUTE;
			};
		}
		if (section >= sections.size()) {
			throw bytes.bad("has symbol " + symbol + " in section " + section + ", but only " + sections.size()
					+ " sections.");
		}
		return sections.get((int) section).name();
	}
}
