/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.ringside.image.elf.ElfFile;
import org.ringside.image.elf.ElfSection;
import org.ringside.image.elf.ElfSymbol;
import org.ringside.isa.Operand;
import org.ringside.isa.RvC;
import org.ringside.isa.RvI;

/**
 * Makes code shorter once it is about known where it lies (RISC-V ELF psABI, Linker Relaxation), with the choices that GNU ld
 * makes: calls become jumps, addresses near zero or the global pointer take one instruction, alignment keeps what it needs.
 */
final class Relaxation {

	private static final String GLOBAL_POINTER = "__global_pointer$";
	private static final int MAX_ROUNDS = 100;
	private static final long PAGE = 4096;
	private static final int NOP = 0x13;
	private static final int C_NOP = 0x0001;

	/** The upper part of an address that was taken away: what it was of, and where that lies. */
	private record Upper(ObjectSection.Entry entry, long target) {
	}

	private final List<ObjectCode> objects;
	private final SymbolTable symbols;
	private final Supplier<LinkLayout> layouts;
	private final Map<ObjectSection, ObjectCode> owners = new HashMap<>();
	private LinkLayout layout;
	private long largestAlignment;
	private Long globalPointer;
	private boolean again;

	/** {@code layouts} gives the layout of the sections as they are now. */
	Relaxation(List<ObjectCode> objects, SymbolTable symbols, Supplier<LinkLayout> layouts) {
		this.objects = objects;
		this.symbols = symbols;
		this.layouts = layouts;
		objects.forEach(object -> object.sections().forEach(section -> owners.put(section, object)));
	}

	/** Shortens all that can be, unless only alignment is to be done, which must be. */
	void run(boolean shorten) {
		Map<ObjectSection, Set<ObjectSection.Entry>> gone = new HashMap<>();
		for (int round = 0; shorten && round < MAX_ROUNDS; round++) {
			layout = layouts.get();
			largestAlignment = layout.outputs.stream().mapToLong(placed -> placed.alignment).max().orElse(1);
			ObjectSymbol pointer = symbols.globals.get(GLOBAL_POINTER);
			globalPointer = pointer == null ? symbols.assigned.get(GLOBAL_POINTER) : symbols.value(pointer, layout);
			again = false;
			eachSection(section -> shorten(section, gone.computeIfAbsent(section, key -> new HashSet<>())));
			if (!again) {
				break;
			}
		}
		gone.forEach((section, entries) -> entries.forEach(entry -> {
			delete(section, entry.offset, 4);
			section.relocations.remove(entry);
		}));
		eachSection(this::align);
	}

	private void eachSection(java.util.function.Consumer<ObjectSection> action) {
		for (ObjectCode object : objects) {
			for (ObjectSection section : object.sections()) {
				if (!section.relocations.isEmpty()) {
					action.accept(section);
				}
			}
		}
	}

	private void shorten(ObjectSection section, Set<ObjectSection.Entry> gone) {
		if (layout.address(section) == null) {
			return;
		}
		Map<Long, Upper> uppers = new HashMap<>();
		Set<Long> kept = new HashSet<>();
		for (int i = 0; i + 1 < section.relocations.size(); i++) {
			ObjectSection.Entry entry = section.relocations.get(i);
			ObjectSection.Entry next = section.relocations.get(i + 1);
			Long value = entry.kind.isRelaxable() && next.kind == Relocation.RELAX && next.offset == entry.offset ? value(entry) : null;
			if (value == null) {
				continue;
			}
			long target = value + entry.addend;
			switch (entry.kind) {
				case CALL, CALL_PLT -> call(section, entry, target);
				case HI20, LO12_I, LO12_S -> absolute(section, entry, target);
				case PCREL_HI20 -> {
					if (!gone.contains(entry) && !kept.contains(entry.offset) && !isFixedFar(entry) && isNear(entry, target, entry.symbol)) {
						gone.add(entry);
					}
					if (gone.contains(entry)) {
						uppers.put(entry.offset, new Upper(entry, target));
					}
				}
				case PCREL_LO12_I, PCREL_LO12_S -> {
					long at = target - entry.addend - layout.address(section);
					Upper upper = uppers.get(at);
					if (upper == null) {
						kept.add(at);
					} else {
						toGlobalPointer(section, i, upper);
					}
				}
				case TPREL_HI20, TPREL_ADD, TPREL_LO12_I, TPREL_LO12_S -> { /* there are no threads in an image that Ringside links */ }
				default -> throw new IllegalStateException("No relaxation of " + entry.kind);
			}
		}
	}

	private Long value(ObjectSection.Entry entry) {
		return entry.symbol == null ? null : symbols.value(entry.symbol, layout);
	}

	private void call(ObjectSection section, ObjectSection.Entry entry, long target) {
		long distance = target - layout.address(section) - entry.offset;
		ObjectSymbol definition = symbols.resolve(entry.symbol);
		if (definition == null && !symbols.assigned.containsKey(entry.symbol.name)) {
			// A weak function that nobody defines: GNU ld leaves such calls as they are.
			return;
		}
		if (reaches(Operand.IMM_J, distance) && !layout.isTogether(section, definition == null ? null : definition.section)) {
			// Alignment between the two may still push them apart.
			distance += distance < 0 ? -largestAlignment : largestAlignment;
		}
		boolean near = reaches(Operand.IMM_J, distance);
		if (!near && !reaches(Operand.IMM_I, target)) {
			return;
		}
		int at = (int) entry.offset;
		int link = (int) (Patch.get(section.bytes, at + 4, 4) >>> 7 & 31);
		int length = 4;
		if (link == 0 && isCompressed(section) && reaches(Operand.C_IMM_J, distance)) {
			Patch.put(section.bytes, at, 2, RvC.C_J.match());
			entry.kind = Relocation.RVC_JUMP;
			length = 2;
		} else if (near) {
			Patch.put(section.bytes, at, 4, RvI.JAL.match() | link << 7);
			entry.kind = Relocation.JAL;
		} else {
			Patch.put(section.bytes, at, 4, RvI.JALR.match() | link << 7);
			entry.kind = Relocation.LO12_I;
		}
		delete(section, at + length, 8 - length);
		again = true;
	}

