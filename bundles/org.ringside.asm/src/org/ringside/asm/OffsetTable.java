/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.ringside.image.elf.ElfSection;

/** Makes the global offset table of an image: an address for each symbol that is reached by way of it. */
final class OffsetTable {

	private static final int ENTRY = 8;

	private OffsetTable() {
	}

	/** The objects, and one more with the table if any of them needs one. */
	static List<ObjectCode> add(List<ObjectCode> objects, SymbolTable symbols) {
		ObjectSection table = new ObjectSection(".got", ElfSection.PROGBITS, ElfSection.ALLOC | ElfSection.WRITE, ENTRY, ENTRY, new byte[ENTRY], ENTRY);
		Map<Object, ObjectSymbol> places = new IdentityHashMap<>();
		List<ObjectSymbol> all = new ArrayList<>();
		for (ObjectCode object : objects) {
			for (ObjectSection section : object.sections()) {
				for (int i = 0; i < section.relocations.size(); i++) {
					ObjectSection.Entry entry = section.relocations.get(i);
					if (entry.kind == Relocation.GOT_HI20 && entry.symbol != null) {
						ObjectSymbol definition = symbols.resolve(entry.symbol);
						Object key = definition != null ? definition : entry.symbol.name.intern();
						ObjectSymbol place = places.computeIfAbsent(key, unused -> place(table, entry, all));
						section.relocations.set(i, new ObjectSection.Entry(entry.offset, Relocation.PCREL_HI20, place, 0, entry.location));
					}
				}
			}
		}
		if (all.isEmpty()) {
			return objects;
		}
		List<ObjectCode> more = new ArrayList<>(objects);
		more.add(new ObjectCode("global offset table", List.of(table), all, 0, objects.get(0).attributes()));
		return more;
	}

	/** The first entry is the table's own; a new one goes behind all others. */
	private static ObjectSymbol place(ObjectSection table, ObjectSection.Entry entry, List<ObjectSymbol> all) {
		ObjectSymbol place = new ObjectSymbol(".Lgot");
		place.section = table;
		place.value = table.size;
		table.relocations.add(new ObjectSection.Entry(table.size, Relocation.ABS64, entry.symbol, entry.addend, entry.location));
		table.size += ENTRY;
		table.bytes = new byte[(int) table.size];
		all.add(place);
		return place;
	}
}
