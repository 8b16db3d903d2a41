/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.ringside.isa.Instruction;
import org.ringside.isa.Operand;
import org.ringside.isa.RvM;
import org.ringside.isa.Zba;
import org.ringside.isa.Zbb;
import org.ringside.isa.Zbs;
import org.ringside.isa.Zicond;

/**
 * The static method in {@code machine} that computes the result of an instruction from its integer operands. Its name is
 * the mnemonic's; an instruction with an immediate shares the method of its sister.
 *
 * @param owner     internal name of the class
 * @param operands  1 or 2
 * @param immediate whether the second operand is the immediate
 */
record Semantics(String owner, String name, int operands, boolean immediate) {

	private static final String PACKAGE = "org/ringside/machine/instructions/";
	private static final Map<Instruction, Semantics> ALL = new HashMap<>();

	static {
		for (RvM instruction : RvM.values()) {
			put(instruction, PACKAGE + "MultiplyInstructions", instruction.name());
		}
		for (Zba instruction : Zba.values()) {
			put(instruction, PACKAGE + "AddressInstructions", instruction.name());
		}
		for (Zbb instruction : Zbb.values()) {
			String name = instruction.name();
			put(instruction, name.equals("MAX") || name.equals("MIN") ? "java/lang/Math" : PACKAGE + "BitInstructions",
					name.equals("RORI") || name.equals("RORIW") ? name.replace("I", "") : name);
		}
		for (Zbs instruction : Zbs.values()) {
			put(instruction, PACKAGE + "BitInstructions", instruction.name().replaceFirst("(?<=....)I$", ""));
		}
		for (Zicond instruction : Zicond.values()) {
			put(instruction, PACKAGE + "BitInstructions", instruction.name());
		}
	}

	/** The method for an instruction, or {@code null} if it is none of these. */
	static Semantics of(Instruction instruction) {
		return ALL.get(instruction);
	}

	private static void put(Instruction instruction, String owner, String name) {
		boolean immediate = instruction.operands().stream().anyMatch(o -> o.role() == Operand.Role.IMM);
		boolean second = immediate || instruction.operands().stream().anyMatch(o -> o.role() == Operand.Role.RS2);
		ALL.put(instruction, new Semantics(owner, camel(name), second ? 2 : 1, immediate));
	}

	private static String camel(String name) {
		StringBuilder camel = new StringBuilder();
		for (String part : name.toLowerCase(Locale.ROOT).split("_")) {
			camel.append(camel.isEmpty() ? part : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
		}
		return camel.toString();
	}
}
