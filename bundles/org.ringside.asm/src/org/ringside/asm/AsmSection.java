/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ringside.image.elf.ElfSection;

/** A section while it grows. */
final class AsmSection {

	final String name;
	final long flags;
	final int type;
	final long entrySize;
	final List<ExtraRelocation> extra = new ArrayList<>();
	/** Whether it is no section but counts offsets, as {@code .struct} does. */
	private boolean offsets;
	/** Its subsections, which follow one another by their numbers. */
	private final SortedMap<Integer, Subsection> subsections = new TreeMap<>();
	private Subsection current;
	long alignment = 1;
	/** The signature of the group that it belongs to; empty if it is in none. */
	String group = "";
	long size;

	/** Where the code of a source line begins. */
	record LineMark(Fragment fragment, int offset, Location location) {

		long address() {
			return fragment.address + offset;
		}
	}

	/** What {@code .reloc} asks for. */
	record ExtraRelocation(Expression place, Relocation kind, Expression value, Location location) {
	}

	/** A part of a section that a number tells apart. */
	record Subsection(int number, List<Fragment> fragments, List<LineMark> lines) {
	}

	AsmSection(String name, int type, long flags, long entrySize) {
		this.name = name;
		this.type = type;
		this.flags = flags;
		this.entrySize = entrySize;
		enter(0);
	}

	/** Counts offsets of a structure from a start. */
	static AsmSection offsets(long start) {
		AsmSection section = new AsmSection("", ElfSection.NOBITS, 0, 0);
		section.offsets = true;
		section.add(new Fragment.Fill(new Expression.Number(start), false, 0, 1, Location.UNKNOWN));
		section.data();
		return section;
	}

	boolean isOffsets() {
		return offsets;
	}

	/** The offset that has been counted to. */
	long offsetHere() {
		long offset = 0;
		for (Fragment fragment : current.fragments) {
			if (fragment instanceof Fragment.Fill fill && fill.count instanceof Expression.Number number) {
				offset = fill.upTo ? number.value() : offset + number.value() * fill.unit;
			} else if (fragment instanceof Fragment.Align align) {
				offset += Math.floorMod(-offset, align.alignment);
			} else {
				offset += fragment.size();
			}
		}
		return offset;
	}

	/** Continues a subsection. */
	void enter(int number) {
		current = subsections.computeIfAbsent(number, key -> new Subsection(key, new ArrayList<>(), new ArrayList<>()));
		if (current.fragments.isEmpty()) {
			add(new Fragment.Data());
		}
	}

	int subsection() {
		return current.number;
	}

	/** All fragments in the order in which they lie. */
	List<Fragment> fragments() {
		if (subsections.size() == 1) {
			return current.fragments;
		}
		List<Fragment> all = new ArrayList<>();
		subsections.values().forEach(subsection -> all.addAll(subsection.fragments));
		return all;
	}

	/** All marks of lines in the order of their places. */
	List<LineMark> lines() {
		List<LineMark> all = new ArrayList<>();
		subsections.values().forEach(subsection -> all.addAll(subsection.lines));
		return all;
	}

	/** Notes that the code of a line begins here. */
	void mark(Location line) {
		Fragment.Data last = data();
		current.lines.add(new LineMark(last, last.bytes.size(), line));
	}

	boolean isThreadLocal() {
		return (flags & ElfSection.TLS) != 0;
	}

	/** The fragment at the end, into which bytes can go. */
	Fragment.Data data() {
		if (current.fragments.getLast() instanceof Fragment.Data data) {
			return data;
		}
		Fragment.Data data = new Fragment.Data();
		add(data);
		return data;
	}

	void add(Fragment fragment) {
		fragment.home = current;
		fragment.index = current.fragments.size();
		current.fragments.add(fragment);
	}

	/** Adds to the end of all subsections. */
	void addLast(Fragment fragment) {
		enter(subsections.lastKey());
		add(fragment);
	}

	/** Makes a symbol stand for the end of what there is. */
	void place(AsmSymbol symbol) {
		Fragment.Data data = data();
		symbol.section = this;
		symbol.fragment = data;
		symbol.offset = data.bytes.size();
	}

	/** Appends a little-endian number. */
	void emit(long value, int bytes) {
		Fragment.Data data = data();
		for (int i = 0; i < bytes; i++) {
			data.bytes.write((int) (value >>> 8 * i));
		}
	}

	/** Appends data that a fixup fills. */
	void emit(long value, int bytes, Relocation kind, Expression expression, Location location) {
		fixup(kind, expression, location, false);
		emit(value, bytes);
	}

	/** Says how what follows is filled in. */
	void fixup(Relocation kind, Expression expression, Location location, boolean relax) {
		Fragment.Data data = data();
		data.fixups.add(new Fixup(data.bytes.size(), kind, expression, location, relax));
	}

	/** Begins a new fragment, since the linker may make shorter what is there. */
	void cut(boolean shrinks) {
		data().shrinks = shrinks;
		add(new Fragment.Data());
	}
}
