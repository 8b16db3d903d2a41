/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.dwarf;

import java.util.Arrays;
import java.util.function.LongPredicate;

import org.ringside.image.ImageException;
import org.ringside.image.bytes.Bytes;
import org.ringside.image.bytes.Cursor;

/** Runs one line program (DWARF 5, 6.2.2 and 6.2.5) and collects its rows. */
final class LineProgram {

	/** More rows than the largest kernels have, and what bounds the memory that junk takes. */
	static final int MOST_ROWS = 1 << 24;

	private final Bytes bytes;
	private final LineHeader header;
	private final LineRows rows;
	private final LongPredicate isCode;
	/** Numbers of this unit's files among all; -1 while nobody asked. */
	private int[] fileNumbers = new int[16];

	private long address;
	private long file;
	private long line;
	private long column;
	private boolean statement;
	private boolean first;
	private boolean keep;

	LineProgram(Bytes bytes, LineHeader header, LineRows rows, LongPredicate isCode) {
		this.bytes = bytes;
		this.header = header;
		this.rows = rows;
		this.isCode = isCode;
		Arrays.fill(fileNumbers, -1);
	}

	void run() throws ImageException {
		Cursor cursor = new Cursor(bytes, header.program, "line program");
		reset();
		while (cursor.more()) {
			int opcode = cursor.u8();
			if (opcode >= header.opcodeBase) {
				special(opcode);
			} else if (opcode == 0) {
				extended(cursor);
			} else {
				standard(opcode, cursor);
			}
		}
		rows.dropSequence();
	}

	private void reset() {
		address = 0;
		file = 1;
		line = 1;
		column = 0;
		statement = header.statementAtStart;
		first = true;
		keep = true;
	}

	private void special(int opcode) throws ImageException {
		int adjusted = opcode - header.opcodeBase;
		address += (long) (adjusted / header.lineRange) * header.minimumInstruction;
		line += header.lineBase + adjusted % header.lineRange;
		row();
	}

	private void standard(int opcode, Cursor cursor) throws ImageException {
		switch (opcode) {
		case 1 -> row();
		case 2 -> address += cursor.uleb() * header.minimumInstruction;
		case 3 -> line += cursor.sleb();
		case 4 -> file = cursor.uleb();
		case 5 -> column = cursor.uleb();
		case 6 -> statement = !statement;
		case 8 -> address += (long) ((255 - header.opcodeBase) / header.lineRange) * header.minimumInstruction;
		case 9 -> address += cursor.u16();
		default -> {
			// basic block, end of prologue, instruction set and what later versions add tell nothing that is used here
			for (int i = 0; i < header.operandCounts[opcode]; i++) {
				cursor.uleb();
			}
		}
		}
	}

	private void extended(Cursor cursor) throws ImageException {
		long length = cursor.uleb();
		long start = cursor.position();
		if (length == 0) {
			return;
		}
		cursor.skip(length);
		long end = cursor.position();
		cursor.position(start);
		switch (cursor.u8()) {
		case 1 -> {
			if (keep) {
				rows.endSequence(address);
			} else {
				rows.dropSequence();
			}
			reset();
		}
		case 2 -> address = cursor.unsigned((int) Math.min(8, length - 1));
		case 3 -> header.addFile(cursor);
		default -> {
			// discriminators and what vendors add
		}
		}
		cursor.position(end);
	}

	private void row() throws ImageException {
		if (first) {
			// what the linker threw away is left in the line table with an address that holds no code
			keep = isCode.test(address);
			first = false;
		}
		if (keep) {
			if (rows.count() >= MOST_ROWS) {
				throw bytes.bad("has a line table of more than " + MOST_ROWS + " rows.");
			}
			rows.add(address, fileNumber(), clip(line), clip(column), statement);
		}
	}

	private static int clip(long number) {
		return (int) Math.max(0, Math.min(number, Integer.MAX_VALUE));
	}

	private int fileNumber() {
		String path = header.file(file);
		if (path.isEmpty()) {
			return rows.fileNumber(path);
		}
		int number = (int) file;
		if (number >= fileNumbers.length) {
			int had = fileNumbers.length;
			fileNumbers = Arrays.copyOf(fileNumbers, Math.max(number + 1, had * 2));
			Arrays.fill(fileNumbers, had, fileNumbers.length, -1);
		}
		if (fileNumbers[number] < 0) {
			fileNumbers[number] = rows.fileNumber(path);
		}
		return fileNumbers[number];
	}
}
