/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import java.util.List;

/** Makes instruction words from rows and operand values. */
public final class Encoder {

	private Encoder() {
	}

	/**
	 * Encodes an instruction.
	 *
	 * @param values the values of {@link Instruction#operands()} in order; those with a default may be left away from the end
	 * @return the word, of which the lower 16 bits count if the row is compressed
	 * @throws IllegalArgumentException with a sentence, if a value does not fit or one is missing
	 */
	public static int encode(Instruction instruction, long... values) {
		List<Operand> operands = instruction.operands();
		if (values.length > operands.size()) {
			throw new IllegalArgumentException(instruction.mnemonic() + " has " + operands.size() + " operands, but "
					+ values.length + " are given.");
		}
		int word = instruction.match();
		for (int i = 0; i < operands.size(); i++) {
			Operand operand = operands.get(i);
			long value;
			if (i < values.length) {
				value = values[i];
			} else {
				value = operand.defaultValue().orElseThrow(() -> new IllegalArgumentException(
						"The operand " + operand.label() + " of " + instruction.mnemonic() + " is missing."));
			}
			word = operand.insert(word, value);
		}
		return word;
	}
}
