/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringside.image.elf.ElfSection;

/**
 * Adds DWARF 4 to a laid-out assembly: one compilation unit that names its source, its ranges and its line program, so
 * that a debugger shows and steps source lines.
 */
final class DebugInformation {

	private static final int VERSION = 4;
	private static final int LANGUAGE_ASSEMBLER = 0x8001;
	private static final int LINE_BASE = -3;
	private static final int LINE_RANGE = 12;
	private static final int OPCODE_BASE = 13;
	/** What a step of a fixed size can hold (DWARF 4, section 6.2.5.2). */
	private static final int MOST_FIXED = 0xffff;
	private static final byte[] OPERAND_COUNTS = {0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1};

	private final Assembly assembly;
	private final String folder;
	private final Map<String, Integer> files = new LinkedHashMap<>();

	DebugInformation(Assembly assembly, String folder) {
		this.assembly = assembly;
		this.folder = folder;
	}

	void add() {
		List<AsmSection> code = new ArrayList<>();
		for (AsmSection section : assembly.sections.values()) {
			if (!section.lines().isEmpty() && section.size > 0 && section.type != ElfSection.NOBITS) {
				code.add(section);
				section.lines().forEach(mark -> files.computeIfAbsent(mark.location().file(), name -> files.size() + 1));
			}
		}
		if (code.isEmpty()) {
			return;
		}
		AsmSection lines = make(".debug_line");
		if (assembly.hasSourceLines) {
			// A compiler wrote the rest itself; only the line program is left to the assembler.
			lineProgram(lines, code);
			Layout.layOut(assembly, lines);
			return;
		}
		AsmSection ranges = make(".debug_ranges");
		AsmSection abbreviations = make(".debug_abbrev");
		AsmSection information = make(".debug_info");
		Expression linesStart = start(lines);
		Expression rangesStart = start(ranges);
		Expression abbreviationsStart = start(abbreviations);
		lineProgram(lines, code);
		for (AsmSection section : code) {
			ranges.emit(0, 8, Relocation.ABS64, start(section), assembly.location);
			ranges.emit(0, 8, Relocation.ABS64, end(section), assembly.location);
		}
		ranges.emit(0, 8);
		ranges.emit(0, 8);
		abbreviation(abbreviations);
		unit(information, linesStart, rangesStart, abbreviationsStart);
		for (AsmSection section : List.of(lines, ranges, abbreviations, information)) {
			Layout.layOut(assembly, section);
		}
	}

	private AsmSection make(String name) {
		return assembly.sections.computeIfAbsent(name, key -> new AsmSection(key, ElfSection.PROGBITS, 0, 0));
	}

	/** The first byte of a section. */
	private static Expression start(AsmSection section) {
		AsmSymbol symbol = new AsmSymbol("");
		symbol.section = section;
		symbol.fragment = section.fragments().getFirst();
		return new Expression.Reference(symbol);
	}

	/** The place behind the last byte, which moves with it. */
	private static Expression end(AsmSection section) {
		AsmSymbol symbol = new AsmSymbol("");
		symbol.section = section;
		symbol.fragment = section.fragments().getLast();
		symbol.offset = section.size - symbol.fragment.address;
		return new Expression.Reference(symbol);
	}

	private static Expression place(AsmSection section, AsmSection.LineMark mark) {
		AsmSymbol symbol = new AsmSymbol("");
		symbol.section = section;
		symbol.fragment = mark.fragment();
		symbol.offset = mark.offset();
		return new Expression.Reference(symbol);
	}

	private static Expression plus(Expression base, long distance) {
		return new Expression.Binary("+", base, new Expression.Number(distance));
	}

	private static void abbreviation(AsmSection section) {
		// Number 1, a compilation unit without children: pairs of attribute and form.
		int[] bytes = {1, 0x11, 0, 0x10, 0x17, 0x55, 0x17, 0x11, 0x01, 0x03, 0x08, 0x1b, 0x08, 0x25, 0x08, 0x13, 0x05, 0, 0, 0};
		for (int b : bytes) {
			section.emit(b, 1);
		}
	}

	private void unit(AsmSection section, Expression lines, Expression ranges, Expression abbreviations) {
		List<String> strings = List.of(assembly.fileName, folder, "Ringside assembler");
		long length = 2 + 4 + 1 + 1 + 4 + 4 + 8 + 2;
		for (String string : strings) {
			length += string.getBytes(StandardCharsets.UTF_8).length + 1;
		}
		section.emit(length, 4);
		section.emit(VERSION, 2);
		section.emit(0, 4, Relocation.ABS32, abbreviations, assembly.location);
		section.emit(8, 1);
		section.emit(1, 1);
		section.emit(0, 4, Relocation.ABS32, lines, assembly.location);
		section.emit(0, 4, Relocation.ABS32, ranges, assembly.location);
		section.emit(0, 8);
		strings.forEach(string -> string(section, string));
		section.emit(LANGUAGE_ASSEMBLER, 2);
	}

