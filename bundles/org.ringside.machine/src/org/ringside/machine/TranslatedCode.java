/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import org.ringside.machine.instructions.RoundingMode;

/**
 * A piece of guest code as Java code, entered at its head only. It depends on the bytes that it was made of and on the
 * virtual address of its page, and on nothing else: modes, address spaces and harts are looked at when it runs. It may
 * therefore be used by every hart that sees these bytes there, on any thread.
 */
public abstract class TranslatedCode {

	/** What the code was made of. */
	public record Origin(long head, int longest, Coverage coverage, Node[] sites) {

		/**
		 * @param head     virtual address of the first instruction
		 * @param longest  instructions that may retire before the code looks at the budget again
		 * @param coverage the bytes that the code was made of
		 * @param sites    the instructions that can trap, each with what is left of its block as the count to give back
		 */
		public Origin {
			if (longest < 1) {
				throw new IllegalArgumentException("Code retires at least one instruction");
			}
		}
	}

	/** Pieces of one page: offset and length by turns, in ascending order, and their bytes one after the other. */
	public record Coverage(int[] pieces, byte[] bytes) {

		boolean isIn(CodePage page) {
			int at = 0;
			long host = page.ram.hostAddress(page.frame);
			for (int i = 0; i < pieces.length; i += 2) {
				if (!page.isOpen(pieces[i], pieces[i + 1])) {
					return false;
				}
				for (int k = 0; k < pieces[i + 1]; k++) {
					if (HostMemory.getByte(host + pieces[i] + k) != bytes[at++]) {
						return false;
					}
				}
			}
			return true;
		}
	}

	/**
	 * Added to the address that code returns if all translated code must be left: the mode or the mappings changed, or the run
	 * loop must look. The hart's pc is that address then.
	 */
	static final int LEFT = 1;

	final long head;
	final int longest;
	final Coverage coverage;
	final Node[] sites;

	protected TranslatedCode(Origin origin) {
		head = origin.head;
		longest = origin.longest;
		coverage = origin.coverage;
		sites = origin.sites;
	}

	/**
	 * Executes from the head on, charging the hart's budget for each block before it is executed. If less than the longest
	 * way is left, nothing is executed.
	 *
	 * @return virtual address of the next instruction; what it does and whether it can be fetched is for the caller to see.
	 *         {@link #LEFT} may be added
	 * @throws Trap as an instruction's site tells
	 */
	public abstract long run(Hart h);

	/**
	 * Raises the exception of a site whose instruction needs floating point while that is off.
	 *
	 * @param budget what is left of the hart's, as the code has counted
	 */
	public final void needFloats(Hart h, int site, int budget) {
		if (!h.floatOn()) {
			h.budget = budget;
			throw sites[site].illegal(h);
		}
	}

	/** The rounding mode of fcsr; raises the exception of a site if it is a reserved one. */
	public final int rounding(Hart h, int site, int budget) {
		if (h.roundingMode > RoundingMode.NEAREST_MAX_MAGNITUDE) {
			h.budget = budget;
			throw sites[site].illegal(h);
		}
		return h.roundingMode;
	}

	/**
	 * Executes a system instruction of the code, up to whose block's end the budget is charged.
	 *
	 * @return whether the code may go on behind it; if not it must return what {@link #left} says
	 */
	public static boolean system(Node node, Hart h) {
		SystemNode system = (SystemNode) node;
		return system.executePlainly(h) || h.inPlace.execute(system);
	}

	/** What code returns that all translated code must be left for. */
	public static long left(Hart h) {
		return h.pc() | LEFT;
	}

	/** The guest's instructions that the code was made of. */
	public final Coverage coverage() {
		return coverage;
	}

	/** Whether a budget lets it execute anything. */
	public final boolean fits(long budget) {
		return budget >= longest;
	}

	/** Virtual address of the first instruction. */
	public final long head() {
		return head;
	}

	/** Whether the bytes of a page that is seen at the same virtual address are those that the code was made of, and nothing waits at them. */
	public final boolean isOf(CodePage page) {
		return page.address == (head & -Memory.PAGE) && coverage.isIn(page);
	}
}
