/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ringside.image.elf.ElfFile;
import org.ringside.image.elf.RiscvAttributes;
import org.ringside.isa.Extension;
import org.ringside.isa.IsaProfile;

/**
 * What an object says of itself in {@code .riscv.attributes} (RISC-V ELF psABI, Attributes).
 *
 * @param values by tag
 */
record ObjectAttributes(SortedMap<Integer, String> values) {

	private static final String LETTERS = "iemafdqlcbkjtpvnh";
	/** What GNU as adds to the string for an extension that has it in itself. */
	private static final Map<String, List<String>> IMPLIED = Map.of("m", List.of("zmmul"), "v",
			List.of("zve32f", "zve32x", "zve64d", "zve64f", "zve64x", "zvl128b", "zvl32b", "zvl64b"));
	private static final int DOUBLE_FLOAT = 4;
	private static final int SINGLE_FLOAT = 2;

	/** The instruction set with the versions that GNU as writes, which are those of the specification of 2019. */
	private static String arch(IsaProfile isa, boolean csrs) {
		List<String> names = new ArrayList<>();
		Set<Extension> silent = EnumSet.of(Extension.S, Extension.U, Extension.SV39, Extension.SV48, Extension.SV57);
		for (Extension extension : isa.extensions()) {
			if (extension.isInIsaString() && !silent.contains(extension) && isNamed(extension, isa, csrs)) {
				names.add(extension.spelling());
				names.addAll(IMPLIED.getOrDefault(extension.spelling(), List.of()));
			}
		}
		names.sort(Comparator.comparingInt(ObjectAttributes::rank).thenComparing(Comparator.naturalOrder()));
		StringBuilder text = new StringBuilder("rv64");
		for (String name : names) {
			text.append(text.length() > 4 ? "_" : "").append(name).append(version(name));
		}
		return text.toString();
	}

	/** CSR instructions are always there for the assembler; the string names them where something else needs them. */
	private static boolean isNamed(Extension extension, IsaProfile isa, boolean csrs) {
		return switch (extension) {
			case ZICSR -> csrs || isa.has(Extension.F) || isa.has(Extension.H) || isa.has(Extension.ZIFENCEI);
			case ZICNTR, ZIHPM -> false;
			default -> true;
		};
	}

	private static String version(String name) {
		return switch (name) {
			case "i", "a" -> "2p1";
			case "f", "d" -> "2p2";
			case "m", "c", "zicsr", "zifencei", "zihintpause" -> "2p0";
			default -> "1p0";
		};
	}

	/** Letters first, then Z by the letter that follows, then S. */
	private static int rank(String name) {
		if (name.length() == 1) {
			return LETTERS.indexOf(name);
		}
		int kind = LETTERS.indexOf(name.charAt(1));
		return name.startsWith("z") ? 100 + (kind < 0 ? 50 : kind) : 200;
	}

	/** What an assembly says: what {@code .attribute} gave, and the rest as it follows from the code. */
	static ObjectAttributes of(Assembly assembly) {
		SortedMap<Integer, String> values = new TreeMap<>(assembly.attributes);
		values.put(RiscvAttributes.ARCH, arch(assembly.isa, assembly.usesCsrs));
		if (assembly.usesPrivileged && !values.containsKey(RiscvAttributes.PRIV_SPEC)) {
			values.put(RiscvAttributes.PRIV_SPEC, "1");
			values.put(RiscvAttributes.PRIV_SPEC + 2, "11");
		}
		// What is zero is not said.
		values.values().removeIf(value -> value.equals("0"));
		return new ObjectAttributes(values);
	}

	byte[] encode() {
		return RiscvAttributes.encode(values);
	}

	/** {@code e_flags}: whether there are compressed instructions, and how floating point is passed. */
	static int flags(IsaProfile isa, boolean compressed) {
		int floats = isa.has(Extension.D) ? DOUBLE_FLOAT : isa.has(Extension.F) ? SINGLE_FLOAT : 0;
		return floats | (compressed ? ElfFile.FLAG_RVC : 0);
	}
}
