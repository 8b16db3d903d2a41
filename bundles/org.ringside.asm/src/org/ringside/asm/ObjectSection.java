/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayList;
import java.util.List;
import org.ringside.image.elf.ElfSection;

/** A finished section of an object. */
final class ObjectSection {

	final String name;
	final int type;
	final long flags;
	final long alignment;
	final long entrySize;
	/** Its contents; empty if it is all zeros. */
	byte[] bytes;
	long size;
	/** What a linker has to fill in, by offset. */
	final List<Entry> relocations = new ArrayList<>();
	/** The signature of the group of which only one is linked; empty if it is in none. */
	String group = "";

	ObjectSection(String name, int type, long flags, long alignment, long entrySize, byte[] bytes, long size) {
		this.name = name;
		this.type = type;
		this.flags = flags;
		this.alignment = alignment;
		this.entrySize = entrySize;
		this.bytes = bytes;
		this.size = size;
	}

	boolean isZeros() {
		return type == ElfSection.NOBITS;
	}

	boolean isCode() {
		return (flags & ElfSection.EXECUTE) != 0;
	}

	/** A place that a linker has to fill in. */
	static final class Entry {

		/** The place in the section. */
		long offset;
		/** How the value goes in. */
		Relocation kind;
		/** What the value is computed from; null if it is the addend alone. */
		final ObjectSymbol symbol;
		/** What is added. */
		long addend;
		/** For messages. */
		final Location location;

		Entry(long offset, Relocation kind, ObjectSymbol symbol, long addend, Location location) {
			this.offset = offset;
			this.kind = kind;
			this.symbol = symbol;
			this.addend = addend;
			this.location = location;
		}
	}
}
