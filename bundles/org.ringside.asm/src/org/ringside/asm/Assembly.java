/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ringside.isa.Extension;
import org.ringside.isa.IsaProfile;
import org.ringside.image.elf.ElfSection;

/** The state of one assembly: sections, symbols, options and problems. */
final class Assembly {

	private static final int MAX_DEPTH = 300;

	/** A subsection to go back to. */
	record Place(AsmSection section, int subsection) {
	}

	/** What {@code .option push} remembers. */
	record Options(IsaProfile isa, boolean relax, boolean pic) {
	}

	final AssemblerOptions options;
	final Map<String, AsmSection> sections = new LinkedHashMap<>();
	final Map<String, AsmSymbol> symbols = new LinkedHashMap<>();
	final List<Problem> problems = new ArrayList<>();
	final Deque<Place> sectionStack = new ArrayDeque<>();
	final Deque<Options> optionStack = new ArrayDeque<>();
	private final Map<Integer, Integer> numericCounts = new LinkedHashMap<>();
	AsmSection section;
	Place previous;
	IsaProfile isa;
	/** Whether the linker may make code shorter, and whether it ever might. */
	boolean relax;
	boolean everRelaxed;
	/** Whether addresses are loaded from the global offset table. */
	boolean pic;
	/** What the object says of itself: whether code was compressed, whether something is used that the privileged specification numbers. */
	boolean everCompressed;
	boolean usesPrivileged;
	boolean usesCsrs;
	/** The instructions that the file as a whole may have, apart from {@code .option}. */
	IsaProfile profile;
	final SortedMap<Integer, String> attributes = new TreeMap<>();
	Location location = new Location("", 1, 1);
	String fileName = "";
	/** The files that {@code .file} numbered, and whether {@code .loc} says which lines code comes from. */
	final Map<Integer, String> numberedFiles = new LinkedHashMap<>();
	boolean hasSourceLines;
	/** What {@code .cfi_*} said of functions, and whether it is to be written. */
	final List<CallFrame> frames = new ArrayList<>();
	boolean hasUnwindTable = true;
	/** What {@code .loc} said of the next instruction; null if nothing. */
	Location sourceLine;

	Assembly(AssemblerOptions options) {
		this.options = options;
		isa(options.isa());
		profile = options.isa();
		relax(options.relax());
		enter(".text", ElfSection.PROGBITS, ElfSection.ALLOC | ElfSection.EXECUTE, 0);
		enter(".data", ElfSection.PROGBITS, ElfSection.ALLOC | ElfSection.WRITE, 0);
		enter(".bss", ElfSection.NOBITS, ElfSection.ALLOC | ElfSection.WRITE, 0);
		section = sections.get(".text");
		section.alignment = isa.has(Extension.C) ? 2 : 4;
		previous = place();
		options.definitions().forEach((name, value) -> symbol(name).value = new Expression.Number(value));
	}

	void isa(IsaProfile to) {
		isa = to;
		everCompressed |= to.has(Extension.C);
	}

	void relax(boolean on) {
		relax = on;
		everRelaxed |= on;
	}

	/** Continues a section, which is made if it is new. */
	void enter(String name, int type, long flags, long entrySize) {
		enter(name, name, type, flags, entrySize, "");
	}

	/** Continues a section of a group; the key tells apart sections of one name in several groups. */
	void enter(String key, String name, int type, long flags, long entrySize, String group) {
		enter(sections.computeIfAbsent(key, unused -> {
			AsmSection made = new AsmSection(name, type, flags, entrySize);
			made.group = group;
			return made;
		}), 0);
	}

	/** Continues a subsection. */
	void enter(AsmSection next, int subsection) {
		previous = section == null ? null : place();
		section = next;
		section.enter(subsection);
	}

	/** Where we are. */
	Place place() {
		return new Place(section, section.subsection());
	}

	AsmSymbol symbol(String name) {
		return symbols.computeIfAbsent(name, AsmSymbol::new);
	}

	/** A use of a name; a symbol that is set again and again is taken as it is now. */
	Expression reference(String name) {
		AsmSymbol symbol = symbol(name);
		symbol.used = true;
		return symbol.value == null ? new Expression.Reference(symbol)
				: symbol.value instanceof Expression.Number ? symbol.value : new Expression.Alias(symbol, symbol.value);
	}

