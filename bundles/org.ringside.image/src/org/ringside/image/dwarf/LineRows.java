/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.image.dwarf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of a line table in plain arrays, since a kernel has millions of them; filled sequence by sequence, then sorted. */
final class LineRows {

	private record Piece(int from, int to, long low) {
	}

	private final List<String> files = new ArrayList<>();
	private final Map<String, Integer> fileNumbers = new HashMap<>();
	private final List<Piece> pieces = new ArrayList<>();
	private long[] addresses = new long[64];
	private int[] sizes = new int[64];
	private int[] lines = new int[64];
	private int[] columns = new int[64];
	/** File number, shifted by one; the lowest bit tells a statement. */
	private int[] places = new int[64];
	private int count;
	private int sequenceStart;

	int count() {
		return count;
	}

	List<String> files() {
		return files;
	}

	int fileNumber(String path) {
		return fileNumbers.computeIfAbsent(path, p -> {
			files.add(p);
			return files.size() - 1;
		});
	}

	void add(long address, int file, int line, int column, boolean statement) {
		if (count == addresses.length) {
			int larger = count * 2;
			addresses = Arrays.copyOf(addresses, larger);
			sizes = Arrays.copyOf(sizes, larger);
			lines = Arrays.copyOf(lines, larger);
			columns = Arrays.copyOf(columns, larger);
			places = Arrays.copyOf(places, larger);
		}
		addresses[count] = address;
		lines[count] = line;
		columns[count] = column;
		places[count] = file << 1 | (statement ? 1 : 0);
		count++;
	}

	/** Ends the sequence of the rows added since the last end, at an address after its last instruction. */
	void endSequence(long end) {
		int from = sequenceStart;
		for (int row = sequenceStart; row < count; row++) {
			long next = row + 1 < count ? addresses[row + 1] : end;
			long size = next - addresses[row];
			// a step backward starts a piece of its own: rising addresses are what searching stands on
			boolean backward = Long.compareUnsigned(next, addresses[row]) < 0;
			sizes[row] = backward || size < 0 || size > Integer.MAX_VALUE ? 0 : (int) size;
			if (backward || row + 1 == count) {
				pieces.add(new Piece(from, row + 1, addresses[from]));
				from = row + 1;
			}
		}
		sequenceStart = count;
	}

	/** Forgets the rows added since the last end of a sequence. */
	void dropSequence() {
		count = sequenceStart;
	}

	/** Brings the sequences into the order of their addresses. */
	LineRows sorted() {
		LineRows sorted = new LineRows();
		sorted.addresses = new long[count];
		sorted.sizes = new int[count];
		sorted.lines = new int[count];
		sorted.columns = new int[count];
		sorted.places = new int[count];
		files.forEach(sorted::fileNumber);
		pieces.sort(Comparator.comparing(Piece::low, Long::compareUnsigned));
		for (Piece piece : pieces) {
			int length = piece.to - piece.from;
			System.arraycopy(addresses, piece.from, sorted.addresses, sorted.count, length);
			System.arraycopy(sizes, piece.from, sorted.sizes, sorted.count, length);
			System.arraycopy(lines, piece.from, sorted.lines, sorted.count, length);
			System.arraycopy(columns, piece.from, sorted.columns, sorted.count, length);
			System.arraycopy(places, piece.from, sorted.places, sorted.count, length);
			sorted.count += length;
		}
		return sorted;
	}

	/** @return the last row at or before an address, or -1 */
	int floor(long address) {
		int low = 0;
		int high = count - 1;
		while (low <= high) {
			int middle = (low + high) >>> 1;
			if (Long.compareUnsigned(addresses[middle], address) <= 0) {
				low = middle + 1;
			} else {
				high = middle - 1;
			}
		}
		return high;
	}

	long address(int row) {
		return addresses[row];
	}

	int size(int row) {
		return sizes[row];
	}

	int line(int row) {
		return lines[row];
	}

	int file(int row) {
		return places[row] >>> 1;
	}

	boolean statement(int row) {
		return (places[row] & 1) != 0;
	}

	SourceLine get(int row) {
		return new SourceLine(files.get(file(row)), lines[row], columns[row], statement(row), addresses[row], sizes[row]);
	}
}
