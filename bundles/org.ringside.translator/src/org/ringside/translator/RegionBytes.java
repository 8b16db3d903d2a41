/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import java.util.BitSet;
import java.util.stream.IntStream;

import org.ringside.machine.Memory;
import org.ringside.machine.TranslatedCode.Coverage;

/** The bytes that a region is made of, as they were decoded: memory may have changed since where harts run in parallel. */
final class RegionBytes {

	/** By their offset in the page. */
	private final byte[] decoded = new byte[(int) Memory.PAGE];
	private final BitSet known = new BitSet(decoded.length);
	private final boolean consistent;

	RegionBytes(Region region, long page) {
		boolean agree = true;
		for (Block block : region.blocks) {
			for (Step step : block.steps()) {
				int offset = (int) (step.pc() - page);
				for (int i = 0; i < step.raw().length(); i++) {
					byte now = (byte) (step.raw().word() >>> 8 * i);
					agree &= !known.get(offset + i) || decoded[offset + i] == now;
					decoded[offset + i] = now;
				}
				known.set(offset, offset + step.raw().length());
			}
		}
		consistent = agree;
	}

	/** Whether the region is of one state of memory, as far as instructions that overlap tell. */
	boolean areConsistent() {
		return consistent;
	}

	Coverage coverage() {
		IntStream.Builder pieces = IntStream.builder();
		byte[] bytes = new byte[known.cardinality()];
		int at = 0;
		for (int from = known.nextSetBit(0); from >= 0; from = known.nextSetBit(from)) {
			int end = known.nextClearBit(from);
			pieces.add(from).add(end - from);
			System.arraycopy(decoded, from, bytes, at, end - from);
			at += end - from;
			from = end;
		}
		return new Coverage(pieces.build().toArray(), bytes);
	}
}
