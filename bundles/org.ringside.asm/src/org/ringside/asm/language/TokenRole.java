/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm.language;

/** What a piece of an assembly source is, as far as a reader wants to see it. */
public enum TokenRole {
	/** A mnemonic of an instruction that any mode may execute and that is innocuous. */
	INSTRUCTION,
	/** A mnemonic of an instruction that traps in U-mode. */
	PRIVILEGED,
	/** A mnemonic of an instruction that is sensitive in the sense of Popek and Goldberg without being privileged. */
	SENSITIVE,
	/** The first word of a statement that is none of the known mnemonics: taken for a macro. */
	MACRO,
	/** A directive, also one of the preprocessor. */
	DIRECTIVE,
	/** A register. */
	REGISTER,
	/** A control and status register. */
	CSR,
	/** A label where it is defined. */
	LABEL,
	/** Any other name. */
	SYMBOL,
	/** A number or a character constant. */
	NUMBER,
	/** A string. */
	STRING,
	/** A comment. */
	COMMENT
}
