/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.elf;

/**
 * One symbol.
 *
 * @param name its name, possibly empty
 * @param value its address (in a relocatable file: its offset in the section)
 * @param size its size in bytes, 0 if nobody said
 * @param kind what it names
 * @param binding who sees it
 * @param section the name of its section, or {@link #UNDEFINED}, {@link #ABSOLUTE}, {@link #COMMON}
 */
public record ElfSymbol(String name, long value, long size, Kind kind, Binding binding, String section) {

	/** Section of a symbol that this file uses and does not define. */
	public static final String UNDEFINED = "*UND*";
	/** Section of a symbol that is a number and no place. */
	public static final String ABSOLUTE = "*ABS*";
	/** Section of a symbol that the linker is to give space. */
	public static final String COMMON = "*COM*";

	/** What a symbol names ({@code STT_*}). */
	public enum Kind {
		/** Not said: a label of assembly. */
		NONE,
		/** Data. */
		OBJECT,
		/** Code. */
		FUNCTION,
		/** A section itself. */
		SECTION,
		/** A source file. */
		FILE,
		/** An uninitialised common block. */
		COMMON,
		/** Data of a thread. */
		TLS,
		/** Anything else. */
		OTHER;

		static Kind of(int number) {
			return number < OTHER.ordinal() ? values()[number] : OTHER;
		}

		int number() {
			return ordinal();
		}
	}

	/** Who sees a symbol ({@code STB_*}). */
	public enum Binding {
		/** Only its own file. */
		LOCAL,
		/** All files that are linked together. */
		GLOBAL,
		/** All files, and a global one of the same name replaces it. */
		WEAK,
		/** Anything else. */
		OTHER;

		static Binding of(int number) {
			return number < OTHER.ordinal() ? values()[number] : OTHER;
		}

		int number() {
			return ordinal();
		}
	}

	/** @return whether this file gives the symbol a place or a value */
	public boolean isDefined() {
		return !section.equals(UNDEFINED);
	}

	/** @return whether it is a place in memory, and not a number, a file or a section */
	public boolean isPlace() {
		return isDefined() && !section.equals(ABSOLUTE) && !section.equals(COMMON)
				&& switch (kind) {
				case NONE, OBJECT, FUNCTION, OTHER -> true;
				case SECTION, FILE, COMMON, TLS -> false;
				};
	}

	/** @return whether a person wrote the name: no mapping symbol ({@code $x}, {@code $d}) and no {@code .L} label */
	public boolean isNamedByPerson() {
		return !name.isEmpty() && !name.startsWith(".L") && !name.startsWith("$x") && !name.startsWith("$d");
	}

	/** @return whether the address lies in what the symbol says it covers; a symbol without size covers only its start */
	public boolean covers(long address) {
		return size == 0 ? address == value : Long.compareUnsigned(address - value, size) < 0;
	}
}
