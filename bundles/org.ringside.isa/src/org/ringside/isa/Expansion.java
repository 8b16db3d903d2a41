/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import java.util.ArrayList;
import java.util.List;

/**
 * What a compressed instruction stands for: a base instruction, and for each of its operands either an operand of the
 * compressed one or a constant.
 *
 * @param base the instruction that is executed
 * @param bindings one for each operand of the base instruction that is not left at its default
 */
public record Expansion(Instruction base, List<Binding> bindings) {

	/** Where an operand of the base instruction comes from. */
	public sealed interface Binding permits Copy, Constant {

		/** The operand of the base instruction. */
		Operand target();
	}

	/** The value of an operand of the compressed instruction. */
	public record Copy(Operand target, Operand source) implements Binding {
	}

	/** A value that the compressed encoding implies. */
	public record Constant(Operand target, long value) implements Binding {
	}

	/** Reads {@code "RD=C_RD RS1=2"}. */
	static Expansion parse(Instruction base, String sources) {
		List<Binding> bindings = new ArrayList<>();
		for (String item : sources.isEmpty() ? new String[0] : sources.split(" ")) {
			int equals = item.indexOf('=');
			Operand target = Operand.valueOf(item.substring(0, equals));
			String source = item.substring(equals + 1);
			bindings.add(isNumber(source) ? new Constant(target, Long.parseLong(source))
					: new Copy(target, Operand.valueOf(source)));
		}
		return new Expansion(base, List.copyOf(bindings));
	}

	private static boolean isNumber(String source) {
		return Character.isDigit(source.charAt(source.startsWith("-") ? 1 : 0));
	}

	/** The 32-bit word of the base instruction. */
	int expand(int compressed) {
		int word = base.match();
		for (Binding binding : bindings) {
			word = switch (binding) {
				case Copy copy -> copy.target().insert(word, copy.source().extract(compressed));
				case Constant constant -> constant.target().insert(word, constant.value());
			};
		}
		return word;
	}
}
