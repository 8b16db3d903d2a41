/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ringside.image.elf.ElfSection;

/** Prepares objects for linking: of groups that several have, the first stays; commons get a section. */
final class LinkInputs {

	private LinkInputs() {
	}

	/** Copies of the objects, which the linker may change. */
	static List<ObjectCode> prepare(List<ObjectCode> inputs) {
		Set<String> groups = new HashSet<>();
		List<ObjectCode> objects = new ArrayList<>();
		for (ObjectCode input : inputs) {
			ObjectCode object = input.copy();
			Set<String> own = new HashSet<>();
			List<ObjectSection> kept = new ArrayList<>();
			for (ObjectSection section : object.sections()) {
				if (section.group.isEmpty() || own.contains(section.group) || groups.add(section.group)) {
					own.add(section.group);
					kept.add(section);
				}
			}
			for (ObjectSymbol symbol : object.symbols()) {
				if (symbol.isPlace() && !kept.contains(symbol.section) && !symbol.isLocal()) {
					symbol.section = null;
				}
			}
			objects.add(new ObjectCode(object.fileName(), kept, object.symbols(), object.flags(), object.attributes()));
		}
		return objects;
	}

	/** Gives the commons that are used a section each, in the object that they come from. */
	static List<ObjectCode> placeCommons(List<ObjectCode> objects, SymbolTable symbols) {
		List<ObjectCode> placed = new ArrayList<>();
		for (ObjectCode object : objects) {
			List<ObjectSection> sections = new ArrayList<>(object.sections());
			for (ObjectSymbol symbol : object.symbols()) {
				if (symbol.isCommon() && symbols.resolve(symbol) == symbol) {
					ObjectSection room = new ObjectSection("COMMON", ElfSection.NOBITS, ElfSection.ALLOC | ElfSection.WRITE, symbol.commonAlignment, 0,
							new byte[0], symbol.size);
					sections.add(room);
					symbol.section = room;
					symbol.value = 0;
					symbol.commonAlignment = 0;
				}
			}
			placed.add(new ObjectCode(object.fileName(), sections, object.symbols(), object.flags(), object.attributes()));
		}
		return placed;
	}
}