	private boolean isCompressed(ObjectSection section) {
		return (owners.get(section).flags() & ElfFile.FLAG_RVC) != 0;
	}

	private void absolute(ObjectSection section, ObjectSection.Entry entry, long target) {
		if (isFixedFar(entry)) {
			return;
		}
		int at = (int) entry.offset;
		if (isNear(entry, target, entry.symbol)) {
			switch (entry.kind) {
				case LO12_I -> entry.kind = Relocation.GPREL_I;
				case LO12_S -> entry.kind = Relocation.GPREL_S;
				default -> {
					entry.kind = Relocation.RELAX;
					delete(section, at, 4);
					again = true;
				}
			}
		} else if (entry.kind == Relocation.HI20 && isCompressed(section) && isShortUpper(target) && isShortUpper(target + PAGE)) {
			int rd = (int) (Patch.get(section.bytes, at, 4) >>> 7 & 31);
			if (rd != 0 && rd != 2) {
				Patch.put(section.bytes, at, 2, RvC.C_LUI.match() | rd << 7);
				entry.kind = Relocation.RVC_LUI;
				delete(section, at + 2, 2);
				again = true;
			}
		}
	}

	/** Code and constants that are merged might move out of reach later. */
	private boolean isFixedFar(ObjectSection.Entry entry) {
		ObjectSymbol definition = symbols.resolve(entry.symbol);
		return definition != null && definition.isPlace() && (definition.section.flags & (ElfSection.MERGE | ElfSection.EXECUTE)) != 0;
	}

	/** Whether one instruction can add the rest to zero or to the global pointer, wherever alignment may push either. */
	private boolean isNear(ObjectSection.Entry entry, long target, ObjectSymbol symbol) {
		if (reaches(Operand.IMM_I, target)) {
			return true;
		}
		if (globalPointer == null) {
			return false;
		}
		ObjectSymbol definition = symbols.resolve(symbol);
		long margin = layout.alignmentTogether(GLOBAL_POINTER, definition == null ? null : definition.section, largestAlignment);
		boolean function = definition != null && definition.kind == ElfSymbol.Kind.FUNCTION && !definition.isLocal();
		long size = definition == null || function ? 0 : definition.size;
		long rest = size - entry.addend;
		margin += Long.compareUnsigned(rest, size) > 0 ? 0 : rest;
		long distance = target - globalPointer;
		return reaches(Operand.IMM_I, Long.compareUnsigned(target, globalPointer) >= 0 ? distance + margin : distance - margin);
	}

	private void toGlobalPointer(ObjectSection section, int index, Upper upper) {
		ObjectSection.Entry entry = section.relocations.get(index);
		Relocation kind = entry.kind == Relocation.PCREL_LO12_I ? Relocation.GPREL_I : Relocation.GPREL_S;
		section.relocations.set(index,
				new ObjectSection.Entry(entry.offset, kind, upper.entry.symbol, upper.entry.addend + entry.addend, entry.location));
	}

	private static boolean reaches(Operand operand, long value) {
		return operand.check(value).isEmpty();
	}

	private static boolean isShortUpper(long value) {
		long upper = Patch.upper(value);
		return upper != 0 && upper == upper << 46 >> 46;
	}

	/** Leaves as many no-operations as the alignment needs; a section lies at a multiple of its own. */
	private void align(ObjectSection section) {
		for (ObjectSection.Entry entry : List.copyOf(section.relocations)) {
			if (entry.kind == Relocation.ALIGN) {
				long alignment = Long.highestOneBit(entry.addend) * 2;
				long needed = Math.floorMod(-entry.offset, alignment);
				if (needed > entry.addend) {
					throw new AssemblyException("The code at " + entry.location + " needs " + needed + " bytes to be aligned to " + alignment + ", but has "
							+ entry.addend + ".");
				}
				section.relocations.remove(entry);
				if (needed == entry.addend) {
					continue;
				}
				int at = (int) entry.offset;
				for (long i = 0; i < (needed & ~3); i += 4) {
					Patch.put(section.bytes, at + (int) i, 4, NOP);
				}
				if ((needed & 2) != 0) {
					Patch.put(section.bytes, at + (int) (needed & ~3), 2, C_NOP);
				}
				delete(section, entry.offset + needed, entry.addend - needed);
			}
		}
	}

	/** Takes bytes away: what lies behind them moves. */
	private void delete(ObjectSection section, long from, long count) {
		if (count == 0) {
			return;
		}
		int at = (int) from;
		byte[] bytes = new byte[section.bytes.length - (int) count];
		System.arraycopy(section.bytes, 0, bytes, 0, at);
		System.arraycopy(section.bytes, at + (int) count, bytes, at, bytes.length - at);
		section.bytes = bytes;
		for (ObjectSection.Entry entry : section.relocations) {
			if (entry.offset > from) {
				entry.offset -= count;
			}
		}
		for (ObjectSymbol symbol : owners.get(section).symbols()) {
			if (symbol.section == section) {
				if (symbol.value > from) {
					symbol.value -= count;
				} else if (symbol.value + symbol.size > from) {
					symbol.size -= count;
				}
			}
		}
		section.size -= count;
	}
}
