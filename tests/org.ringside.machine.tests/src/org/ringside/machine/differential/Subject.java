/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.ringside.isa.Extension;
import org.ringside.isa.Instruction;
import org.ringside.isa.Instructions;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.Zicsr;

/**
 * What a series of programs is about.
 *
 * @param name for reports
 * @param kind how the programs are made
 * @param profile what both machines have
 * @param rows the instructions that the programs are made of above all, and that count
 */
record Subject(String name, Comparison.Kind kind, IsaProfile profile, Set<Instruction> rows) {

	private static final List<Extension> COMPUTING = List.of(Extension.M, Extension.A, Extension.C, Extension.ZBA, Extension.ZBB, Extension.ZBC,
			Extension.ZBS, Extension.ZBKB, Extension.ZBKC, Extension.ZBKX, Extension.ZKND, Extension.ZKNE, Extension.ZKNH, Extension.ZKSED,
			Extension.ZKSH);
	private static final int VECTOR_SNIPPETS = Integer.getInteger("ringside.differential.snippets", 60);
	private static final List<Extension> PAGING = List.of(Extension.SV57, Extension.SVNAPOT, Extension.SVPBMT, Extension.SVINVAL);

	/** All that QEMU 7.2 has as well. */
	static List<Subject> all() {
		List<Subject> all = new ArrayList<>();
		Set<Instruction> everything = Set.copyOf(Instructions.all());
		all.add(new Subject("I", Comparison.Kind.COMPUTATION, IsaProfile.RV64IMAC, rows(IsaProfile.RV64I, IsaProfile.of(List.of()), true)));
		for (Extension extension : COMPUTING) {
			all.add(new Subject(extension.title(), Comparison.Kind.COMPUTATION, IsaProfile.RV64IMAC.with(extension),
					rows(IsaProfile.of(List.of(extension)), IsaProfile.RV64I, false)));
		}
		all.add(floating(Extension.F, IsaProfile.RV64GC));
		all.add(floating(Extension.D, IsaProfile.RV64GC));
		all.add(floating(Extension.ZFH, IsaProfile.RV64GC.with(Extension.ZFH)));
		IsaProfile vector = IsaProfile.RV64GC.with(Extension.V, Extension.ZFH, Extension.ZVFH);
		Set<Instruction> vectors = rows(vector, IsaProfile.RV64GC.with(Extension.ZFH), false);
		all.add(new Subject("V", Comparison.Kind.VECTOR, vector, vectors));
		all.add(new Subject("V of 256 bits", Comparison.Kind.VECTOR, vector.with(Extension.ZVL256B), vectors));
		all.add(new Subject("Zicsr", Comparison.Kind.CSR, IsaProfile.RV64IMAC, Set.of(Zicsr.values())));
		all.add(new Subject("interrupts", Comparison.Kind.INTERRUPT, IsaProfile.RV64IMAC, everything));
		all.add(new Subject("PMP", Comparison.Kind.PROTECTION, IsaProfile.RV64IMAC, everything));
		all.add(new Subject("Sv39 and Sv48", Comparison.Kind.PAGING, IsaProfile.RV64IMAC, everything));
		for (Extension extension : PAGING) {
			all.add(new Subject(extension.title(), Comparison.Kind.PAGING, IsaProfile.RV64IMAC.with(Extension.SV48, extension),
					everything));
		}
		IsaProfile guests = IsaProfile.parse("rv64imach_zicntr_zifencei_sv57");
		all.add(new Subject("H CSRs", Comparison.Kind.GUEST_CSR, guests, everything));
		all.add(new Subject("H traps", Comparison.Kind.GUEST_TRAP, guests, everything));
		all.add(new Subject("H translation", Comparison.Kind.GUEST_PAGING, guests, everything));
		for (Extension extension : List.of(Extension.SVNAPOT, Extension.SVPBMT)) {
			all.add(new Subject("H translation with " + extension.title(), Comparison.Kind.GUEST_PAGING, guests.with(extension), everything));
		}
		all.add(new Subject("H timers", Comparison.Kind.GUEST_TIMER, guests.with(Extension.SSTC), everything));
		return all;
	}

	private static Subject floating(Extension extension, IsaProfile profile) {
		IsaProfile without = IsaProfile.of(extension.implied());
		return new Subject(extension.title(), Comparison.Kind.FLOAT, profile,
				rows(IsaProfile.of(List.of(extension)), extension == Extension.ZFH ? IsaProfile.of(List.of(Extension.F)) : without, false));
	}

	/** The rows that one profile has and another has not. */
	private static Set<Instruction> rows(IsaProfile with, IsaProfile without, boolean all) {
		Set<Instruction> rows = new HashSet<>();
		for (Instruction row : Instructions.all()) {
			if (row.isIn(with) && (all || !row.isIn(without))) {
				rows.add(row);
			}
		}
		return rows;
	}

	/** A program of this subject. */
	Program.Image program(long seed) {
		return switch (kind) {
			case COMPUTATION -> new ComputationPrograms(seed, profile, rows).build(250, 60);
			case CSR -> new PrivilegedPrograms(seed, rows).csrs(150, 12);
			case INTERRUPT -> new PrivilegedPrograms(seed, rows).interrupts(300);
			case PAGING -> new PagingPrograms(seed, profile, rows).paging(40, 24);
			case VECTOR -> new VectorPrograms(seed, profile, rows).build(VECTOR_SNIPPETS, 60);
			case FLOAT -> new FloatPrograms(seed, profile, rows).build(150, 60);
			case GUEST_CSR -> new GuestPrograms(seed, rows).csrs(110, 12);
			case GUEST_TRAP -> new GuestPrograms(seed, rows).traps(200);
			case GUEST_PAGING -> new GuestPagingPrograms(seed, profile, rows).paging(24, 24);
			case GUEST_TIMER -> new GuestTimerPrograms(seed, rows).build(150);
			case PROTECTION -> new PagingPrograms(seed, profile, rows).protection(150, 8);
		};
	}

	@Override
	public String toString() {
		return name;
	}
}