	/** A new symbol for the current place. */
	AsmSymbol here() {
		AsmSymbol symbol = new AsmSymbol("");
		section.place(symbol);
		return symbol;
	}

	/** The symbol of {@code 1f} or {@code 1b}. */
	AsmSymbol numericLabel(AsmToken token) {
		String digits = token.text().substring(0, token.text().length() - 1);
		int number = number(digits, token.column());
		int count = numericCounts.getOrDefault(number, 0);
		boolean forward = token.text().endsWith("f");
		if (!forward && count == 0) {
			throw new AssemblyException("There is no label " + number + ": before this.", token.column());
		}
		return symbol(numericName(number, forward ? count + 1 : count));
	}

	private static int number(String digits, int column) {
		try {
			return Integer.parseInt(digits);
		} catch (NumberFormatException tooLarge) {
			throw new AssemblyException("The numeric label " + digits + " is too large.", column);
		}
	}

	private static String numericName(int number, int count) {
		return number + ":" + count;
	}

	void defineNumeric(String digits, int column) {
		int count = numericCounts.merge(number(digits, column), 1, Integer::sum);
		define(numericName(number(digits, column), count), column);
	}

	/** Defines a label at the current place. */
	void define(String name, int column) {
		AsmSymbol symbol = symbol(name);
		if (symbol.isDefined()) {
			String where = symbol.definition == null ? "" : " at " + symbol.definition;
			throw new AssemblyException("The symbol '" + name + "' is already defined" + where + ".", column);
		}
		symbol.definition = location.right(column);
		if (section.isOffsets()) {
			symbol.value = new Expression.Number(section.offsetHere());
		} else {
			section.place(symbol);
		}
	}

	/** Gives a symbol a value, which later may be another one. */
	void set(String name, Expression value, boolean once, int column) {
		AsmSymbol symbol = symbol(name);
		if (symbol.isLabel() && !symbol.settable || symbol.commonSize >= 0 || once && symbol.isDefined()) {
			throw new AssemblyException("The symbol '" + name + "' is already defined.", column);
		}
		if (symbol.settable ? false : refersTo(value, symbol, 0)) {
			throw new AssemblyException("The symbol '" + name + "' would be defined by itself.", column);
		}
		Value now;
		try {
			now = Evaluator.evaluate(value, false);
		} catch (AssemblyException unknownYet) {
			now = null;
		}
		if (symbol.settable) {
			// What refers to the place that it was goes on doing so.
			symbol = symbol.anew();
			symbols.put(name, symbol);
		}
		symbol.definition = location.right(column);
		if (now != null && now.isRelative() && now.plus().isLabel() && !once) {
			symbol.settable = true;
			symbol.section = now.plus().section;
			symbol.fragment = now.plus().fragment;
			symbol.offset = now.plus().offset + now.number();
			symbol.type = symbol.type.isEmpty() ? now.plus().type : symbol.type;
			symbol.value = null;
			return;
		}
		symbol.value = now != null && now.isNumber() ? new Expression.Number(now.number()) : value;
	}

	private static boolean refersTo(Expression expression, AsmSymbol symbol, int depth) {
		if (depth > MAX_DEPTH) {
			throw new AssemblyException("This expression is built of more than " + MAX_DEPTH + " others.");
		}
		return switch (expression) {
			case Expression.Number number -> false;
			case Expression.Reference reference -> reference.symbol() == symbol
					|| reference.symbol().value != null && refersTo(reference.symbol().value, symbol, depth + 1);
			case Expression.Alias alias -> refersTo(alias.value(), symbol, depth + 1);
			case Expression.Unary unary -> refersTo(unary.operand(), symbol, depth + 1);
			case Expression.Binary binary -> refersTo(binary.left(), symbol, depth + 1) || refersTo(binary.right(), symbol, depth + 1);
		};
	}

	void error(Location where, String message) {
		problems.add(new Problem(Problem.Severity.ERROR, where, message));
	}

	void warning(Location where, String message) {
		problems.add(new Problem(Problem.Severity.WARNING, where, message));
	}

	boolean hasErrors() {
		return problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
	}
}
