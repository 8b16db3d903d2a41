/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.memory;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the bytes that were looked at were at the stop before, so that changes can be marked. Kept in lines of 64 bytes; those
 * looked at longest ago are forgotten.
 */
final class ByteHistory {

	static final int LINE = 64;
	private static final int LINES = 4096;

	private static final class Line {
		private final byte[] now = new byte[LINE];
		private final byte[] before = new byte[LINE];
		private long nowKnown;
		private long beforeKnown;
		private int stop;
	}

	private final Map<Long, Line> lines = new LinkedHashMap<>(64, 0.75f, true) {
		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<Long, Line> eldest) {
			return size() > LINES;
		}
	};

	/** How a byte compares with the stop before. */
	enum Change {
		UNKNOWN, SAME, CHANGED
	}

	/** Takes down that {@code address} held {@code value} at {@code stop}, and tells how that compares. */
	Change note(long address, byte value, int stop) {
		Line line = lines.computeIfAbsent(address & -LINE, key -> new Line());
		if (line.stop != stop) {
			System.arraycopy(line.now, 0, line.before, 0, LINE);
			line.beforeKnown = line.nowKnown;
			line.nowKnown = 0;
			line.stop = stop;
		}
		int index = (int) (address & LINE - 1);
		long bit = 1L << index;
		line.now[index] = value;
		line.nowKnown |= bit;
		if ((line.beforeKnown & bit) == 0) {
			return Change.UNKNOWN;
		}
		return line.before[index] == value ? Change.SAME : Change.CHANGED;
	}
}
