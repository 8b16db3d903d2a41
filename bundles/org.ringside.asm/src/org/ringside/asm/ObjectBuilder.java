/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayList;
import java.util.List;
import org.ringside.image.elf.ElfSection;
import org.ringside.isa.Extension;
import org.ringside.isa.Operand;
import org.ringside.isa.RvI;

/** Turns the fragments of an assembly into sections of bytes and relocations. */
final class ObjectBuilder {

	private static final int NOP = 0x13;
	private static final int C_NOP = 0x0001;

	private final Assembly assembly;

	ObjectBuilder(Assembly assembly) {
		this.assembly = assembly;
	}

	ObjectCode build() {
		for (AsmSection section : assembly.sections.values()) {
			if ((section.flags & ElfSection.EXECUTE) != 0 && section.alignment > 1) {
				// As GNU as does it, code ends at a multiple of its alignment.
				section.add(new Fragment.Align(section.alignment, 0, 1, 0, true, assembly.isa.has(Extension.C)));
			}
			Layout.layOut(assembly, section);
		}
		UnwindTable.add(assembly);
		if (assembly.hasSourceLines || assembly.options.debugFolder().isPresent()) {
			new DebugInformation(assembly, assembly.options.debugFolder().orElse("")).add();
		}
		List<ObjectCode.ObjectSection> sections = new ArrayList<>();
		for (AsmSection section : assembly.sections.values()) {
			sections.add(build(section));
		}
		List<AsmSymbol> symbols = assembly.symbols.values().stream()
				.filter(symbol -> symbol.isDefined() || symbol.used || symbol.global).toList();
		for (AsmSymbol symbol : symbols) {
			Location location = symbol.definition == null ? new Location(assembly.fileName, 1, 1) : symbol.definition;
			guard(location, () -> {
				if (symbol.size != null) {
					Evaluator.evaluate(symbol.size, true);
				}
				if (symbol.value != null) {
					Evaluator.evaluate(symbol.value, true);
				}
			});
		}
		return new ObjectCode(assembly.fileName, List.copyOf(sections), symbols);
	}

	private ObjectCode.ObjectSection build(AsmSection section) {
		List<ObjectCode.Entry> relocations = new ArrayList<>();
		if (section.type == ElfSection.NOBITS) {
			refuseContents(section);
			return new ObjectCode.ObjectSection(section, new byte[0], relocations);
		}
		byte[] bytes = new byte[Math.toIntExact(section.size)];
		for (Fragment fragment : section.fragments) {
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
		for (Fragment fragment : section.fragments) {
			if (fragment instanceof Fragment.Data data) {
				for (Fixup fixup : data.fixups) {
					guard(fixup.location(), () -> fix(section, bytes, relocations, data.address + fixup.offset(), fixup));
				}
			} else if (fragment instanceof Fragment.Branch branch) {
				guard(branch.location, () -> branch(section, bytes, relocations, branch));
			}
		}
		return new ObjectCode.ObjectSection(section, bytes, relocations);
	}

	private void guard(Location location, Runnable work) {
		try {
			work.run();
		} catch (AssemblyException e) {
			assembly.error(location, e.getMessage());
		}
	}

	private void refuseContents(AsmSection section) {
		for (Fragment fragment : section.fragments) {
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

	/** Code is padded with as few instructions as can be, data with the pattern. */
	private static void pad(byte[] bytes, int at, Fragment.Align align) {
		int end = at + (int) align.padding;
		int position = at;
		if (align.code) {
			if ((end - position & 1) != 0) {
				position++;
			}
			if ((end - position & 2) != 0) {
				Patch.put(bytes, position, 2, align.compressed ? C_NOP : 0);
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

	private void fix(AsmSection section, byte[] bytes, List<ObjectCode.Entry> relocations, long at, Fixup fixup) {
		Value value = Evaluator.evaluate(fixup.expression(), true);
		Relocation kind = fixup.kind();
		if (value.isNumber()) {
			if (kind.isPcRelative() || kind == Relocation.PCREL_LO12_I || kind == Relocation.PCREL_LO12_S) {
				throw new AssemblyException("Expected a symbol, but this is the number " + value.number() + ".");
			}
			Patch.apply(bytes, (int) at, kind, value.number());
		} else if (value.isRelative()) {
			if (kind == Relocation.ABS8 || kind == Relocation.ABS16) {
				throw new AssemblyException("The address of '" + value.plus().title() + "' does not fit in " + 8 * kind.size() + " bits.");
			}
			relocations.add(new ObjectCode.Entry(at, kind, value.plus(), value.number(), fixup.location()));
		} else if (value.plus() != null && isData(kind)) {
			relocations.add(new ObjectCode.Entry(at, Relocation.sum(kind.size(), false), value.plus(), value.number(), fixup.location()));
			relocations.add(new ObjectCode.Entry(at, Relocation.sum(kind.size(), true), value.minus(), 0, fixup.location()));
		} else {
			throw new AssemblyException("A difference of addresses that are not in one section cannot be used here.");
		}
	}

	private static boolean isData(Relocation kind) {
		return switch (kind) {
			case ABS8, ABS16, ABS32, ABS64 -> true;
			default -> false;
		};
	}

	private void branch(AsmSection section, byte[] bytes, List<ObjectCode.Entry> relocations, Fragment.Branch branch) {
		int at = (int) branch.address;
		Value value = Evaluator.evaluate(branch.target, true);
		if (!value.isRelative()) {
			throw new AssemblyException("Expected a label to go to.");
		}
		boolean known = value.plus().section == section && !value.plus().weak;
		long distance = known ? value.plus().address() + value.number() - branch.address : 0;
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
			distance -= place - at;
		}
		if (known) {
			Patch.apply(bytes, place, kind, distance);
		} else {
			relocations.add(new ObjectCode.Entry(place, kind, value.plus(), value.number(), branch.location));
		}
	}
}
