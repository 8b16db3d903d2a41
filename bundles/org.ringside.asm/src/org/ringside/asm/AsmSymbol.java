/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

/** A symbol of an assembly: a place in a section, an expression, or something that another file defines. */
final class AsmSymbol {

	final String name;
	/** The place, if it is a label. */
	AsmSection section;
	Fragment fragment;
	long offset;
	/** Whether the place was given by {@code .set}, which may give another one. */
	boolean settable;
	/** The value, if it was set by {@code .equ}. */
	Expression value;
	boolean global;
	boolean local;
	boolean weak;
	/** {@code STV_*}. */
	int visibility;
	/** Whether something takes its offset from the thread pointer. */
	boolean threadLocal;
	boolean used;
	/** {@code function}, {@code object} or empty. */
	String type = "";
	Expression size;
	long commonSize = -1;
	long commonAlign;
	Location definition;

	AsmSymbol(String name) {
		this.name = name;
	}

	/** Another one of this name, of which the same was said. */
	AsmSymbol anew() {
		AsmSymbol symbol = new AsmSymbol(name);
		symbol.global = global;
		symbol.local = local;
		symbol.weak = weak;
		symbol.visibility = visibility;
		symbol.used = used;
		symbol.type = type;
		symbol.size = size;
		return symbol;
	}

	boolean isLabel() {
		return section != null;
	}

	boolean isDefined() {
		return section != null || value != null || commonSize >= 0;
	}

	/** Whether it stays within the assembly: names with {@code .L} and numeric labels. */
	boolean isTemporary() {
		return name.startsWith(".L") || name.isEmpty() || Character.isDigit(name.charAt(0));
	}

	/** Its name for messages; a numeric label is named by its number. */
	String title() {
		int colon = name.indexOf(':');
		return name.isEmpty() ? "." : colon < 0 ? name : name.substring(0, colon);
	}

	/** The offset in its section, once fragments have addresses. */
	long address() {
		return fragment.address + offset;
	}
}
