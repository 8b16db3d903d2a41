/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.ringside.isa.Encoder;
import org.ringside.isa.Instruction;
import org.ringside.isa.RvI;

/**
 * Makes loops of one block that fill, copy, look for a byte, or do both of the last, as compilers and hands write them: of all widths, in both
 * directions, unrolled, with the pointers going on anywhere, counted by a pointer or by a counter. Some have a mistake, so that they are none.
 */
final class BulkLoopCode {

	/** What a loop does. */
	enum Kind {
		FILL, COPY, FIND, COPY_AND_FIND
	}

	/** In the host's registers, and in memory. */
	private static final List<Integer> REGISTERS = List.of(2, 3, 4, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
	private static final RvI[] LOADS = {null, RvI.LBU, RvI.LHU, null, RvI.LWU, null, null, null, RvI.LD};
	private static final RvI[] SIGNED_LOADS = {null, RvI.LB, RvI.LH, null, RvI.LW, null, null, null, RvI.LD};
	private static final RvI[] STORES = {null, RvI.SB, RvI.SH, null, RvI.SW, null, null, null, RvI.SD};

	final Kind kind;
	final int width;
	/** How far the pointers go in a time round. */
	final int stride;
	final int source;
	final int destination;
	/** A register that is stored, or whose byte is looked for; may be 0. */
	final int value;
	/** The register that is compared with the bound, and by how much it is counted. */
	final int counter;
	final int increment;
	/** 0 where the counter goes to zero. */
	final int bound;
	/** How the counter ends: whether the bound is passed, not reached. */
	final boolean passes;
	final List<Integer> code = new ArrayList<>();

	private final Random random;
	private final List<Integer> free = new ArrayList<>(REGISTERS);

	BulkLoopCode(Random random) {
		this.random = random;
		Collections.shuffle(free, random);
		kind = Kind.values()[random.nextInt(4)];
		boolean finds = kind == Kind.FIND || kind == Kind.COPY_AND_FIND;
		width = finds ? 1 : 1 << random.nextInt(4);
		int unrolled = finds ? 1 : random.nextInt(12) == 0 ? 3 : 1 << random.nextInt(5);
		boolean down = !finds && random.nextInt(3) == 0;
		stride = (down ? -1 : 1) * width * unrolled;
		source = take();
		destination = kind == Kind.COPY && random.nextInt(10) == 0 ? source : take();
		value = random.nextInt(3) == 0 ? 0 : take();
		boolean own = random.nextBoolean();
		counter = own ? take() : kind == Kind.FILL ? destination : source;
		increment = !own ? stride : (random.nextBoolean() ? -1 : 1) * (1 << random.nextInt(4));
		bound = own && random.nextBoolean() ? 0 : take();
		RvI[] branches = {RvI.BNE, RvI.BLT, RvI.BLTU, RvI.BGE, RvI.BGEU};
		RvI branch = branches[random.nextInt(bound == 0 ? 1 : 5)];
		passes = branch == RvI.BGE || branch == RvI.BGEU;
		write(unrolled, own, branch);
	}

	private int take() {
		return free.remove(free.size() - 1);
	}

	private void add(Instruction instruction, long... values) {
		code.add(Encoder.encode(instruction, values));
	}

	private void write(int unrolled, boolean own, RvI branch) {
		boolean loads = kind != Kind.FILL;
		boolean stores = kind != Kind.FIND;
		// Where among the accesses the pointers go on.
		int sourceAt = random.nextInt(2 * unrolled + 1);
		int destinationAt = random.nextInt(2 * unrolled + 1);
		boolean separately = random.nextBoolean() && unrolled <= 4;
		List<Integer> order = new ArrayList<>();
		for (int i = 0; i < unrolled; i++) {
			order.add(i);
		}
		if (random.nextInt(3) == 0) {
			Collections.shuffle(order, random);
		}
		RvI load = (random.nextBoolean() ? LOADS : SIGNED_LOADS)[width];
		int[] held = new int[unrolled];
		int temporary = take();
		for (int i = 0; i < unrolled; i++) {
			held[i] = separately && i > 0 ? take() : temporary;
		}
		int mistake = random.nextInt(10) == 0 ? random.nextInt(unrolled) : -1;
		boolean exchanged = separately && unrolled > 1 && random.nextInt(8) == 0;
		boolean changed = !loads && value != 0 && random.nextInt(12) == 0;
		boolean[] gone = new boolean[2];
		for (int step = 0; step < 2 * unrolled; step++) {
			boolean isLoad = separately ? step < unrolled : step % 2 == 0;
			int which = order.get(separately ? step % unrolled : step / 2);
			int at = stride < 0 ? (which + 1) * -width : which * width;
			goOn(gone, step == sourceAt, step == destinationAt);
			if (isLoad && loads) {
				add(load, held[which], at - (gone[0] ? stride : 0), source);
			} else if (!isLoad && stores) {
				boolean onePointer = source == destination;
				int to = at + (onePointer ? 48 : 0) + (which == mistake && random.nextBoolean() ? width : 0);
				int register = loads ? held[exchanged && which < 2 ? 1 - which : which] : which == mistake ? temporary : value;
				if (changed && which == 0) {
					add(RvI.ADDI, value, value, 1);
				}
				add(STORES[width], register, to - (gone[onePointer ? 0 : 1] ? stride : 0), destination);
				if (changed && which == 0) {
					add(RvI.ADDI, value, value, -1);
				}
			}
		}
		goOn(gone, !gone[0], !gone[1]);
		if (own) {
			add(RvI.ADDI, counter, counter, increment);
		}
		if (random.nextInt(4) == 0) {
			int other = take();
			add(RvI.ADDI, other, other, random.nextInt(9) - 4);
		}
		long back = -4L * code.size();
		if (kind == Kind.FIND || kind == Kind.COPY_AND_FIND) {
			boolean first = random.nextBoolean();
			add(RvI.BNE, first ? temporary : value, first ? value : temporary, back);
		} else {
			// The less one while it goes on is the first operand, of one that passes the second.
			boolean first = branch == RvI.BNE ? random.nextBoolean() : increment > 0 != passes != (random.nextInt(12) == 0);
			add(branch, first ? counter : bound, first ? bound : counter, back);
		}
	}

	private void goOn(boolean[] gone, boolean from, boolean to) {
		boolean loads = kind != Kind.FILL;
		if (from && loads && !gone[0]) {
			add(RvI.ADDI, source, source, stride);
			gone[0] = true;
		}
		if (to && kind != Kind.FIND && (!loads || source != destination) && !gone[1]) {
			add(RvI.ADDI, destination, destination, stride);
			gone[1] = true;
		}
	}
}
