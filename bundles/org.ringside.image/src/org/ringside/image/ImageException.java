/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image;

/**
 * A file is not what it should be; the message is one sentence that names the file, what was expected and where.
 *
 * <p>The message is meant for the person who chose the file and is shown as it is, without a stack trace.
 */
public final class ImageException extends Exception {

	private static final long serialVersionUID = 1L;

	/**
	 * @param sentence the whole message, which names the file
	 */
	public ImageException(String sentence) {
		super(sentence);
	}

	/**
	 * @param sentence the whole message, which names the file
	 * @param cause what the platform reported
	 */
	public ImageException(String sentence, Throwable cause) {
		super(sentence, cause);
	}
}
