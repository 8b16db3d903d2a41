/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.dwarf;

import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

import org.ringside.image.ImageException;
import org.ringside.image.bytes.Bytes;
import org.ringside.image.bytes.Cursor;
import org.ringside.image.elf.ElfFile;
import org.ringside.image.elf.ElfSection;

/** Reads all line programs of a file. */
final class LineTableReader {

	private LineTableReader() {
	}

	static LineTable read(ElfFile elf) throws ImageException {
		DebugSections sections = DebugSections.of(elf);
		if (sections.line().length() == 0) {
			return LineTable.EMPTY;
		}
		Map<Long, CompilationFolders.Unit> units = CompilationFolders.read(sections);
		LongPredicate isCode = codeOf(elf);
		LineRows rows = new LineRows();
		Cursor cursor = new Cursor(sections.line(), 0, "line program");
		while (cursor.more()) {
			long offset = cursor.position();
			int offsetSize = 4;
			long length = cursor.u32();
			if (length == 0xffff_ffffL) {
				offsetSize = 8;
				length = cursor.u64();
			}
			Bytes unit = sections.line().slice(cursor.position(), length, "line program");
			cursor.skip(length);
			LineHeader header = new LineHeader(unit, sections, offsetSize,
					units.getOrDefault(offset, CompilationFolders.Unit.UNKNOWN));
			new LineProgram(unit, header, rows, isCode).run();
		}
		return new LineTable(rows.sorted());
	}

	private static LongPredicate codeOf(ElfFile elf) {
		List<ElfSection> code = elf.sections().stream().filter(s -> s.isAllocated() && s.isCode()).toList();
		// without sections that tell, everything is taken
		return code.isEmpty() ? address -> true : address -> code.stream().anyMatch(s -> s.contains(address));
	}
}
