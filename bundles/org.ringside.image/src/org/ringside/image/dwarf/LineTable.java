/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.dwarf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.ringside.image.ImageException;
import org.ringside.image.elf.ElfFile;

/**
 * Addresses to source lines and back, for a whole linked file.
 *
 * <p>Instances are immutable. A file is named by the path in {@link #files()}, or by as many last parts of it as
 * somebody knows: {@code kernel/trap.S} finds {@code /home/me/os/kernel/trap.S}.
 */
public final class LineTable {

	/** A table without lines. */
	public static final LineTable EMPTY = new LineTable(new LineRows());

	private final LineRows rows;
	private final List<String> files;

	LineTable(LineRows rows) {
		this.rows = rows;
		this.files = List.copyOf(rows.files());
	}

	/**
	 * Reads the line table of a linked file.
	 *
	 * @param elf the file
	 * @return its lines; {@link #EMPTY} if it has no {@code .debug_line}
	 * @throws ImageException if the debug information is broken; the file itself may be used nevertheless
	 */
	public static LineTable read(ElfFile elf) throws ImageException {
		return LineTableReader.read(elf);
	}

	/** @return whether there is no line at all */
	public boolean isEmpty() {
		return rows.count() == 0;
	}

	/** @return the number of rows */
	public int size() {
		return rows.count();
	}

	/** @return the paths of all source files that made code, in no order that matters */
	public List<String> files() {
		return files;
	}

	/** @return the run of instructions that holds an address */
	public Optional<SourceLine> at(long address) {
		int row = rows.floor(address);
		// of several rows at one address all but the last are empty, and so may be the last of a sequence
		while (row >= 0 && rows.size(row) == 0) {
			row--;
		}
		return row >= 0 && Long.compareUnsigned(address - rows.address(row), rows.size(row)) < 0
				? Optional.of(rows.get(row)) : Optional.empty();
	}

	/**
	 * Where a breakpoint on a line goes: the first instruction of each run that the line made, and of runs that follow
	 * each other without a gap only of the first.
	 *
	 * @param file a file, see above
	 * @param line a line number
	 * @return addresses, rising; empty if the line made no code
	 */
	public List<Long> addresses(String file, int line) {
		boolean[] wanted = wanted(file);
		List<Long> found = new ArrayList<>();
		int previous = -1;
		boolean runHasOne = false;
		for (int row = 0; row < rows.count(); row++) {
			if (rows.line(row) != line || !wanted[rows.file(row)]) {
				continue;
			}
			boolean goesOn = previous >= 0 && previous == row - 1
					&& rows.address(previous) + rows.size(previous) == rows.address(row);
			runHasOne &= goesOn;
			if (rows.statement(row) && !runHasOne) {
				found.add(rows.address(row));
				runHasOne = true;
			}
			previous = row;
		}
		return found.stream().distinct().toList();
	}

	/**
	 * @param file a file, see above
	 * @param line a line number
	 * @return the line itself if it made code, else the next one of the file that did
	 */
	public OptionalInt lineWithCode(String file, int line) {
		boolean[] wanted = wanted(file);
		int best = Integer.MAX_VALUE;
		for (int row = 0; row < rows.count(); row++) {
			if (rows.line(row) >= line && rows.line(row) < best && rows.statement(row) && wanted[rows.file(row)]) {
				best = rows.line(row);
			}
		}
		return best == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(best);
	}

	/** @return the paths that a name or path's end stands for */
	public List<String> matching(String file) {
		return files.stream().filter(f -> matches(f, SourcePath.normalize(file))).toList();
	}

	/** @return all rows, by rising address */
	public List<SourceLine> rows() {
		List<SourceLine> all = new ArrayList<>(rows.count());
		for (int row = 0; row < rows.count(); row++) {
			all.add(rows.get(row));
		}
		return all;
	}

	private boolean[] wanted(String file) {
		String wantedPath = SourcePath.normalize(file);
		boolean exact = files.contains(wantedPath);
		boolean[] wanted = new boolean[files.size()];
		for (int i = 0; i < wanted.length; i++) {
			wanted[i] = exact ? files.get(i).equals(wantedPath) : matches(files.get(i), wantedPath);
		}
		return wanted;
	}

	private static boolean matches(String path, String wanted) {
		return path.equals(wanted) || !wanted.isEmpty() && path.endsWith("/" + wanted);
	}
}
