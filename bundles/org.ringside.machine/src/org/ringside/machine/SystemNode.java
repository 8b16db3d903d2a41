/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

/**
 * A node whose instruction needs the exact state of the hart: it reads the count or the time, changes the mode or the
 * translation, or traps on purpose. It ends its run, and the run loop executes it on its own.
 */
public abstract class SystemNode extends Node {

	protected SystemNode(long pc, int word, int length) {
		super(pc, word, length);
	}

	@Override
	public final Node exec(Hart h) {
		h.pending = this;
		return null;
	}

	/** Does the instruction. The hart's pc is that of the next instruction already, and may be changed. */
	public abstract void execute(Hart h);

	/** The exception that the instruction raises whatever the state of the hart is, where {@link #execute} would throw it; else {@code null}. */
	protected Trap exception(Hart h) {
		return null;
	}

	/**
	 * The same for what the hart may not execute in its present mode; {@code null} where that shows only when it is tried.
	 */
	protected Trap refusal(Hart h) {
		return exception(h);
	}

	/** Does the instruction if that needs no exact state now, and changes nothing that code depends on; returns whether it did. */
	protected boolean executePlainly(Hart h) {
		return false;
	}

	@Override
	protected final boolean endsRun() {
		return true;
	}

	@Override
	final int weight() {
		return 0;
	}
}
