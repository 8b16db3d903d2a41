/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fills in the relocations of all objects once addresses are known. */
final class Relocator {

	private static final int GLOBAL_POINTER = 3;

	private final LinkLayout layout;
	private final SymbolTable symbols;
	private final Set<String> messages;

	Relocator(LinkLayout layout, SymbolTable symbols, Set<String> messages) {
		this.layout = layout;
		this.symbols = symbols;
		this.messages = messages;
	}

	void relocate(List<ObjectCode> objects) {
		for (ObjectCode object : objects) {
			for (ObjectSection section : object.sections()) {
				Long address = layout.address(section);
				if (address != null) {
					relocate(section, address);
				}
			}
		}
	}

	private void relocate(ObjectSection section, long address) {
		Map<Long, Long> upperDistances = new HashMap<>();
		for (ObjectSection.Entry entry : section.relocations) {
			if (entry.kind == Relocation.PCREL_HI20) {
				Long value = value(entry);
				// An undefined symbol is reported where the upper part is filled in, and only there.
				upperDistances.put(entry.offset, value == null ? 0 : value + entry.addend - address - entry.offset);
			}
		}
		for (ObjectSection.Entry entry : section.relocations) {
			try {
				apply(section, address, entry, upperDistances);
			} catch (AssemblyException e) {
				messages.add(entry.location + ": error: " + e.getMessage() + (entry.symbol == null ? "" : " The symbol is '" + name(entry.symbol) + "'."));
			}
		}
	}

	private void apply(ObjectSection section, long address, ObjectSection.Entry entry, Map<Long, Long> upperDistances) {
		Long symbol = value(entry);
		if (symbol == null) {
			messages.add(entry.location + ": error: The symbol '" + name(entry.symbol) + "' is not defined.");
			return;
		}
		long value = symbol + entry.addend;
		Relocation kind = entry.kind;
		if (kind == Relocation.RELAX) {
			return;
		}
		if (kind == Relocation.GPREL_I || kind == Relocation.GPREL_S) {
			Patch.apply(section.bytes, (int) entry.offset, kind, nearBase(section.bytes, (int) entry.offset, value));
			return;
		}
		if (kind == Relocation.GOT_HI20) {
			throw new AssemblyException("There is no global offset table in an image that Ringside links.");
		}
		if (kind == Relocation.PCREL_LO12_I || kind == Relocation.PCREL_LO12_S) {
			Long distance = upperDistances.get(value - address);
			if (distance == null) {
				throw new AssemblyException("There is no %pcrel_hi where this %pcrel_lo points to.");
			}
			value = distance;
		} else if (kind.isPcRelative()) {
			value -= address + entry.offset;
			checkReach(kind, value);
		} else if (kind == Relocation.HI20 && Patch.upper(value) != (int) Patch.upper(value)) {
			throw new AssemblyException("The address 0x" + Long.toHexString(value) + " does not fit in 32 signed bits.");
		}
		Patch.apply(section.bytes, (int) entry.offset, kind, value);
	}

	/** Adds to zero where that reaches, else to the global pointer; answers what is added. */
	private long nearBase(byte[] bytes, int offset, long value) {
		boolean zero = Patch.lower(value) == value;
		int word = (int) Patch.get(bytes, offset, 4) & ~(31 << 15);
		Patch.put(bytes, offset, 4, zero ? word : word | GLOBAL_POINTER << 15);
		return zero ? value : value - layout.symbol("__global_pointer$");
	}

	private static void checkReach(Relocation kind, long value) {
		boolean wide = kind == Relocation.PCREL_HI20 || kind == Relocation.CALL_PLT;
		if (wide && Patch.upper(value) != (int) Patch.upper(value)) {
			throw new AssemblyException("The distance of " + value + " bytes is more than 2 GiB.");
		}
	}

	private Long value(ObjectSection.Entry entry) {
		return entry.symbol == null ? Long.valueOf(0) : symbols.value(entry.symbol, layout);
	}

	private static String name(ObjectSymbol symbol) {
		return symbol == null ? "" : symbol.title();
	}
}
