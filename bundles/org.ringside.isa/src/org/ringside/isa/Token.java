/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/**
 * A piece of a disassembled instruction, for faces that colour by role.
 *
 * @param text the characters
 * @param role what they are
 */
public record Token(String text, Role role) {

	/** What a piece of text is. */
	public enum Role {
		/** An instruction that any mode may execute. */
		MNEMONIC,
		/** An instruction that raises an exception in U-mode. */
		PRIVILEGED_MNEMONIC,
		/** An instruction that U-mode may execute but that is sensitive. */
		SENSITIVE_MNEMONIC,
		/** A data directive, for a word that is no instruction. */
		DIRECTIVE,
		/** A register of either file. */
		REGISTER,
		/** A CSR name or number. */
		CSR,
		/** A number. */
		IMMEDIATE,
		/** An address. */
		ADDRESS,
		/** A symbol beside an address. */
		SYMBOL,
		/** A rounding mode or fence set. */
		KEYWORD,
		/** Commas, parentheses and space. */
		PUNCTUATION
	}
}
