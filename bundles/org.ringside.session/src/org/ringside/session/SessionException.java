/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

/** What a user asked for could not be done; the message is one sentence that can be shown as it is. */
public final class SessionException extends Exception {

	private static final long serialVersionUID = 1L;

	public SessionException(String sentence) {
		super(sentence);
	}

	public SessionException(String sentence, Throwable cause) {
		super(sentence, cause);
	}
}
