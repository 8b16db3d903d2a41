/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.dwarf;

import java.util.ArrayList;
import java.util.List;

import org.ringside.image.ImageException;
import org.ringside.image.bytes.Bytes;
import org.ringside.image.bytes.Cursor;

/** The header of one line program (DWARF 5, 6.2.4): how its opcodes count, and the names of its files. */
final class LineHeader {

	private static final int LNCT_PATH = 1;
	private static final int LNCT_DIRECTORY_INDEX = 2;
	/** Names of one unit; a header that lists more is junk. */
	private static final int MOST_FILES = 1 << 20;
	private static final long MOST_NAME_CHARACTERS = 1L << 26;

	private final Bytes bytes;
	private final DebugSections sections;
	private final int offsetSize;
	private final CompilationFolders.Unit unit;
	private final List<String> folders = new ArrayList<>();
	private final List<String> files = new ArrayList<>();
	private long nameCharacters;

	final int version;
	final int minimumInstruction;
	final boolean statementAtStart;
	final int lineBase;
	final int lineRange;
	final int opcodeBase;
	final int[] operandCounts;
	/** Where the program begins in the bytes of the unit. */
	final long program;

	LineHeader(Bytes bytes, DebugSections sections, int offsetSize, CompilationFolders.Unit unit) throws ImageException {
		this.bytes = bytes;
		this.sections = sections;
		this.offsetSize = offsetSize;
		this.unit = unit;
		Cursor cursor = new Cursor(bytes, 0, "line program header");
		version = cursor.u16();
		if (version < 2 || version > 5) {
			throw bytes.bad("has a line table of version " + version + "; expected 2 to 5.");
		}
		int addressSize = 8;
		if (version >= 5) {
			addressSize = cursor.u8();
			cursor.u8();
		}
		long length = cursor.unsigned(offsetSize);
		program = cursor.position() + length;
		if (!bytes.contains(program, 0)) {
			throw bytes.bad("has a line program header of 0x" + Long.toHexString(length) + " bytes, which runs past its unit.");
		}
		minimumInstruction = cursor.u8();
		if (version >= 4) {
			cursor.u8(); // operations per instruction: 1 on every machine but VLIW ones
		}
		statementAtStart = cursor.u8() != 0;
		lineBase = (byte) cursor.u8();
		lineRange = cursor.u8();
		opcodeBase = cursor.u8();
		if (lineRange == 0 || opcodeBase == 0) {
			throw bytes.bad("has a line program header with line range " + lineRange + " and opcode base " + opcodeBase
					+ "; expected both above 0.");
		}
		operandCounts = new int[opcodeBase];
		for (int i = 1; i < opcodeBase; i++) {
			operandCounts[i] = cursor.u8();
		}
		if (version >= 5) {
			modernNames(cursor, new Forms(sections, offsetSize, addressSize));
		} else {
			oldNames(cursor);
		}
	}

	/** @return the path of a file by the number that the line program uses */
	String file(long number) {
		return number >= 0 && number < files.size() ? files.get((int) number) : "";
	}

	void addFile(Cursor cursor) throws ImageException {
		String name = cursor.string();
		long folder = cursor.uleb();
		cursor.uleb(); // time
		cursor.uleb(); // size
		addFile(name, folder);
	}

	private void addFile(String name, long folder) throws ImageException {
		String in = folder >= 0 && folder < folders.size() ? folders.get((int) folder) : unit.folder();
		String path = name.isEmpty() ? "" : SourcePath.resolve(in, name);
		count(path);
		files.add(path);
	}

	private void addFolder(String name) throws ImageException {
		String path = SourcePath.resolve(folders.isEmpty() ? unit.folder() : folders.get(0), name);
		count(path);
		folders.add(path);
	}

	private void count(String path) throws ImageException {
		nameCharacters += path.length() + 16;
		if (nameCharacters > MOST_NAME_CHARACTERS) {
			throw bytes.bad("has a line program header with file names beyond belief.");
		}
	}

	private void oldNames(Cursor cursor) throws ImageException {
		folders.add(SourcePath.normalize(unit.folder()));
		while (true) {
			String folder = cursor.string();
			if (folder.isEmpty()) {
				break;
			}
			addFolder(folder);
		}
		// numbers start at 1; some producers use 0 for the unit's main file
		addFile(unit.file(), 0);
		while (true) {
			long at = cursor.position();
			if (cursor.string().isEmpty()) {
				return;
			}
			cursor.position(at);
			addFile(cursor);
		}
	}

	private void modernNames(Cursor cursor, Forms forms) throws ImageException {
		long[] folderFormat = format(cursor);
		long folderCount = count(cursor, folderFormat);
		for (long i = 0; i < folderCount; i++) {
			addFolder(entry(cursor, folderFormat, forms).name);
		}
		long[] fileFormat = format(cursor);
		long fileCount = count(cursor, fileFormat);
		for (long i = 0; i < fileCount; i++) {
			Entry entry = entry(cursor, fileFormat, forms);
			addFile(entry.name, entry.folder);
		}
	}

	private record Entry(String name, long folder) {
	}

	/** @return content types and forms, by turns */
	private static long[] format(Cursor cursor) throws ImageException {
		long[] format = new long[cursor.u8() * 2];
		for (int i = 0; i < format.length; i++) {
			format[i] = cursor.uleb();
		}
		return format;
	}

	private long count(Cursor cursor, long[] format) throws ImageException {
		long count = cursor.uleb();
		if (count < 0 || count > MOST_FILES || count != 0 && format.length == 0) {
			throw bytes.bad("has a line program header with " + Long.toUnsignedString(count) + " names of "
					+ format.length / 2 + " fields.");
		}
		return count;
	}

	private static Entry entry(Cursor cursor, long[] format, Forms forms) throws ImageException {
		String name = "";
		long folder = 0;
		for (int i = 0; i < format.length; i += 2) {
			int form = (int) format[i + 1];
			switch ((int) format[i]) {
			case LNCT_PATH -> name = forms.text(form, cursor);
			case LNCT_DIRECTORY_INDEX -> folder = forms.number(form, cursor);
			default -> forms.skip(form, cursor);
			}
		}
		return new Entry(name, folder);
	}
}