	private static void string(AsmSection section, String text) {
		for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
			section.emit(b, 1);
		}
		section.emit(0, 1);
	}

	private static void unsigned(AsmSection section, long value) {
		long rest = value;
		do {
			section.emit(rest & 0x7f | (rest >>> 7 != 0 ? 0x80 : 0), 1);
			rest >>>= 7;
		} while (rest != 0);
	}

	private static void signed(AsmSection section, long value) {
		long rest = value;
		while (rest < -64 || rest > 63) {
			section.emit(rest & 0x7f | 0x80, 1);
			rest >>= 7;
		}
		section.emit(rest & 0x7f, 1);
	}

	/** The header counts what follows it, so that is written first, into a section of its own. */
	private void lineProgram(AsmSection section, List<AsmSection> code) {
		AsmSection tables = new AsmSection("", ElfSection.PROGBITS, 0, 0);
		tables.emit(1, 1);
		tables.emit(1, 1);
		tables.emit(1, 1);
		tables.emit(LINE_BASE, 1);
		tables.emit(LINE_RANGE, 1);
		tables.emit(OPCODE_BASE, 1);
		for (byte count : OPERAND_COUNTS) {
			tables.emit(count, 1);
		}
		tables.emit(0, 1);
		for (String file : files.keySet()) {
			string(tables, file);
			tables.emit(0, 3);
		}
		tables.emit(0, 1);
		byte[] header = tables.data().bytes.toByteArray();
		AsmSection program = new AsmSection("", ElfSection.PROGBITS, 0, 0);
		List<Fixup> addresses = new ArrayList<>();
		for (AsmSection each : code) {
			sequence(program, each, addresses);
		}
		byte[] rows = program.data().bytes.toByteArray();
		section.emit(2 + 4 + header.length + rows.length, 4);
		section.emit(VERSION, 2);
		section.emit(header.length, 4);
		Fragment.Data data = section.data();
		data.bytes.writeBytes(header);
		int base = data.bytes.size();
		addresses.forEach(fixup -> data.fixups.add(new Fixup(base + fixup.offset(), fixup.kind(), fixup.expression(), fixup.location(), false)));
		data.bytes.writeBytes(rows);
	}

	private void sequence(AsmSection program, AsmSection code, List<Fixup> addresses) {
		AsmSection.LineMark first = code.lines().get(0);
		AsmSection.LineMark before = first;
		setAddress(program, addresses, place(code, first), first.location());
		int file = 1;
		int line = 1;
		for (AsmSection.LineMark mark : code.lines()) {
			int markFile = files.get(mark.location().file());
			if (markFile != file) {
				program.emit(4, 1);
				unsigned(program, markFile);
				file = markFile;
			}
			long advance = mark.address() - before.address();
			int lines = mark.location().line() - line;
			long special = lines - LINE_BASE + LINE_RANGE * advance + OPCODE_BASE;
			boolean moves = assembly.everRelaxed && mark.fragment() != before.fragment();
			if (!moves && lines >= LINE_BASE && lines < LINE_BASE + LINE_RANGE && special <= 255) {
				program.emit(special, 1);
			} else {
				advance(program, addresses, moves, advance, place(code, before), place(code, mark), mark.location());
				program.emit(3, 1);
				signed(program, lines);
				program.emit(1, 1);
			}
			before = mark;
			line = mark.location().line();
		}
		advance(program, addresses, assembly.everRelaxed, code.size - before.address(), place(code, before), end(code), before.location());
		program.emit(0, 1);
		program.emit(1, 1);
		program.emit(1, 1);
	}

	private static void setAddress(AsmSection program, List<Fixup> addresses, Expression to, Location location) {
		program.emit(0, 1);
		program.emit(9, 1);
		program.emit(2, 1);
		addresses.add(new Fixup(program.data().bytes.size(), Relocation.ABS64, to, location, false));
		program.emit(0, 8);
	}

	/** A step of the address; where the linker may move what is between, it corrects the distance, which then has a fixed size. */
	private void advance(AsmSection program, List<Fixup> addresses, boolean moves, long advance, Expression from, Expression to, Location location) {
		if (!moves) {
			program.emit(2, 1);
			unsigned(program, advance);
			return;
		}
		if (advance > MOST_FIXED) {
			setAddress(program, addresses, to, location);
			return;
		}
		program.emit(9, 1);
		addresses.add(new Fixup(program.data().bytes.size(), Relocation.ABS16, new Expression.Binary("-", to, from), location, false));
		program.emit(0, 2);
	}
}
