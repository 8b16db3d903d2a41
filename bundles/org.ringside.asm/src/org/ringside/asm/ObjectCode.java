/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The outcome of an assembly, or what another assembler made: what a linker reads, or a file writer.
 *
 * @param fileName the source file
 * @param sections in the order of their appearance
 * @param symbols in the order of their appearance
 * @param flags {@code e_flags}
 * @param attributes what the object says of itself to linkers and disassemblers
 */
record ObjectCode(String fileName, List<ObjectSection> sections, List<ObjectSymbol> symbols, int flags, ObjectAttributes attributes) {

	/** The same, of which sections and symbols may be changed without changing this. */
	ObjectCode copy() {
		Map<ObjectSection, ObjectSection> newSections = new IdentityHashMap<>();
		Map<ObjectSymbol, ObjectSymbol> newSymbols = new IdentityHashMap<>();
		List<ObjectSection> copiedSections = new ArrayList<>();
		for (ObjectSection section : sections) {
			ObjectSection copy = new ObjectSection(section.name, section.type, section.flags, section.alignment, section.entrySize, section.bytes.clone(),
					section.size);
			copy.group = section.group;
			newSections.put(section, copy);
			copiedSections.add(copy);
		}
		List<ObjectSymbol> copiedSymbols = new ArrayList<>();
		for (ObjectSymbol symbol : symbols) {
			ObjectSymbol copy = new ObjectSymbol(symbol.name);
			copy.section = newSections.get(symbol.section);
			copy.value = symbol.value;
			copy.size = symbol.size;
			copy.absolute = symbol.absolute;
			copy.commonAlignment = symbol.commonAlignment;
			copy.kind = symbol.kind;
			copy.binding = symbol.binding;
			copy.visibility = symbol.visibility;
			copy.definition = symbol.definition;
			newSymbols.put(symbol, copy);
			copiedSymbols.add(copy);
		}
		for (ObjectSection section : sections) {
			List<ObjectSection.Entry> copies = newSections.get(section).relocations;
			for (ObjectSection.Entry entry : section.relocations) {
				copies.add(new ObjectSection.Entry(entry.offset, entry.kind, newSymbols.get(entry.symbol), entry.addend, entry.location));
			}
		}
		return new ObjectCode(fileName, copiedSections, copiedSymbols, flags, attributes);
	}
}
