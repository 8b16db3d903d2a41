/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import org.ringside.image.elf.ElfSymbol;

/** A symbol of an object: a place in a section, a number, room that the linker finds, or something of another object. */
final class ObjectSymbol {

	final String name;
	/** The section of a place; null if it is none. */
	ObjectSection section;
	/** The offset in the section, or the number. */
	long value;
	long size;
	boolean absolute;
	/** The alignment of room that the linker finds among zeros; 0 if it is none. */
	long commonAlignment;
	ElfSymbol.Kind kind = ElfSymbol.Kind.NONE;
	ElfSymbol.Binding binding = ElfSymbol.Binding.LOCAL;
	/** {@code STV_*}. */
	int visibility;
	Location definition = Location.UNKNOWN;

	ObjectSymbol(String name) {
		this.name = name;
	}

	boolean isPlace() {
		return section != null;
	}

	boolean isCommon() {
		return commonAlignment > 0;
	}

	boolean isDefined() {
		return section != null || absolute || isCommon();
	}

	boolean isWeak() {
		return binding == ElfSymbol.Binding.WEAK;
	}

	boolean isLocal() {
		return binding == ElfSymbol.Binding.LOCAL;
	}

	/** Whether only the assembler needed it. */
	boolean isTemporary() {
		return name.startsWith(".L") || kind == ElfSymbol.Kind.SECTION || name.startsWith("$");
	}

	/** Its name for messages; a numeric label is named by its number, a section by its own name. */
	String title() {
		int mark = name.indexOf(2);
		return mark > 2 ? name.substring(2, mark) : name.isEmpty() && section != null ? section.name : name;
	}
}
