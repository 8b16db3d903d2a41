/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

/** The nodes that stand for no instruction: where a straight run ends for other reasons than a jump. */
final class Boundary {

	private Boundary() {
	}

	/** The run goes on at another page, or was cut because it was long. */
	static final class Continue extends Node {
		Continue(long pc) {
			super(pc, 0, 0);
		}

		@Override
		public Node exec(Hart h) {
			return h.enter(pc);
		}

		@Override
		int weight() {
			return 0;
		}
	}

	/** An instruction that lies in two pages: fetched anew each time, because either page may be mapped differently. */
	static final class Straddling extends Node {
		Straddling(long pc) {
			super(pc, 0, 0);
		}

		@Override
		public Node exec(Hart h) {
			h.pending = this;
			return null;
		}

		@Override
		int weight() {
			return 0;
		}
	}

	/** An instruction from which translated code goes on. */
	static final class Translated extends Node {
		final TranslatedCode code;
		/** Executes the instruction where the code cannot, for want of budget or because it is to be executed alone. */
		final Node real;

		Translated(Node real, TranslatedCode code) {
			super(real.pc, real.word, real.length);
			this.real = real;
			this.code = code;
			heat = Integer.MAX_VALUE;
		}

		@Override
		public Node exec(Hart h) {
			if (h.budget >= code.longest) {
				long next = code.run(h);
				return (next & TranslatedCode.LEFT) != 0 ? null : h.enter(next);
			}
			if ((h.budget -= real.toEnd) >= 0) {
				return real;
			}
			h.budget += real.toEnd;
			h.setPc(pc);
			return null;
		}

		@Override
		int weight() {
			return 0;
		}
	}

	/** An instruction with a breakpoint. */
	static final class Break extends Node {
		final long physical;
		private final Node real;

		Break(Node real, long physical) {
			super(real.pc, real.word, real.length);
			this.real = real;
			this.physical = physical;
		}

		/** The node that executes the instruction, for a step that goes over the breakpoint. */
		Node real() {
			return real;
		}

		@Override
		public Node exec(Hart h) {
			h.pending = this;
			return null;
		}

		@Override
		int weight() {
			return 0;
		}
	}

	/** An instruction at whose address a trigger may fire; whether it does depends on the mode. */
	static final class Watched extends Node {
		private final Node real;

		Watched(Node real) {
			super(real.pc, real.word, real.length);
			this.real = real;
		}

		/** The node that executes the instruction. */
		Node real() {
			return real;
		}

		@Override
		public Node exec(Hart h) {
			h.pending = this;
			return null;
		}

		@Override
		int weight() {
			return 0;
		}
	}
}
