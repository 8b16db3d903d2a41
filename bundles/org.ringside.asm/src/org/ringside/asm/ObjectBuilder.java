/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringside.image.elf.ElfSection;
import org.ringside.isa.Operand;
import org.ringside.isa.RvI;

/** Turns the fragments of an assembly into sections of bytes and relocations. */
final class ObjectBuilder {

	private static final int NOP = 0x13;
	private static final int C_NOP = 0x0001;

	private final Assembly assembly;
	private final Map<AsmSection, ObjectSection> sections = new LinkedHashMap<>();
	private ObjectSymbols symbols;

	ObjectBuilder(Assembly assembly) {
		this.assembly = assembly;
	}

	ObjectCode build() {
		for (AsmSection section : assembly.sections.values()) {
			if ((section.flags & ElfSection.EXECUTE) != 0 && section.alignment > 1) {
				// As GNU as does it, code ends at a multiple of its alignment.
				section.addLast(new Fragment.Align(section.alignment, 0, 1, 0, true));
			}
			Layout.layOut(assembly, section);
		}
		UnwindTable.add(assembly);
		if (assembly.hasSourceLines || assembly.options.debugFolder().isPresent()) {
			new DebugInformation(assembly, assembly.options.debugFolder().orElse("")).add();
		}
		for (AsmSection section : assembly.sections.values()) {
			contents(section);
		}
		symbols = new ObjectSymbols(assembly, sections);
		sections.keySet().forEach(this::fill);
		List<ObjectSymbol> all = symbols.finish();
		return new ObjectCode(assembly.fileName, List.copyOf(sections.values()), all, ObjectAttributes.flags(assembly.isa, assembly.everCompressed),
				ObjectAttributes.of(assembly));
	}

	private void contents(AsmSection section) {
		boolean zeros = section.type == ElfSection.NOBITS;
		byte[] bytes = new byte[zeros ? 0 : Math.toIntExact(section.size)];
		ObjectSection finished = new ObjectSection(section.name, section.type, section.flags, section.alignment, section.entrySize, bytes, section.size);
		finished.group = section.group;
		sections.put(section, finished);
		if (zeros) {
			refuseContents(section);
			return;
		}
		for (Fragment fragment : section.fragments()) {
			int at = (int) fragment.address;
			switch (fragment) {
				case Fragment.Data data -> {
					byte[] contents = data.bytes.toByteArray();
					System.arraycopy(contents, 0, bytes, at, contents.length);
				}
				case Fragment.Align align -> pad(bytes, at, align);
				case Fragment.Fill fill -> {
					for (int i = 0; i + fill.unit <= fill.length; i += fill.unit) {
						Patch.put(bytes, at + i, Math.min(fill.unit, 8), fill.value);
					}
				}
				case Fragment.Branch branch -> { /* written below, when all bytes are there */ }
				case Fragment.Leb leb -> guard(leb.location, () -> {
					byte[] encoded = Fragment.Leb.encode(Evaluator.number(leb.value, true), leb.signed, leb.length);
					System.arraycopy(encoded, 0, bytes, at, encoded.length);
				});
			}
		}
	}

	private void fill(AsmSection section) {
		ObjectSection finished = sections.get(section);
		if (finished.isZeros()) {
			return;
		}
		for (Fragment fragment : section.fragments()) {
			if (fragment instanceof Fragment.Data data) {
				for (Fixup fixup : data.fixups) {
					guard(fixup.location(), () -> fix(finished, data.address + fixup.offset(), fixup));
				}
			} else if (fragment instanceof Fragment.Branch branch) {
				guard(branch.location, () -> branch(section, finished, branch));
			}
		}
		for (AsmSection.ExtraRelocation extra : section.extra) {
			guard(extra.location(), () -> extra(section, finished, extra));
		}
	}

	private void extra(AsmSection section, ObjectSection finished, AsmSection.ExtraRelocation extra) {
		Value place = Evaluator.evaluate(extra.place(), true);
		Value value = Evaluator.evaluate(extra.value(), true);
		long at = place.isNumber() ? place.number() : place.plus() != null && place.plus().section == section ? place.plus().address() + place.number() : -1;
		if (at < 0 || at + extra.kind().size() > finished.size || value.minus() != null) {
			throw new AssemblyException("The place of this relocation is not in the section, or its value is no symbol and number.");
		}
		ObjectSymbol symbol = value.plus() == null ? null : symbols.use(value.plus());
		finished.relocations.add(new ObjectSection.Entry(at, extra.kind(), symbol, value.number(), extra.location()));
		finished.relocations.sort(Comparator.comparingLong(entry -> entry.offset));
	}

	private void guard(Location location, Runnable work) {
		try {
			work.run();
		} catch (AssemblyException e) {
			assembly.error(location, e.getMessage());
		}
	}

