/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.ringside.asm.Directives;
import org.ringside.asm.Modifiers;
import org.ringside.isa.Alias;
import org.ringside.isa.Aliases;
import org.ringside.isa.Csr;
import org.ringside.isa.Csrs;
import org.ringside.isa.Instruction;
import org.ringside.isa.Instructions;
import org.ringside.isa.Registers;

/** The words that need no definition in a source: mnemonics, registers, CSRs and directives, each with its help. */
public final class Vocabulary {
	/** Mnemonic to what it stands for; sorted, for completion. */
	private static final Map<String, Mnemonic> MNEMONICS = mnemonics();

	/**
	 * A mnemonic.
	 *
	 * @param name as it is written
	 * @param instruction the row, of a pseudo-instruction the row it becomes; empty where it becomes several
	 * @param forms how it is written, with operands
	 * @param help one sentence
	 */
	public record Mnemonic(String name, Optional<Instruction> instruction, List<String> forms, String help) {
		/** The role of the mnemonic in a source. */
		public TokenRole role() {
			if (instruction.isEmpty()) {
				return TokenRole.INSTRUCTION;
			}
			if (instruction.get().isPrivileged()) {
				return TokenRole.PRIVILEGED;
			}
			return instruction.get().isSensitive() ? TokenRole.SENSITIVE : TokenRole.INSTRUCTION;
		}
	}

	private Vocabulary() {
	}

	/** The mnemonic of that name, upper or lower case, with or without ordering suffixes. */
	public static Optional<Mnemonic> mnemonic(String word) {
		String lower = word.toLowerCase(java.util.Locale.ROOT);
		Mnemonic found = MNEMONICS.get(lower);
		if (found == null) {
			for (String suffix : List.of(".aqrl", ".aq", ".rl")) {
				if (lower.endsWith(suffix)) {
					found = MNEMONICS.get(lower.substring(0, lower.length() - suffix.length()));
				}
			}
		}
		return Optional.ofNullable(found);
	}

	/** All mnemonics by name. */
	public static Map<String, Mnemonic> allMnemonics() {
		return MNEMONICS;
	}

	/** All directives with a sentence each, by name with the dot. */
	public static Map<String, String> allDirectives() {
		return Directives.all();
	}

	/** What takes a part of an address, such as {@code hi} of {@code %hi(symbol)}, with a sentence each. */
	public static Map<String, String> allModifiers() {
		return Modifiers.all();
	}

	/** Whether it names a register, by number or by its ABI name. */
	public static boolean isRegister(String word) {
		return Registers.xNumber(word).isPresent() || Registers.fNumber(word).isPresent() || Registers.vNumber(word).isPresent();
	}

	/** The CSR of that name. */
	public static Optional<Csr> csr(String word) {
		return Csrs.byName(word);
	}

	private static Map<String, Mnemonic> mnemonics() {
		Map<String, Mnemonic> all = new TreeMap<>();
		for (Instruction instruction : Instructions.all()) {
			all.putIfAbsent(instruction.mnemonic(), new Mnemonic(instruction.mnemonic(), Optional.of(instruction),
					List.of(instruction.syntax()), instruction.help()));
		}
		Map<String, List<Alias>> aliases = new HashMap<>();
		for (Alias alias : Aliases.all()) {
			aliases.computeIfAbsent(alias.mnemonic(), name -> new ArrayList<>()).add(alias);
		}
		aliases.forEach((name, forms) -> {
			Mnemonic real = all.get(name);
			List<String> written = new ArrayList<>(real == null ? List.of() : real.forms());
			forms.forEach(alias -> written.add(alias.form()));
			String help = real == null ? "Short for " + forms.get(0).meaning() + ". " + forms.get(0).base().help()
					: real.help();
			all.put(name, new Mnemonic(name,
					Optional.of(real == null ? forms.get(0).base() : real.instruction().orElseThrow()), written, help));
		});
		pseudo(all, "li", "li rd, value", "Loads a constant of up to 64 bits, by as few instructions as it takes.");
		pseudo(all, "la", "la rd, symbol", "Loads the address of a symbol, relative to the pc.");
		pseudo(all, "lla", "lla rd, symbol", "Loads the address of a symbol of this program, relative to the pc.");
		pseudo(all, "call", "call symbol", "Calls a function at any distance; ra becomes the return address.");
		pseudo(all, "tail", "tail symbol", "Jumps to a function at any distance; t1 is overwritten.");
		pseudo(all, "jump", "jump symbol, rt", "Jumps to a symbol at any distance by a register of your choice.");
		pseudo(all, "unimp", "unimp", "An instruction that is illegal for certain.");
		for (String sign : List.of("", "u")) {
			String signed = sign.isEmpty() ? ", signed." : ", unsigned.";
			pseudo(all, "vmslt" + sign + ".vi", "vmslt" + sign + ".vi vd, vs2, imm, v0.t", "Sets mask bits where vs2 is less than the immediate" + signed);
			pseudo(all, "vmsge" + sign + ".vi", "vmsge" + sign + ".vi vd, vs2, imm, v0.t", "Sets mask bits where vs2 is at least the immediate" + signed);
			pseudo(all, "vmsge" + sign + ".vx", "vmsge" + sign + ".vx vd, vs2, rs1, v0.t, vt", "Sets mask bits where vs2 is at least rs1" + signed);
		}
		return java.util.Collections.unmodifiableMap(all);
	}

	private static void pseudo(Map<String, Mnemonic> all, String name, String form, String help) {
		all.put(name, new Mnemonic(name, Optional.empty(), List.of(form), help));
	}
}
