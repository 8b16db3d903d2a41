/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringside.image.elf.ElfSection;
import org.ringside.image.elf.ElfSymbol;
import org.ringside.isa.RvI;

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
				long target = value == null ? 0 : value + entry.addend;
				upperDistances.put(entry.offset, value == null ? Long.valueOf(0) : isNowhere(entry) && !isNear(target - address - entry.offset) ? Long.valueOf(target) : target - address - entry.offset);
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
		if (symbol == null && (section.flags & ElfSection.ALLOC) == 0 | section.name.equals(".eh_frame") && isDiscarded(entry.symbol)) {
			// Debuggers find nothing there.
			symbol = 0L;
		}
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
		if (kind == Relocation.GOT_HI20 || kind.isThreadLocal()) {
			throw new AssemblyException("There is no thread-local data in an image that Ringside links.");
		}
		if (kind == Relocation.PCREL_LO12_I || kind == Relocation.PCREL_LO12_S) {
			Long distance = upperDistances.get(value - address);
			if (distance == null) {
				throw new AssemblyException("There is no %pcrel_hi where this %pcrel_lo points to.");
			}
			value = distance;
		} else if ((kind == Relocation.CALL || kind == Relocation.CALL_PLT) && isNowhere(entry)) {
			// A weak function that nobody defines is at zero, which may be far from here: the jump takes zero as its base.
			int jump = (int) entry.offset + 4;
			Patch.put(section.bytes, jump, 4, Patch.get(section.bytes, jump, 4) & ~(31L << 15));
			value = 0;
		} else if (kind == Relocation.PCREL_HI20 && isNowhere(entry) && !isNear(value - address - entry.offset)) {
			// The same for its address: lui instead of auipc.
			int at = (int) entry.offset;
			Patch.put(section.bytes, at, 4, Patch.get(section.bytes, at, 4) ^ (RvI.AUIPC.match() ^ RvI.LUI.match()));
		} else if (kind.isPcRelative()) {
			value -= address + entry.offset;
			checkReach(kind, value);
		} else if (kind == Relocation.HI20 && Patch.upper(value) != (int) Patch.upper(value)) {
			throw new AssemblyException("The address 0x" + Long.toHexString(value) + " does not fit in 32 signed bits.");
		}
		Patch.apply(section.bytes, (int) entry.offset, kind, value);
	}

	/** Whether it is of a weak symbol that nobody defines. */
	private boolean isNowhere(ObjectSection.Entry entry) {
		return entry.symbol != null && entry.symbol.isWeak() && symbols.resolve(entry.symbol) == null && !symbols.assigned.containsKey(entry.symbol.name);
	}

	/** Whether auipc reaches as far. */
	private static boolean isNear(long distance) {
		return Patch.upper(distance) == (int) Patch.upper(distance);
	}

	private boolean isDiscarded(ObjectSymbol symbol) {
		ObjectSymbol definition = symbols.resolve(symbol);
		return definition != null ? definition.isPlace() && layout.address(definition.section) == null : symbol.kind == ElfSymbol.Kind.SECTION;
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
		if (wide && !isNear(value)) {
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
