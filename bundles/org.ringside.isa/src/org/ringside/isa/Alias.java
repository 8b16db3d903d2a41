/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import java.util.List;

/**
 * A pseudo-instruction that is one real instruction with some operands implied.
 *
 * @param mnemonic the mnemonic of the pseudo-instruction
 * @param base the real instruction
 * @param syntax its operands, which are operands of the real instruction
 * @param bindings the implied operands: a constant, or the same as another operand
 * @param preferred whether a disassembler writes it; otherwise it is only read
 */
public record Alias(String mnemonic, Instruction base, Syntax syntax, List<Expansion.Binding> bindings, boolean preferred) {

	/** Whether the word, of the base instruction, can be written so. */
	boolean fits(int word) {
		for (Expansion.Binding binding : bindings) {
			long value = switch (binding) {
				case Expansion.Copy copy -> copy.source().extract(word);
				case Expansion.Constant constant -> constant.value();
			};
			if (binding.target().extract(word) != value) {
				return false;
			}
		}
		return true;
	}

	/** How it is written, for people: {@code mv rd, rs1}. */
	public String form() {
		return syntax.forPeople(mnemonic);
	}

	/** What it stands for, for people: {@code addi with imm = 0}. */
	public String meaning() {
		StringBuilder text = new StringBuilder(base.mnemonic());
		String separator = " with ";
		for (Expansion.Binding binding : bindings) {
			text.append(separator).append(binding.target().label()).append(" = ").append(switch (binding) {
				case Expansion.Copy copy -> copy.source().label();
				case Expansion.Constant constant -> binding.target().kind().isRegister()
						? Registers.x((int) constant.value()) : Long.toString(constant.value());
			});
			separator = ", ";
		}
		return text.toString();
	}
}
