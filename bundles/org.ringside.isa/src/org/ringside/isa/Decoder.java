/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the row of an instruction word among the instructions of a profile.
 *
 * <p>The rows form a tree: each inner node looks at a few adjacent bits and chooses a child by their value, until at most a
 * few rows are left. A row with more fixed bits comes before one with fewer, so that for example {@code c.addi16sp} is
 * found before {@code c.lui}. Words that match no row give {@link Illegal#ILLEGAL}; nothing is ever null.
 */
public final class Decoder {

	private static final int LEAF_SIZE = 2;

	/** Low bit and width of the fields of the instruction formats, which are what is worth looking at. */
	private static final int[][] WINDOWS = {{2, 5}, {12, 3}, {25, 7}, {26, 6}, {27, 5}, {20, 5}, {15, 5}, {7, 5}, {13, 3}, {0, 2}, {10, 3},
			{10, 2}, {5, 2}, {12, 1}};

	private sealed interface Node permits Branch, Leaf {
	}

	/** A choice by a field; children are built when they are first needed, so that starting a machine is quick. */
	private record Branch(int shift, int mask, int used, List<Candidate> rows, Node[] children) implements Node {

		Node child(int word) {
			int value = word >>> shift & mask;
			Node child = children[value];
			if (child == null) {
				// Two threads may build the same immutable node; either serves.
				child = build(group(rows, shift, mask, value), used);
				children[value] = child;
			}
			return child;
		}
	}

	private record Leaf(Candidate[] candidates) implements Node {
	}

	private record Candidate(int mask, int match, Instruction instruction, Operand[] restricted) {

		boolean matches(int word) {
			if ((word & mask) != match) {
				return false;
			}
			for (Operand operand : restricted) {
				if (!operand.accepts(word)) {
					return false;
				}
			}
			return true;
		}
	}

	/** What was decoded last, by a hash of the words. */
	private static final int RECENT = 4096;

	private static final Map<IsaProfile, Decoder> SHARED = new ConcurrentHashMap<>();

	private final IsaProfile profile;
	private final Node full;
	private final Node compressed;
	/** Immutable objects, so that threads may race for places. */
	private final Decoded[] recent = new Decoded[RECENT];

	/** The decoder that all share who need one for a profile; any thread may use it. */
	public static Decoder of(IsaProfile profile) {
		return SHARED.computeIfAbsent(profile, Decoder::new);
	}

	/** A decoder for the instructions that a hart with this profile has. */
	public Decoder(IsaProfile profile) {
		this.profile = profile;
		List<Candidate> wide = new ArrayList<>();
		List<Candidate> narrow = new ArrayList<>();
		for (Instruction instruction : Instructions.of(profile)) {
			Operand[] restricted = instruction.operands().stream().filter(Operand::isRestricted).toArray(Operand[]::new);
			Candidate candidate = new Candidate(instruction.mask(), instruction.match(), instruction, restricted);
			(instruction.length() == 4 ? wide : narrow).add(candidate);
		}
		full = build(wide, 0);
		compressed = build(narrow, 0);
	}

	/** The profile whose instructions are found. */
	public IsaProfile profile() {
		return profile;
	}

	/** The length in bytes of the instruction that begins with these bits: 2 unless the two lowest bits are set. */
	public static int length(int word) {
		return (word & 3) == 3 ? 4 : 2;
	}

	/** Decodes a word; if its length is 2, the upper 16 bits are ignored. */
	public Decoded decode(int word) {
		int length = length(word);
		int bits = length == 4 ? word : word & 0xffff;
		int place = (bits * 0x9e3779b9 >>> 20) & RECENT - 1;
		Decoded known = recent[place];
		if (known == null || known.word() != bits || known.length() != length) {
			known = find(bits, length);
			recent[place] = known;
		}
		return known;
	}

	private Decoded find(int bits, int length) {
		Node node = length == 4 ? full : compressed;
		while (node instanceof Branch branch) {
			node = branch.child(bits);
		}
		for (Candidate candidate : ((Leaf) node).candidates) {
			if (candidate.matches(bits)) {
				return new Decoded(candidate.instruction, bits, length);
			}
		}
		return new Decoded(Illegal.ILLEGAL, bits, length);
	}

	/** Chooses the field whose largest group of rows is the smallest. */
	private static Node build(List<Candidate> rows, int used) {
		if (rows.size() <= LEAF_SIZE) {
			return leaf(rows);
		}
		int bestShift = -1;
		int bestWidth = 0;
		int bestSize = rows.size();
		for (int[] field : WINDOWS) {
			if (((1 << field[1]) - 1 << field[0] & used) == 0) {
				int size = largestGroup(rows, field[0], field[1]);
				if (size < bestSize) {
					bestShift = field[0];
					bestWidth = field[1];
					bestSize = size;
				}
			}
		}
		if (bestShift < 0) {
			return leaf(rows);
		}
		int mask = (1 << bestWidth) - 1;
		return new Branch(bestShift, mask, used | mask << bestShift, rows, new Node[mask + 1]);
	}

	private static int largestGroup(List<Candidate> rows, int shift, int width) {
		int mask = (1 << width) - 1;
		int[] sizes = new int[mask + 1];
		int largest = 0;
		for (Candidate row : rows) {
			int fixed = row.mask >>> shift & mask;
			int bits = row.match >>> shift & mask;
			int free = mask & ~fixed;
			int subset = free;
			while (true) {
				largest = Math.max(largest, ++sizes[bits | subset]);
				if (subset == 0) {
					break;
				}
				subset = subset - 1 & free;
			}
		}
		return largest;
	}

	private static List<Candidate> group(List<Candidate> rows, int shift, int mask, int value) {
		int window = mask << shift;
		List<Candidate> group = new ArrayList<>();
		for (Candidate row : rows) {
			int common = row.mask & window;
			if ((value << shift & common) == (row.match & common)) {
				group.add(row);
			}
		}
		return group;
	}

	private static Leaf leaf(List<Candidate> rows) {
		return new Leaf(rows.stream()
				.sorted(Comparator.comparingInt((Candidate row) -> -Integer.bitCount(row.mask)))
				.toArray(Candidate[]::new));
	}
}
