/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.dwarf;

/**
 * A run of instructions that one source line made.
 *
 * @param file path of the source file, absolute if the debug information says where it was compiled
 * @param line line number from 1; 0 for code that belongs to no line
 * @param column column number from 1; 0 if not known
 * @param statement whether a breakpoint on the line belongs at the first instruction
 * @param address the first instruction
 * @param size bytes of instructions
 */
public record SourceLine(String file, int line, int column, boolean statement, long address, int size) {

	/** @return the file's name without its folders */
	public String fileName() {
		return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
	}

	/** @return {@code name.S:12} */
	@Override
	public String toString() {
		return fileName() + ":" + line;
	}
}
