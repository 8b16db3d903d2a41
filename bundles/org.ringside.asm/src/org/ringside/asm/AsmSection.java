/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayList;
import java.util.List;

/** A section while it grows. */
final class AsmSection {

	final String name;
	final long flags;
	final int type;
	final long entrySize;
	final List<Fragment> fragments = new ArrayList<>();
	final List<LineMark> lines = new ArrayList<>();
	long alignment = 1;
	long size;

	/** Where the code of a source line begins. */
	record LineMark(int fragment, int offset, Location location) {
	}

	AsmSection(String name, int type, long flags, long entrySize) {
		this.name = name;
		this.type = type;
		this.flags = flags;
		this.entrySize = entrySize;
		fragments.add(new Fragment.Data());
	}

	/** The fragment at the end, into which bytes can go. */
	Fragment.Data data() {
		if (fragments.getLast() instanceof Fragment.Data data) {
			return data;
		}
		Fragment.Data data = new Fragment.Data();
		fragments.add(data);
		return data;
	}

	void add(Fragment fragment) {
		fragments.add(fragment);
	}

	/** Makes a symbol stand for the end of what there is. */
	void place(AsmSymbol symbol) {
		Fragment.Data data = data();
		symbol.section = this;
		symbol.fragment = fragments.size() - 1;
		symbol.offset = data.bytes.size();
	}

	/** Appends a little-endian number. */
	void emit(long value, int bytes) {
		Fragment.Data data = data();
		for (int i = 0; i < bytes; i++) {
			data.bytes.write((int) (value >>> 8 * i));
		}
	}

	/** Appends bytes that a fixup fills. */
	void emit(long value, int bytes, Relocation kind, Expression expression, Location location) {
		Fragment.Data data = data();
		data.fixups.add(new Fixup(data.bytes.size(), kind, expression, location));
		emit(value, bytes);
	}
}
