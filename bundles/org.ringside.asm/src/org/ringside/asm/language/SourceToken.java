/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm.language;

/**
 * A piece of a source that has a role; white space, operators and separators have none.
 *
 * @param offset of its first character in the text
 * @param length in characters
 * @param role what it is
 */
public record SourceToken(int offset, int length, TokenRole role) {
	/** The offset behind its last character. */
	public int end() {
		return offset + length;
	}

	/** Its characters. */
	public String in(CharSequence text) {
		return text.subSequence(offset, end()).toString();
	}
}
