/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.HashMap;
import java.util.Map;
import org.ringside.image.elf.ElfSymbol;
import org.ringside.image.elf.ElfWriter;

/** Writes an object as a relocatable ELF file that GNU ld links. */
final class ObjectWriter {

	private final ObjectCode code;
	private final ElfWriter writer = ElfWriter.relocatable();
	private final Map<AsmSection, ElfWriter.Section> sections = new HashMap<>();
	private final Map<AsmSection, ElfWriter.Symbol> sectionSymbols = new HashMap<>();
	private final Map<AsmSymbol, ElfWriter.Symbol> symbols = new HashMap<>();

	private ObjectWriter(ObjectCode code) {
		this.code = code;
	}

	static byte[] write(ObjectCode code) {
		return new ObjectWriter(code).write();
	}

	private byte[] write() {
		for (ObjectCode.ObjectSection section : code.sections()) {
			AsmSection origin = section.origin();
			ElfWriter.Section written = section.isZeros() ? writer.zeros(origin.name, origin.flags, origin.alignment, 0, origin.size)
					: writer.section(origin.name, origin.type, origin.flags, origin.alignment, 0, section.bytes());
			sections.put(origin, written);
		}
		writer.file(code.fileName());
		for (AsmSymbol symbol : code.symbols()) {
			if (!symbol.isTemporary()) {
				add(symbol, symbol.name);
			}
		}
		for (ObjectCode.ObjectSection section : code.sections()) {
			for (ObjectCode.Entry entry : section.relocations()) {
				relocate(sections.get(section.origin()), entry);
			}
		}
		return writer.toBytes();
	}

	private ElfWriter.Symbol add(AsmSymbol symbol, String name) {
		ElfSymbol.Binding binding = symbol.weak ? ElfSymbol.Binding.WEAK
				: symbol.global || !symbol.isDefined() ? ElfSymbol.Binding.GLOBAL : ElfSymbol.Binding.LOCAL;
		ElfSymbol.Kind kind = switch (symbol.type) {
			case "function" -> ElfSymbol.Kind.FUNCTION;
			case "object" -> ElfSymbol.Kind.OBJECT;
			default -> ElfSymbol.Kind.NONE;
		};
		ElfWriter.Symbol written;
		if (symbol.isLabel()) {
			written = writer.symbol(name, symbol.address(), size(symbol), kind, binding, sections.get(symbol.section));
		} else if (symbol.value != null) {
			Value value = Evaluator.evaluate(symbol.value, true);
			if (value.isNumber()) {
				written = writer.absolute(name, value.number(), binding);
			} else if (value.isRelative() && value.plus().isLabel()) {
				written = writer.symbol(name, value.plus().address() + value.number(), size(symbol), kind, binding,
						sections.get(value.plus().section));
			} else {
				written = writer.undefined(name, ElfSymbol.Binding.GLOBAL);
			}
		} else {
			written = writer.undefined(name, binding);
		}
		symbols.put(symbol, written);
		return written;
	}

	/** The size that {@code .size} gave, or 0. */
	static long size(AsmSymbol symbol) {
		if (symbol.size == null) {
			return 0;
		}
		Value value = Evaluator.evaluate(symbol.size, true);
		return value.isNumber() ? value.number() : 0;
	}

	private void relocate(ElfWriter.Section section, ObjectCode.Entry entry) {
		AsmSymbol symbol = entry.symbol();
		ElfWriter.Symbol target = symbols.get(symbol);
		long addend = entry.addend();
		if (target == null && symbol.isLabel()) {
			if (needsOwnSymbol(entry.kind())) {
				target = add(symbol, ".L0 ");
			} else {
				target = sectionSymbols.computeIfAbsent(symbol.section, key -> writer.sectionSymbol(sections.get(key)));
				addend += symbol.address();
			}
		} else if (target == null) {
			target = add(symbol, symbol.name);
		}
		writer.relocation(section, entry.offset(), entry.kind().number(), target, addend);
	}

	/**
	 * Whether a section and a distance will not do: the linker finds the upper part of an address by the symbol of the
	 * lower part, and GNU ld adds the addend of a subtraction where the psABI subtracts it.
	 */
	private static boolean needsOwnSymbol(Relocation kind) {
		return switch (kind) {
			case PCREL_LO12_I, PCREL_LO12_S, SUB8, SUB16, SUB32, SUB64 -> true;
			default -> false;
		};
	}
}
