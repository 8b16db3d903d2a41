/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.util.Arrays;

/**
 * The order in which interrupts of one privilege level are taken where software can set priorities (AIA 1.0, sections 5.1, 5.2.1
 * and 5.4.1). A priority is a number; the smaller comes first, and of equals the one that comes first by default.
 */
final class InterruptOrder {

	/** The number of an interrupt that comes before all that have a number. */
	static final int FIRST = 0;
	/** The number of one that comes after all that have one. */
	static final int LAST = 1 << 12;
	/** That of an external interrupt for which no controller gives one (AIA 1.0, 5.4.1). */
	static final int UNKNOWN_EXTERNAL = 256;
	private static final int LARGEST_SHOWN = 255;
	private static final int IID_SHIFT = 16;

	/** From the first to the last; those for custom use, which no source of a hart raises by itself, stand behind all others. */
	private static final int[] DEFAULT = {47, 23, 46, 45, 22, 44, 43, 21, 42, 41, 20, 40,
			11, 3, 7, 9, 1, 5, 12, 10, 2, 6, 13, 14, 15,
			39, 19, 38, 37, 18, 36, 35, 17, 34, 33, 16, 32,
			31, 30, 29, 28, 27, 26, 25, 24, 63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 8, 4, 0};
	private static final int[] RANK = ranks();

	private InterruptOrder() {
	}

	private static int[] ranks() {
		int[] ranks = new int[DEFAULT.length];
		Arrays.setAll(ranks, interrupt -> {
			int rank = 0;
			while (DEFAULT[rank] != interrupt) {
				rank++;
			}
			return rank;
		});
		return ranks;
	}

	/** Whether an interrupt comes before another by default. */
	static boolean before(int interrupt, int other) {
		return RANK[interrupt] < RANK[other];
	}

	/** The number by which an interrupt is ordered that software has given a priority, 0 for none. */
	static int number(int interrupt, int priority, int external) {
		return priority != 0 ? priority : before(interrupt, external) ? FIRST : LAST;
	}

	/**
	 * The interrupt that comes first, with its number, as {@link #pair} puts them together.
	 *
	 * @param pending not 0
	 * @param priorities by interrupt
	 * @param external the external interrupt of the level
	 * @param externalNumber its number
	 */
	static int first(long pending, byte[] priorities, int external, int externalNumber) {
		int best = -1;
		int least = Integer.MAX_VALUE;
		for (int interrupt : DEFAULT) {
			if ((pending >>> interrupt & 1) != 0) {
				int number = interrupt == external ? externalNumber : number(interrupt, priorities[interrupt] & 0xff, external);
				if (number < least) {
					least = number;
					best = interrupt;
				}
			}
		}
		return pair(best, least);
	}

	static int pair(int interrupt, int number) {
		return interrupt << IID_SHIFT | number;
	}

	static int interrupt(int pair) {
		return pair >>> IID_SHIFT;
	}

	static int number(int pair) {
		return pair & (1 << IID_SHIFT) - 1;
	}

	/** A pair as mtopi, stopi and vstopi show it. */
	static long shown(int pair) {
		return (long) interrupt(pair) << IID_SHIFT | Math.min(number(pair), LARGEST_SHOWN);
	}
}
