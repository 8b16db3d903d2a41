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
	private static final int LONGEST = 500;

	/**
	 * @param sentence the whole message, which names the file
	 */
	public ImageException(String sentence) {
		super(plain(sentence));
	}

	/**
	 * @param sentence the whole message, which names the file
	 * @param cause what the platform reported
	 */
	public ImageException(String sentence, Throwable cause) {
		super(plain(sentence), cause);
	}

	/** Names from a broken file may hold anything; a sentence has one line and an end in sight. */
	private static String plain(String sentence) {
		String line = sentence.replaceAll("\\p{Cntrl}", "?");
		return line.length() <= LONGEST ? line
				: line.substring(0, LONGEST / 2) + " … " + line.substring(line.length() - LONGEST / 2);
	}
}
