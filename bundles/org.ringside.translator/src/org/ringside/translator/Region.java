/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.ringside.isa.RvD;

/** Blocks of one page that become one class, in the order of their addresses, entered at the head only. */
final class Region {

	final long head;
	final List<Block> blocks;
	private final Map<Long, Block> byStart = new HashMap<>();
	private final Map<Long, Integer> longest = new HashMap<>();

	Region(long head, List<Block> blocks) {
		this.head = head;
		this.blocks = List.copyOf(blocks);
		blocks.forEach(block -> byStart.put(block.start(), block));
	}

	private void findLongest() {
		for (int i = blocks.size() - 1; i >= 0; i--) {
			Block block = blocks.get(i);
			int way = 0;
			for (long successor : Flow.of(block).ways()) {
				if (successor > block.start()) {
					way = Math.max(way, longest.getOrDefault(successor, 0));
				}
			}
			longest.put(block.start(), block.size() + way);
		}
	}

	boolean has(long pc) {
		return byStart.containsKey(pc);
	}

	/** The most instructions that can retire from the start of a block on before the budget is looked at again. */
	int longest(long pc) {
		if (longest.isEmpty()) {
			findLongest();
		}
		return longest.get(pc);
	}

	/** Whether it computes in double precision. */
	boolean hasFloats() {
		return blocks.stream().flatMap(block -> block.steps().stream()).anyMatch(step -> step.instruction() instanceof RvD);
	}

	int size() {
		return blocks.stream().mapToInt(Block::size).sum();
	}
}
