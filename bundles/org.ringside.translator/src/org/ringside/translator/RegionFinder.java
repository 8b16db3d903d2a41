/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

import org.ringside.isa.Decoded;
import org.ringside.isa.Decoder;
import org.ringside.isa.RvD;
import org.ringside.isa.RvF;
import org.ringside.machine.CodePage;
import org.ringside.machine.Memory;
import org.ringside.machine.Node;
import org.ringside.machine.SystemNode;

/**
 * Finds what to translate together: from a head on whatever direct jumps and branches of the same page reach, as far as it
 * was executed before. Calls are not followed, but what they return to is.
 */
final class RegionFinder {

	/** Blocks of a region. Of many, some are entered late, and HotSpot then compiles the whole region once more for each. */
	private static final int MOST_BLOCKS = 8;
	private static final int COST_OF_FLOAT = 3;
	/** The same where the host's instructions are made at once; what is there already is not made again. */
	private static final int MOST_BLOCKS_OF_HOST_CODE = 64;
	private static final int LIMIT_OF_HOST_CODE = 800;
	private final CodePage page;
	private final Decoder decoder;
	private final int alignment;
	private final int limit;
	private final int mostBlocks;
	private final boolean again;
	private int blocks;
	private int cost;
	/** By half-words of the page. */
	private final Step[] seen = new Step[(int) Memory.PAGE / 2];
	private final BitSet leaders = new BitSet(seen.length);

	private RegionFinder(CodePage page, Decoder decoder, int alignment, int limit, int mostBlocks, boolean again) {
		this.page = page;
		this.decoder = decoder;
		this.alignment = alignment;
		this.limit = limit;
		this.mostBlocks = mostBlocks;
		this.again = again;
	}

	/**
	 * @param alignment bytes that instruction addresses are a multiple of
	 * @param limit     of the cost of all instructions
	 * @return a region without blocks if nothing can be translated at the head
	 */
	static Region find(CodePage page, long head, Decoder decoder, int alignment, int limit) {
		return new RegionFinder(page, decoder, alignment, limit, MOST_BLOCKS, true).region(head);
	}

	/** The same for host code, where what is translated already ends the region. */
	static Region findForHostCode(CodePage page, long head, Decoder decoder, int alignment) {
		return new RegionFinder(page, decoder, alignment, LIMIT_OF_HOST_CODE, MOST_BLOCKS_OF_HOST_CODE, false).region(head);
	}

	private Region region(long head) {
		Step first = step(head);
		if (first == null || !(Flow.of(first) instanceof Flow.Leave)) {
			explore(head);
		}
		return new Region(head, blocks());
	}

	private void explore(long head) {
		Deque<Long> open = new ArrayDeque<>(List.of(head));
		leaders.set(place(head));
		while (!open.isEmpty()) {
			long pc = open.poll();
			if (blocks++ >= mostBlocks) {
				break;
			}
			while (true) {
				if (seen(pc) != null) {
					leaders.set(place(pc));
					break;
				}
				boolean wanted = again || pc == head || !page.isTranslated(pc);
				Step step = cost < limit && wanted ? step(pc) : null;
				if (step == null) {
					break;
				}
				seen[place(pc)] = step;
				cost += cost(step);
				Flow flow = Flow.of(step);
				if (flow instanceof Flow.Onward) {
					pc = step.next();
					continue;
				}
				for (long successor : flow.successors()) {
					if (isHere(successor) && !leaders.get(place(successor))) {
						leaders.set(place(successor));
						if (page.instruction(successor) != null) {
							open.add(successor);
						}
					}
				}
				break;
			}
		}
	}

	/** About what an instruction costs HotSpot to compile; an integer operation is 1. */
	private static int cost(Step step) {
		if (step.instruction() instanceof RvD || step.instruction() instanceof RvF) {
			return COST_OF_FLOAT;
		}
		return MemoryPlan.Access.of(step.instruction()) != null ? 2 : 1;
	}

	/** The instruction at an address, or {@code null} if it was not executed or cannot be part of a region. */
	private Step step(long pc) {
		Node node = page.instruction(pc);
		if (node == null) {
			return null;
		}
		Decoded raw = decoder.decode(node.word);
		Step step = new Step(pc, raw, raw.expanded());
		if (node instanceof SystemNode && !SystemStep.isTranslated(step) || !again && !HostTranslator.takes(step.instruction())) {
			return null;
		}
		Flow flow = Flow.of(step);
		boolean aligned = switch (flow) {
			case Flow.Branch(var condition, long taken, long next) -> taken % alignment == 0;
			case Flow.Jump(long target) -> target % alignment == 0;
			case Flow.Call(long target, long next) -> target % alignment == 0;
			case Flow.Indirect i -> alignment == 2;
			case Flow.IndirectCall i -> alignment == 2;
			case Flow.Onward o -> true;
			case Flow.Leave l -> true;
		};
		return aligned ? step : null;
	}

	private boolean isHere(long pc) {
		return (pc & -Memory.PAGE) == page.address();
	}

	private int place(long pc) {
		return (int) (pc - page.address()) >>> 1;
	}

	/** The instruction of the region at an address, if there is one. */
	private Step seen(long pc) {
		return isHere(pc) ? seen[place(pc)] : null;
	}

	private List<Block> blocks() {
		List<Block> blocks = new ArrayList<>();
		for (int leader = leaders.nextSetBit(0); leader >= 0; leader = leaders.nextSetBit(leader + 1)) {
			List<Step> steps = new ArrayList<>();
			Step step = seen[leader];
			while (step != null) {
				steps.add(step);
				long next = step.next();
				boolean on = Flow.of(step) instanceof Flow.Onward && isHere(next) && !leaders.get(place(next));
				step = on ? seen(next) : null;
			}
			if (!steps.isEmpty()) {
				blocks.add(new Block(steps));
			}
		}
		return blocks;
	}
}
