/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

/**
 * Something that is wrong or doubtful in a source text.
 *
 * @param severity whether there is output all the same
 * @param location where
 * @param message one sentence that says what was expected
 */
public record Problem(Severity severity, Location location, String message) {

	/** How bad a problem is. */
	public enum Severity {
		/** There is no output. */
		ERROR,
		/** The output may not be what was meant. */
		WARNING
	}

	/** In the manner of GNU tools: {@code file:line:column: error: message}. */
	@Override
	public String toString() {
		return location + ": " + severity.name().toLowerCase() + ": " + message;
	}
}
