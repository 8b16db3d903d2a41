/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.build;

import java.util.List;

/**
 * One message of a compiler, an assembler, a linker or make.
 *
 * @param severity how bad it is
 * @param file the path as it was printed, seen from {@code folder}; empty if the message has no place
 * @param folder where the program that printed it ran, absolute; empty for the folder of the build
 * @param line from 1; 0 if none is told
 * @param column from 1; 0 if none is told
 * @param length how many columns are meant; at least 1
 * @param text what is wrong
 * @param includedFrom the places that lead to {@code file} by including, the innermost first
 */
public record CompilerMessage(Severity severity, String file, String folder, int line, int column, int length, String text,
		List<Place> includedFrom) {

	/** How bad a message is. */
	public enum Severity {
		/** There is no output. */
		ERROR,
		/** There is output all the same. */
		WARNING,
		/** It explains another message. */
		NOTE
	}

	/**
	 * A line of a file.
	 *
	 * @param file as it was printed
	 * @param line from 1
	 */
	public record Place(String file, int line) {
	}

	public CompilerMessage {
		includedFrom = List.copyOf(includedFrom);
	}

	/** The same message about {@code columns} columns, of which the one that was told is the {@code caret}th, from 0. */
	CompilerMessage spanning(int caret, int columns) {
		boolean fits = column > caret;
		return new CompilerMessage(severity, file, folder, line, fits ? column - caret : column, fits ? columns : 1, text, includedFrom);
	}
}
