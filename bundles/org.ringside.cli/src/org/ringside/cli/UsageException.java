/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.cli;

/** The options make no sense; the message is one sentence. */
final class UsageException extends Exception {

	private static final long serialVersionUID = 1L;

	UsageException(String sentence) {
		super(sentence);
	}
}
