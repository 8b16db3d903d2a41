/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import org.ringside.image.elf.ElfSection;
import org.ringside.isa.Operand;

/** Gives the fragments of a section their addresses, growing branches until all of them reach. */
final class Layout {

	private static final int MAX_ROUNDS = 1000;

	private final Assembly assembly;
	private final AsmSection section;

	private Layout(Assembly assembly, AsmSection section) {
		this.assembly = assembly;
		this.section = section;
	}

	static void layOut(Assembly assembly, AsmSection section) {
		Layout layout = new Layout(assembly, section);
		for (int round = 0; round < MAX_ROUNDS; round++) {
			layout.assign();
			if (!layout.grow()) {
				return;
			}
		}
		throw new IllegalStateException("The layout of section " + section.name + " does not settle.");
	}

	private void assign() {
		long address = 0;
		for (Fragment fragment : section.fragments()) {
			fragment.address = address;
			switch (fragment) {
				case Fragment.Align align -> {
					long padding = Math.floorMod(-address, align.alignment);
					align.padding = align.limit > 0 && padding > align.limit ? 0 : padding;
				}
				case Fragment.Fill fill -> fill.length = length(fill, address);
				case Fragment.Data data -> { /* has the size of its bytes */ }
				case Fragment.Branch branch -> { /* has a size that grow finds */ }
				case Fragment.Leb leb -> { /* likewise */ }
			}
			address += fragment.size();
		}
		section.size = address;
	}

	private long length(Fragment.Fill fill, long address) {
		try {
			Value value = Evaluator.evaluate(fill.count, true);
			long number = fill.upTo && value.isRelative() && value.plus().section == section ? value.plus().address() + value.number()
					: numberOf(value);
			long length = fill.upTo ? number - address : number * fill.unit;
			if (length < 0 && fill.upTo) {
				assembly.error(fill.location, ".org would go back by " + -length + " bytes.");
			}
			if (length > 1L << 28 && section.type != ElfSection.NOBITS || length > 1L << 40) {
				assembly.error(fill.location, "A space of " + length + " bytes is too large: the limit is 256 MiB, or 1 TiB of zeros in .bss.");
				return 0;
			}
			return Math.max(length, 0);
		} catch (AssemblyException e) {
			assembly.error(fill.location, e.getMessage());
			return 0;
		}
	}

	private static long numberOf(Value value) {
		if (!value.isNumber()) {
			throw new AssemblyException("Expected a number, but this depends on '" + (value.plus() != null ? value.plus() : value.minus()).title() + "'.");
		}
		return value.number();
	}

	/** Whether a branch had to become longer. */
	private boolean grow() {
		boolean grown = false;
		for (Fragment fragment : section.fragments()) {
			if (fragment instanceof Fragment.Leb leb) {
				int needed = length(leb);
				grown |= needed > leb.length;
				leb.length = Math.max(leb.length, needed);
			}
			if (fragment instanceof Fragment.Branch branch) {
				int needed = needed(branch);
				if (needed > branch.length) {
					branch.length = needed;
					grown = true;
				}
			}
		}
		return grown;
	}

	private static int length(Fragment.Leb leb) {
		try {
			return Fragment.Leb.encode(Evaluator.number(leb.value, true), leb.signed, 1).length;
		} catch (AssemblyException reportedLater) {
			return leb.length;
		}
	}

	private int needed(Fragment.Branch branch) {
		Value value;
		try {
			value = Evaluator.evaluate(branch.target, true);
		} catch (AssemblyException reportedLater) {
			return branch.length;
		}
		if (!value.isRelative() || value.plus().section != section || value.plus().weak) {
			// Nobody knows how far it is: a branch becomes one over a jump, which reaches a megabyte.
			return branch.jump ? 4 : 8;
		}
		long distance = value.plus().address() + value.number() - branch.address;
		if (branch.compressed != 0 && (branch.jump ? Operand.C_IMM_J : Operand.C_IMM_B).check(distance).isEmpty()) {
			return 2;
		}
		return branch.jump || Operand.IMM_B.check(distance).isEmpty() ? 4 : branch.compressed != 0 ? 6 : 8;
	}
}
