/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import java.util.List;

/**
 * The facts of one instruction, as an extension's table gives them.
 *
 * @param extension the extension that brings it
 * @param requirement the extensions that a hart must have for it
 * @param mnemonic the mnemonic in lower case
 * @param pattern 16 or 32 characters, see {@link Instruction#pattern()}
 * @param mask the fixed bits
 * @param match the values of the fixed bits
 * @param syntax how its operands are written
 * @param help one sentence
 * @param privileged see {@link Instruction#isPrivileged()}
 * @param sensitivity why it is sensitive, or empty
 */
public record Row(Extension extension, Requirement requirement, String mnemonic, String pattern, int mask, int match,
		Syntax syntax, String help, boolean privileged, String sensitivity) {

	/** A row that needs only its extension and is neither privileged nor sensitive. */
	static Row of(Extension extension, String mnemonic, String pattern, String syntax, String help) {
		String bits = pattern.replace(" ", "");
		if (bits.length() != 16 && bits.length() != 32) {
			throw new IllegalArgumentException("The pattern of " + mnemonic + " has " + bits.length() + " bits.");
		}
		int mask = 0;
		int match = 0;
		for (int i = 0; i < bits.length(); i++) {
			int bit = 1 << (bits.length() - 1 - i);
			switch (bits.charAt(i)) {
				case '1' -> {
					mask |= bit;
					match |= bit;
				}
				case '0' -> mask |= bit;
				default -> { /* a bit of an operand */ }
			}
		}
		return new Row(extension, Requirement.of(extension), mnemonic, bits, mask, match, Syntax.parse(syntax), help,
				false, "");
	}

	/** The same row for a hart that meets a requirement such as {@code "D & ZFH|ZFHMIN"}. */
	Row requiring(String extensions) {
		return new Row(extension, Requirement.parse(extensions), mnemonic, pattern, mask, match, syntax, help,
				privileged, sensitivity);
	}

	/** The same row, privileged and sensitive for a reason. */
	Row privilegedBecause(String reason) {
		return new Row(extension, requirement, mnemonic, pattern, mask, match, syntax, help, true, reason);
	}

	/** The same row, sensitive for a reason although it may run in U-mode. */
	Row sensitiveBecause(String reason) {
		return new Row(extension, requirement, mnemonic, pattern, mask, match, syntax, help, privileged, reason);
	}

	/** All operands, written ones first. */
	public List<Operand> operands() {
		return syntax.operands();
	}
}
