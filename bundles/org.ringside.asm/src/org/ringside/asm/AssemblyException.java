/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

/** Ends the work on one statement; its message becomes a {@link Problem}. Stackless, for it tells of a user's mistake. */
final class AssemblyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int column;

	/** A mistake in the statement that is being assembled, as far as is known at its first column. */
	AssemblyException(String message) {
		this(message, 0);
	}

	/** A mistake at so many columns from the start of the statement. */
	AssemblyException(String message, int column) {
		super(message, null, false, false);
		this.column = column;
	}

	int column() {
		return column;
	}
}
