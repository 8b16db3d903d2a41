/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.dwarf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.ringside.image.elf.ElfSection;
import org.ringside.image.elf.ElfType;
import org.ringside.image.elf.ElfWriter;

/**
 * Writes what a debugger needs to step through assembly by lines: one compilation unit with its line program, in DWARF 4,
 * which every tool reads.
 *
 * <p>In a relocatable file, addresses are told from a symbol and get relocations; in a program they are absolute.
 */
public final class LineTableWriter {

	/**
	 * A point in the code where a line begins.
	 *
	 * @param address offset from the sequence's symbol, or the address itself if it has none
	 * @param file path of the source, absolute or seen from the folder of compilation
	 * @param line line number from 1
	 * @param column column from 1, or 0
	 * @param statement whether a breakpoint on the line belongs here
	 */
	public record Row(long address, String file, int line, int column, boolean statement) {
	}

	private record Sequence(Optional<ElfWriter.Symbol> base, List<Row> rows, long end) {
	}

	private record Fixup(int offset, int type, ElfWriter.Symbol symbol, long addend) {
	}

	private static final int R_RISCV_32 = 1;
	private static final int R_RISCV_64 = 2;
	private static final int LINE_BASE = -5;
	private static final int LINE_RANGE = 14;
	private static final int OPCODE_BASE = 13;
	private static final int LANGUAGE_ASSEMBLER = 0x8001;

	private final String folder;
	private final String mainFile;
	private final String producer;
	private final List<Sequence> sequences = new ArrayList<>();

	/**
	 * @param folder the folder from which relative paths are seen
	 * @param mainFile path of the file that was compiled
	 * @param producer name and version of the assembler
	 */
	public LineTableWriter(String folder, String mainFile, String producer) {
		this.folder = folder;
		this.mainFile = mainFile;
		this.producer = producer;
	}

	/**
	 * Adds code without gaps.
	 *
	 * @param base the symbol that addresses are told from, in a relocatable file
	 * @param rows by rising address
	 * @param end the address after the last instruction
	 */
	public void sequence(Optional<ElfWriter.Symbol> base, List<Row> rows, long end) {
		long previous = rows.isEmpty() ? end : rows.get(0).address();
		for (Row row : rows) {
			if (Long.compareUnsigned(row.address(), previous) < 0 || Long.compareUnsigned(row.address(), end) > 0) {
				throw new IllegalArgumentException("row at 0x" + Long.toHexString(row.address()) + " is out of order");
			}
			previous = row.address();
		}
		if (!rows.isEmpty()) {
			sequences.add(new Sequence(base, List.copyOf(rows), end));
		}
	}

	/** Adds the sections {@code .debug_abbrev}, {@code .debug_line}, {@code .debug_ranges} and {@code .debug_info} to a file. */
	public void addTo(ElfWriter elf) {
		ElfWriter.Section abbrev = section(elf, ".debug_abbrev", abbreviations(), List.of());
		List<Fixup> fixups = new ArrayList<>();
		ElfWriter.Section lines = section(elf, ".debug_line", lines(fixups), fixups);
		fixups = new ArrayList<>();
		ElfWriter.Section ranges = section(elf, ".debug_ranges", ranges(fixups), fixups);
		DebugBytes info = new DebugBytes();
		fixups = new ArrayList<>();
		int start = info.reserveLength();
		info.u16(4);
		sectionOffset(elf, info, abbrev, fixups);
		info.u8(8);
		info.uleb(1);
		info.text(producer);
		info.u16(LANGUAGE_ASSEMBLER);
		info.text(mainFile);
		info.text(folder);
		sectionOffset(elf, info, lines, fixups);
		// addresses in the ranges are absolute
		info.u64(0);
		sectionOffset(elf, info, ranges, fixups);
		info.patchLength(start);
		section(elf, ".debug_info", info.toBytes(), fixups);
	}

	private static ElfWriter.Section section(ElfWriter elf, String name, byte[] contents, List<Fixup> fixups) {
		ElfWriter.Section section = elf.section(name, ElfSection.PROGBITS, 0, 1, 0, contents);
		for (Fixup fixup : fixups) {
			elf.relocation(section, fixup.offset, fixup.type, fixup.symbol, fixup.addend);
		}
		return section;
	}

	/** The linker puts sections of several files one after the other, so that their offsets move too. */
	private static void sectionOffset(ElfWriter elf, DebugBytes out, ElfWriter.Section target, List<Fixup> fixups) {
		if (elf.type() == ElfType.RELOCATABLE) {
			fixups.add(new Fixup(out.size(), R_RISCV_32, elf.sectionSymbol(target), 0));
		}
		out.u32(0);
	}

