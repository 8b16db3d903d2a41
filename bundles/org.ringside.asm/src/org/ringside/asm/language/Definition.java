/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm.language;

/**
 * A name that a source defines.
 *
 * @param name as it is written
 * @param kind what it names
 * @param offset of the name where it is defined
 * @param line from 1
 * @param detail the value of a constant, the parameters of a macro, or empty
 */
public record Definition(String name, Kind kind, int offset, int line, String detail) {
	/** What a name can stand for. */
	public enum Kind {
		/** A place in a section. */
		LABEL,
		/** A number that is used as a label, {@code 1:}; it can be defined again and again. */
		LOCAL_LABEL,
		/** A value. */
		CONSTANT,
		/** A macro. */
		MACRO,
		/** A section that the source changes to. */
		SECTION
	}
}
