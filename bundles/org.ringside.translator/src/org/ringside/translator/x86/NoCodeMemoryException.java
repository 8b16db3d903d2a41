/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator.x86;

/** The host gives no memory that code can be written to and executed in. */
public final class NoCodeMemoryException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	NoCodeMemoryException() {
		super("The host gives no memory for code");
	}
}
