/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ringside.isa.Alias;
import org.ringside.isa.Aliases;
import org.ringside.isa.Expansion;
import org.ringside.isa.Instruction;
import org.ringside.isa.Instructions;
import org.ringside.isa.Operand;
import org.ringside.isa.Syntax;

/**
 * A way to write an instruction: a row of the tables, or a pseudo-instruction that stands for one row.
 *
 * @param row the instruction
 * @param syntax its operands
 * @param implied operands that the form implies
 * @param alias whether it is a pseudo-instruction
 */
record InstructionForm(Instruction row, Syntax syntax, List<Expansion.Binding> implied, boolean alias) {

	private static final Map<String, List<InstructionForm>> FORMS = new ConcurrentHashMap<>();

	/** All forms of a mnemonic, without its ordering suffix; none if there is no such instruction. */
	static List<InstructionForm> of(String mnemonic) {
		List<InstructionForm> known = FORMS.get(mnemonic);
		if (known != null) {
			return known;
		}
		List<InstructionForm> forms = find(mnemonic);
		if (!forms.isEmpty()) {
			// Only what exists is kept, so that misspelt words do not pile up.
			FORMS.put(mnemonic, forms);
		}
		return forms;
	}

	private static List<InstructionForm> find(String mnemonic) {
		List<InstructionForm> forms = new ArrayList<>();
		Instructions.byMnemonic(mnemonic).ifPresent(row -> {
			forms.add(new InstructionForm(row, row.row().syntax(), List.of(), false));
			withoutRounding(row, forms);
		});
		for (Alias alias : Aliases.byMnemonic(mnemonic)) {
			forms.add(new InstructionForm(alias.base(), alias.syntax(), alias.bindings(), true));
		}
		// "add a0, a1, 5" is accepted for addi.
		Instructions.byMnemonic(immediateForm(mnemonic)).ifPresent(row -> forms.add(new InstructionForm(row, row.row().syntax(), List.of(), true)));
		return forms;
	}

	private static String immediateForm(String mnemonic) {
		return switch (mnemonic) {
			case "addw", "sllw", "srlw", "sraw", "rorw" -> mnemonic.substring(0, mnemonic.length() - 1) + "iw";
			case "sltu" -> "sltiu";
			case "add", "and", "or", "xor", "sll", "srl", "sra", "slt", "ror", "bset", "bclr", "binv", "bext" -> mnemonic + "i";
			default -> "";
		};
	}

	/** The same without a rounding mode at the end, which then is the default. */
	private static void withoutRounding(Instruction row, List<InstructionForm> forms) {
		List<Syntax.Part> parts = row.row().syntax().parts();
		if (!parts.isEmpty() && parts.getLast() instanceof Syntax.Field field && field.operand().kind() == Operand.Kind.ROUNDING_MODE) {
			Operand rm = field.operand();
			Syntax shorter = new Syntax(parts.subList(0, parts.size() - 2), List.of(), row.operands());
			forms.add(new InstructionForm(row, shorter, List.of(new Expansion.Constant(rm, rm.defaultValue().orElseThrow())), false));
		}
	}

	/** For messages. */
	String usage(String mnemonic) {
		StringBuilder text = new StringBuilder(mnemonic);
		String separator = " ";
		for (Syntax.Part part : syntax.parts()) {
			switch (part) {
				case Syntax.Literal literal -> {
					text.append(literal.text().equals(",") ? "" : separator).append(literal.text());
					separator = literal.text().equals(",") ? " " : "";
				}
				case Syntax.Field field -> {
					text.append(separator).append(field.operand().label());
					separator = "";
				}
			}
		}
		return text.toString();
	}
}
