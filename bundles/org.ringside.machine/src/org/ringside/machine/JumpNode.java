/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import org.ringside.isa.ExceptionCause;

/** A node that may go elsewhere than to the next instruction, with links to the nodes in its page where they are known. */
public abstract class JumpNode extends Node {

	private final CodePage page;
	private Node taken;
	/** The page that a target was found in that is not fixed. */
	private CodePage takenIn;

	protected JumpNode(CodePage page, long pc, int word, int length) {
		super(pc, word, length);
		this.page = page;
	}

	@Override
	protected final boolean endsRun() {
		return true;
	}

	/** Goes to the instruction behind this one. */
	protected final Node fallThrough(Hart h) {
		Node t = next;
		if (t != null && (h.budget -= t.toEnd) >= 0) {
			return t;
		}
		return t == null ? findNext(h) : exhausted(h, t);
	}

	/** Goes to a fixed target. */
	protected final Node take(Hart h, long target) {
		Node t = taken;
		if (t == null || --t.heat < 0) {
			return findTaken(h, target);
		}
		return (h.budget -= t.toEnd) >= 0 ? t : exhausted(h, t);
	}

	/** Notes that a node is called: what is called becomes hot before the loops in it do. */
	protected static void called(Node node) {
		if (node != null) {
			node.heat -= CodeCache.HEAT_OF_CALL;
		}
	}

	/** Goes to a target that is not known before, but may be the same as the last time. */
	protected final Node go(Hart h, long target) {
		Node t = taken;
		if (t != null && t.pc == target && h.fetch[(int) (target >>> 12) & Tlb.ENTRIES - 1] == takenIn && --t.heat >= 0) {
			return (h.budget -= t.toEnd) >= 0 ? t : exhausted(h, t);
		}
		Node node = h.enter(target);
		if (node != null) {
			taken = node;
			takenIn = h.fetch[(int) (target >>> 12) & Tlb.ENTRIES - 1];
		}
		return node;
	}

	/** Raises the exception of a jump to an address that instructions cannot have here. */
	protected final Trap misaligned(Hart h, long target) {
		h.site = this;
		return h.trap.with(ExceptionCause.INSTRUCTION_ADDRESS_MISALIGNED, target);
	}

	private static Node exhausted(Hart h, Node t) {
		h.budget += t.toEnd;
		h.setPc(t.pc);
		return null;
	}

	private Node findNext(Hart h) {
		Node node = h.enter(nextPc());
		Node behind = page == null ? null : page.at(nextPc());
		next = h.code.counts(behind) ? null : behind;
		return node;
	}

	private Node findTaken(Hart h, long target) {
		if ((target & h.instructionAlignment() - 1) != 0) {
			throw misaligned(h, target);
		}
		Node node = h.enter(target);
		taken = page == null ? null : page.at(target);
		return node;
	}
}
