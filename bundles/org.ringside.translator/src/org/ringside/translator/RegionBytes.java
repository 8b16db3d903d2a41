/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.ringside.machine.TranslatedCode.Coverage;

/** The bytes that a region is made of, as they were decoded: memory may have changed since where harts run in parallel. */
final class RegionBytes {

	/** By their offset in the page. */
	private final TreeMap<Integer, Byte> decoded = new TreeMap<>();
	private final boolean consistent;

	RegionBytes(Region region, long page) {
		boolean agree = true;
		for (Block block : region.blocks) {
			for (Step step : block.steps()) {
				for (int i = 0; i < step.raw().length(); i++) {
					byte now = (byte) (step.raw().word() >>> 8 * i);
					Byte before = decoded.put((int) (step.pc() - page) + i, now);
					agree &= before == null || before == now;
				}
			}
		}
		consistent = agree;
	}

	/** Whether the region is of one state of memory, as far as instructions that overlap tell. */
	boolean areConsistent() {
		return consistent;
	}

	Coverage coverage() {
		List<Integer> pieces = new ArrayList<>();
		byte[] bytes = new byte[decoded.size()];
		int at = 0;
		for (Map.Entry<Integer, Byte> entry : decoded.entrySet()) {
			int offset = entry.getKey();
			int last = pieces.size() - 2;
			if (last >= 0 && pieces.get(last) + pieces.get(last + 1) == offset) {
				pieces.set(last + 1, pieces.get(last + 1) + 1);
			} else {
				pieces.add(offset);
				pieces.add(1);
			}
			bytes[at++] = entry.getValue();
		}
		return new Coverage(pieces.stream().mapToInt(i -> i).toArray(), bytes);
	}
}
