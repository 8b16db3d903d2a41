/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringside.image.elf.ElfSection;
import org.ringside.image.elf.ElfSymbol;
import org.ringside.image.elf.ElfWriter;
import org.ringside.image.elf.RiscvAttributes;

/** Writes an object as a relocatable ELF file that GNU ld links. */
final class ObjectWriter {

	private final ObjectCode code;
	private final ElfWriter writer = ElfWriter.relocatable();
	private final Map<ObjectSection, ElfWriter.Section> sections = new IdentityHashMap<>();
	private final Map<ObjectSymbol, ElfWriter.Symbol> symbols = new IdentityHashMap<>();

	private ObjectWriter(ObjectCode code) {
		this.code = code;
	}

	static byte[] write(ObjectCode code) {
		return new ObjectWriter(code).write();
	}

	private byte[] write() {
		writer.flags(code.flags());
		Map<String, List<ElfWriter.Section>> groups = new LinkedHashMap<>();
		for (ObjectSection section : code.sections()) {
			ElfWriter.Section written = section.isZeros() ? writer.zeros(section.name, section.flags, section.alignment, 0, section.size)
					: writer.section(section.name, section.type, section.flags, section.alignment, 0, section.bytes);
			sections.put(section, written.entrySize(section.entrySize));
			if (!section.group.isEmpty()) {
				groups.computeIfAbsent(section.group, name -> new ArrayList<>()).add(written);
			}
		}
		ElfWriter.Section attributes = writer.section(RiscvAttributes.SECTION, ElfSection.RISCV_ATTRIBUTES, 0, 1, 0, code.attributes().encode());
		writer.file(code.fileName());
		sections.values().forEach(writer::sectionSymbol);
		writer.sectionSymbol(attributes);
		Map<String, ElfWriter.Symbol> byName = new HashMap<>();
		for (ObjectSymbol symbol : code.symbols()) {
			byName.put(symbol.name, add(symbol));
		}
		groups.forEach((name, members) -> writer.group(name, byName.get(name), members));
		for (ObjectSection section : code.sections()) {
			for (ObjectSection.Entry entry : section.relocations) {
				ElfWriter.Section home = sections.get(section);
				if (entry.symbol == null) {
					writer.relocation(home, entry.offset, entry.kind.number(), entry.addend);
				} else {
					writer.relocation(home, entry.offset, entry.kind.number(), symbols.get(entry.symbol), entry.addend);
				}
			}
		}
		return writer.toBytes();
	}

	private ElfWriter.Symbol add(ObjectSymbol symbol) {
		ElfWriter.Symbol written;
		if (symbol.isPlace()) {
			written = writer.symbol(symbol.name, symbol.value, symbol.size, symbol.kind, symbol.binding, sections.get(symbol.section));
		} else if (symbol.absolute) {
			written = writer.absolute(symbol.name, symbol.value, symbol.size, symbol.kind, symbol.binding);
		} else if (symbol.isCommon()) {
			written = writer.common(symbol.name, symbol.commonAlignment, symbol.size, symbol.binding);
		} else {
			written = writer.undefined(symbol.name, symbol.kind, symbol.isLocal() ? ElfSymbol.Binding.GLOBAL : symbol.binding);
		}
		symbols.put(symbol, written.visibility(symbol.visibility));
		return written;
	}
}
