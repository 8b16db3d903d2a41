/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.elf;

/** What an ELF file is for ({@code e_type}). */
public enum ElfType {
	/** Input of a linker: sections, and no segments. */
	RELOCATABLE,
	/** A program for fixed addresses. */
	EXECUTABLE,
	/** A shared object, or a program for any address. */
	SHARED,
	/** A memory dump. */
	CORE,
	/** A number that no specification gives a meaning to. */
	OTHER;

	static ElfType of(int number) {
		return switch (number) {
		case 1 -> RELOCATABLE;
		case 2 -> EXECUTABLE;
		case 3 -> SHARED;
		case 4 -> CORE;
		default -> OTHER;
		};
	}
}
