/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

/**
 * One decoded instruction at one virtual address, linked to what follows it. Nodes are the interpreter's program:
 * {@link #exec} does the instruction and returns the node to go on with, or {@code null} where the run loop must look
 * (the hart then tells the pc, or the node to execute with exact state). A node is also the <em>site</em> by which a
 * memory access that leaves the fast path tells where it happened.
 */
public abstract class Node {

	/** Virtual address of the instruction. */
	public final long pc;
	/** The instruction word as fetched, zero-extended if compressed. */
	public final int word;
	/** 2 or 4; 0 if this node stands for no instruction. */
	public final int length;
	/** Instructions that retire from here to the end of the straight run, this one included, if none traps. */
	int toEnd;
	/** How often the node may still be jumped to before the translator is asked for it, or before it is fused. */
	int heat = Integer.MAX_VALUE;
	/** The node behind, in the straight run. */
	protected Node next;

	protected Node(long pc, int word, int length) {
		this.pc = pc;
		this.word = word;
		this.length = length;
	}

	/** Does the instruction. */
	public abstract Node exec(Hart h);

	/** The exception of an instruction that the hart does not have, or not in its present state. */
	protected final Trap illegal(Hart h) {
		h.site = this;
		return PrivilegedInstructions.illegal(h);
	}

	/** Whether the straight run ends here. */
	protected boolean endsRun() {
		return false;
	}

	/**
	 * Whether it accesses memory once at most, and writes registers only behind that, so that a load of which the device has
	 * answered is finished by executing it again with the answer.
	 */
	protected boolean accessesOnce() {
		return false;
	}

	/** 1 if executing the node as part of a run retires an instruction, else 0. */
	int weight() {
		return 1;
	}

	/** The address behind the instruction. */
	public final long nextPc() {
		return pc + length;
	}

	/**
	 * Makes this the site of translated code, which executes it alone only.
	 *
	 * @param left instructions that were charged and do not retire if this one traps
	 */
	public final Node asSite(int left) {
		next = new Boundary.Continue(pc + length);
		toEnd = left;
		return this;
	}

	final void link(Node behind) {
		next = behind;
		toEnd = weight() + (behind == null ? 0 : behind.toEnd);
	}
}