	private static void address(DebugBytes out, Sequence sequence, long address, List<Fixup> fixups) {
		sequence.base.ifPresent(base -> fixups.add(new Fixup(out.size(), R_RISCV_64, base, address)));
		out.u64(sequence.base.isPresent() ? 0 : address);
	}

	private static byte[] abbreviations() {
		DebugBytes out = new DebugBytes();
		// DW_TAG_compile_unit without children
		out.uleb(1);
		out.uleb(0x11);
		out.u8(0);
		int[][] attributes = { { 0x25, 0x08 }, // producer: string
				{ 0x13, 0x05 }, // language: data2
				{ 0x03, 0x08 }, // name: string
				{ 0x1b, 0x08 }, // comp_dir: string
				{ 0x10, 0x17 }, // stmt_list: sec_offset
				{ 0x11, 0x01 }, // low_pc: addr
				{ 0x55, 0x17 }, // ranges: sec_offset
				{ 0, 0 } };
		for (int[] attribute : attributes) {
			out.uleb(attribute[0]);
			out.uleb(attribute[1]);
		}
		out.u8(0);
		return out.toBytes();
	}

	private byte[] ranges(List<Fixup> fixups) {
		DebugBytes out = new DebugBytes();
		for (Sequence sequence : sequences) {
			address(out, sequence, sequence.rows.get(0).address(), fixups);
			address(out, sequence, sequence.end, fixups);
		}
		out.u64(0);
		out.u64(0);
		return out.toBytes();
	}

	private byte[] lines(List<Fixup> fixups) {
		Map<String, Integer> files = new LinkedHashMap<>();
		files.put(mainFile, 1);
		for (Sequence sequence : sequences) {
			for (Row row : sequence.rows) {
				files.putIfAbsent(row.file(), files.size() + 1);
			}
		}
		DebugBytes out = new DebugBytes();
		int start = out.reserveLength();
		out.u16(4);
		int header = out.reserveLength();
		out.u8(1); // shortest instruction: addresses advance by bytes
		out.u8(1); // operations per instruction
		out.u8(1); // rows are statements at first
		out.u8(LINE_BASE);
		out.u8(LINE_RANGE);
		out.u8(OPCODE_BASE);
		for (int operands : new int[] { 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1 }) {
			out.u8(operands);
		}
		out.u8(0); // no folders but that of compilation
		for (String file : files.keySet()) {
			out.text(file);
			out.uleb(0);
			out.uleb(0);
			out.uleb(0);
		}
		out.u8(0);
		out.patchLength(header);
		for (Sequence sequence : sequences) {
			program(out, sequence, files, fixups);
		}
		out.patchLength(start);
		return out.toBytes();
	}

	private static void program(DebugBytes out, Sequence sequence, Map<String, Integer> files, List<Fixup> fixups) {
		long address = sequence.rows.get(0).address();
		out.u8(0);
		out.uleb(9);
		out.u8(2); // set_address
		address(out, sequence, address, fixups);
		int file = 1;
		int line = 1;
		int column = 0;
		boolean statement = true;
		for (Row row : sequence.rows) {
			int number = files.get(row.file());
			if (number != file) {
				out.u8(4);
				out.uleb(number);
				file = number;
			}
			if (row.column() != column) {
				out.u8(5);
				out.uleb(row.column());
				column = row.column();
			}
			if (row.statement() != statement) {
				out.u8(6);
				statement = row.statement();
			}
			advance(out, row.address() - address, row.line() - line);
			address = row.address();
			line = row.line();
		}
		out.u8(2);
		out.uleb(sequence.end - address);
		out.u8(0);
		out.uleb(1);
		out.u8(1); // end_sequence
	}

	/** Moves on and makes a row: in one byte where that is enough. */
	private static void advance(DebugBytes out, long addresses, int lines) {
		long opcode = lines - LINE_BASE + LINE_RANGE * Math.min(addresses, 255) + OPCODE_BASE;
		if (lines >= LINE_BASE && lines < LINE_BASE + LINE_RANGE && opcode <= 255) {
			out.u8((int) opcode);
			return;
		}
		if (lines != 0) {
			out.u8(3);
			out.sleb(lines);
		}
		if (addresses != 0) {
			out.u8(2);
			out.uleb(addresses);
		}
		out.u8(1);
	}
}
