/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.List;
import org.ringside.image.elf.ElfSection;

/**
 * The outcome of an assembly: what a linker reads, or a file writer.
 *
 * @param fileName the source file
 * @param sections in the order of their appearance
 * @param symbols all that have names, in the order of their appearance
 */
record ObjectCode(String fileName, List<ObjectSection> sections, List<AsmSymbol> symbols) {

	/**
	 * A finished section.
	 *
	 * @param origin the section of the assembly, to which symbols refer
	 * @param bytes its contents; empty if it is all zeros
	 * @param relocations what a linker has to fill in
	 */
	record ObjectSection(AsmSection origin, byte[] bytes, List<Entry> relocations) {

		boolean isZeros() {
			return origin.type == ElfSection.NOBITS;
		}
	}

	/**
	 * A relocation.
	 *
	 * @param offset the place in the section
	 * @param kind how the value goes in
	 * @param symbol the symbol
	 * @param addend what is added to it
	 * @param location for messages
	 */
	record Entry(long offset, Relocation kind, AsmSymbol symbol, long addend, Location location) {
	}
}
