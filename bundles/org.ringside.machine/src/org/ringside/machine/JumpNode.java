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

	/** Goes to a target that is not known before. */
	protected static Node go(Hart h, long target) {
		return h.enter(target);
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
		next = page == null ? null : page.at(nextPc());
		return h.enter(nextPc());
	}

	private Node findTaken(Hart h, long target) {
		Node node = h.enter(target);
		taken = page == null ? null : page.at(target);
		return node;
	}
}
