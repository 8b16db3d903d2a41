/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

/**
 * A place in a source file.
 *
 * @param file the path as the image's line table has it
 * @param line counted from 1
 */
public record SourceLocation(String file, int line) {

	/** The last segment of the path. */
	public String fileName() {
		int slash = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));
		return file.substring(slash + 1);
	}

	@Override
	public String toString() {
		return file + ":" + line;
	}
}
