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
	int fragment;
	int offset;
	/** The value, if it was set by {@code .equ}. */
	Expression value;
	boolean global;
	boolean local;
	boolean weak;
	boolean hidden;
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
		return section.fragments.get(fragment).address + offset;
	}
}
