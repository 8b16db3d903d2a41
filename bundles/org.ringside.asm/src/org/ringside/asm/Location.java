/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

/**
 * A place in a source text.
 *
 * @param file the name of the file as it was given
 * @param line from 1
 * @param column from 1
 */
public record Location(String file, int line, int column) {

	/** Nowhere in particular. */
	static final Location UNKNOWN = new Location("", 0, 0);

	/** The same place some columns to the right. */
	Location right(int columns) {
		return new Location(file, line, column + columns);
	}

	@Override
	public String toString() {
		return line == 0 ? file : file + ":" + line + ":" + column;
	}
}