	private void refuseContents(AsmSection section) {
		for (Fragment fragment : section.fragments()) {
			boolean contents = fragment instanceof Fragment.Branch || fragment instanceof Fragment.Data data
					&& (!data.fixups.isEmpty() || notZero(data.bytes.toByteArray()));
			if (contents) {
				Location location = fragment instanceof Fragment.Branch branch ? branch.location : new Location(assembly.fileName, 1, 1);
				assembly.error(location, "The section " + section.name + " holds only zeros, but something else was put there.");
				return;
			}
		}
	}

	private static boolean notZero(byte[] bytes) {
		for (byte b : bytes) {
			if (b != 0) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Code is padded with as few instructions as can be, data with the pattern. What is left of code that the linker may move is
	 * its end, which GNU as fills with zeros.
	 */
	private void pad(byte[] bytes, int at, Fragment.Align align) {
		int end = at + (int) align.padding;
		int position = at;
		if (align.code && !assembly.relax) {
			if ((end - position & 1) != 0) {
				position++;
			}
			if ((end - position & 2) != 0) {
				Patch.put(bytes, position, 2, C_NOP);
				position += 2;
			}
			for (; position < end; position += 4) {
				Patch.put(bytes, position, 4, NOP);
			}
		} else {
			position += (end - position) % align.patternSize;
			for (; position < end; position += align.patternSize) {
				Patch.put(bytes, position, align.patternSize, align.pattern);
			}
		}
	}

	private void fix(ObjectSection section, long at, Fixup fixup) {
		Value value = Evaluator.relocatable(fixup.expression());
		Relocation kind = fixup.kind();
		Value global = globalNumber(fixup.expression());
		if (value.isNumber() && global != null) {
			relocate(section, at, fixup, global);
		} else if (value.isNumber()) {
			if (kind == Relocation.PCREL_LO12_I || kind == Relocation.PCREL_LO12_S) {
				throw new AssemblyException("Expected the label of an auipc, but this is the number " + value.number() + ".");
			}
			if (kind == Relocation.ALIGN || kind.isPcRelative()) {
				section.relocations.add(new ObjectSection.Entry(at, kind, null, value.number(), fixup.location()));
			} else {
				Patch.apply(section.bytes, (int) at, kind, value.number());
			}
		} else if (value.isRelative()) {
			if (kind == Relocation.ABS8 || kind == Relocation.ABS16) {
				throw new AssemblyException("The address of '" + value.plus().title() + "' does not fit in " + 8 * kind.size() + " bits.");
			}
			relocate(section, at, fixup, named(fixup.expression(), value));
			tentative(section, at, kind, value);
		} else if (value.plus() != null && isData(kind)) {
			Relocation add = Relocation.sum(kind.size(), false);
			section.relocations.add(new ObjectSection.Entry(at, add, symbols.use(value.plus()), value.number(), fixup.location()));
			section.relocations.add(new ObjectSection.Entry(at, Relocation.sum(kind.size(), true), symbols.use(value.minus()), 0, fixup.location()));
		} else if (value.plus() != null && (kind == Relocation.SET6 || kind == Relocation.SET8 || kind == Relocation.SET16 || kind == Relocation.SET32)) {
			section.relocations.add(new ObjectSection.Entry(at, kind, symbols.use(value.plus()), value.number(), fixup.location()));
			Relocation sub = kind == Relocation.SET6 ? Relocation.SUB6 : Relocation.sum(kind.size(), true);
			section.relocations.add(new ObjectSection.Entry(at, sub, symbols.use(value.minus()), 0, fixup.location()));
			// The distance as it is now; in a byte of an instruction it adds to the opcode.
			long distance = value.plus().address() + value.number() - value.minus().address();
			Patch.put(section.bytes, (int) at, kind.size(), Patch.get(section.bytes, (int) at, kind.size()) | distance);
		} else {
			throw new AssemblyException("A difference of addresses that are not in one section cannot be used here.");
		}
	}

	private void relocate(ObjectSection section, long at, Fixup fixup, Value value) {
		Relocation kind = fixup.kind();
		section.relocations.add(new ObjectSection.Entry(at, kind, symbols.use(value.plus()), value.number(), fixup.location()));
		// As GNU as has it, those relative to the pc need relaxing switched on at the end of the file, too.
		if (fixup.relax() && kind.isRelaxable() && (assembly.relax || !kind.name().startsWith("PCREL"))) {
			section.relocations.add(new ObjectSection.Entry(at, Relocation.RELAX, null, value.number(), fixup.location()));
		}
	}

	/** A number that a symbol became after its use, if other files may use that symbol: the linker is left to look. */
	private static Value globalNumber(Expression expression) {
		Expression written = expression;
		long addend = 0;
		if (written instanceof Expression.Binary sum && sum.right() instanceof Expression.Number number && sum.operator().equals("+")) {
			written = sum.left();
			addend = number.value();
		}
		boolean global = written instanceof Expression.Reference reference && reference.symbol().global
				&& reference.symbol().value instanceof Expression.Number;
		return global ? new Value(((Expression.Reference) written).symbol(), null, addend) : null;
	}

	/** The same by the name that was written, if that stands for a place of this file: relocations keep such names. */
	private static Value named(Expression expression, Value value) {
		long addend = 0;
		Expression written = expression;
		if (written instanceof Expression.Binary sum && sum.right() instanceof Expression.Number number && (sum.operator().equals("+") || sum.operator().equals("-"))) {
			written = sum.left();
			addend = sum.operator().equals("+") ? number.value() : -number.value();
		}
		boolean alias = written instanceof Expression.Alias known && known.symbol().value == known.value() && value.plus().isLabel();
		return alias ? new Value(((Expression.Alias) written).symbol(), null, addend) : value;
	}

	/** What GNU as writes where the linker will write: of a jump, where it goes as far as is known; else nothing. */
	private static void tentative(ObjectSection section, long at, Relocation kind, Value value) {
		switch (kind) {
			case BRANCH, JAL, RVC_BRANCH, RVC_JUMP -> {
				Operand operand = switch (kind) {
					case BRANCH -> Operand.IMM_B;
					case JAL -> Operand.IMM_J;
					case RVC_BRANCH -> Operand.C_IMM_B;
					default -> Operand.C_IMM_J;
				};
				long target = value.plus().isLabel() ? value.plus().address() : 0;
				int word = (int) Patch.get(section.bytes, (int) at, kind.size());
				// What does not fit is cut off: the linker will tell.
				int unused = Long.numberOfLeadingZeros(operand.maximum()) - 1;
				long distance = (target + value.number() - at) << unused >> unused & -2;
				Patch.put(section.bytes, (int) at, kind.size(), operand.insert(word, distance));
			}
			case HI20 -> Patch.put(section.bytes, (int) at, 4,
					Operand.IMM_U.insert((int) Patch.get(section.bytes, (int) at, 4), (int) Patch.upper(value.number())));
			case LO12_I, LO12_S -> Patch.put(section.bytes, (int) at, 4, (kind == Relocation.LO12_I ? Operand.IMM_I : Operand.IMM_S)
					.insert((int) Patch.get(section.bytes, (int) at, 4), Patch.lower(value.number())));
			case DTPREL32, DTPREL64 -> Patch.put(section.bytes, (int) at, kind.size(), value.number());
			default -> { /* nothing */ }
		}
	}

	private static boolean isData(Relocation kind) {
		return switch (kind) {
			case ABS8, ABS16, ABS32, ABS64 -> true;
			default -> false;
		};
	}

	private void branch(AsmSection section, ObjectSection finished, Fragment.Branch branch) {
		int at = (int) branch.address;
		Value value = Evaluator.evaluate(branch.target, true);
		if (!value.isRelative() && !value.isNumber()) {
			throw new AssemblyException("Expected a label to go to.");
		}
		byte[] bytes = finished.bytes;
		int place = at;
		Relocation kind = branch.jump ? Relocation.JAL : Relocation.BRANCH;
		switch (branch.length) {
			case 2 -> {
				Patch.put(bytes, at, 2, branch.compressed);
				kind = branch.jump ? Relocation.RVC_JUMP : Relocation.RVC_BRANCH;
			}
			case 4 -> Patch.put(bytes, at, 4, branch.word);
			case 6 -> {
				// The lowest bit of funct3 inverts the condition in both forms.
				Patch.put(bytes, at, 2, Operand.C_IMM_B.insert(branch.compressed ^ 1 << 13, 6));
				place = at + 2;
			}
			default -> {
				Patch.put(bytes, at, 4, Operand.IMM_B.insert(branch.word ^ 1 << 12, 8));
				place = at + 4;
			}
		}
		if (branch.length > 4) {
			Patch.put(bytes, place, 4, RvI.JAL.match());
			kind = Relocation.JAL;
		}
		if (value.isRelative()) {
			boolean known = value.plus().section == section && !value.plus().weak;
			if (known) {
				// Reports what does not reach, although the linker will write it.
				Patch.apply(bytes, place, kind, value.plus().address() + value.number() - place);
			}
			tentative(finished, place, kind, value);
		}
		Value named = value.isNumber() ? value : named(branch.target, value);
		ObjectSymbol target = value.isNumber() ? null : symbols.use(named.plus());
		finished.relocations.add(new ObjectSection.Entry(place, kind, target, named.number(), branch.location));
	}
}
