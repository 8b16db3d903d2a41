/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

import org.ringside.isa.Decoded;
import org.ringside.machine.Hart;
import org.ringside.machine.Node;

/** Nodes of the M extension. */
final class MultiplyNodes {

	private MultiplyNodes() {
	}

	static final class Mul extends ComputeNode {
		Mul(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, MultiplyInstructions.mul(a(h), b(h)));
			return next;
		}
	}

	static final class Mulh extends ComputeNode {
		Mulh(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, MultiplyInstructions.mulh(a(h), b(h)));
			return next;
		}
	}

	static final class Mulhsu extends ComputeNode {
		Mulhsu(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, MultiplyInstructions.mulhsu(a(h), b(h)));
			return next;
		}
	}

	static final class Mulhu extends ComputeNode {
		Mulhu(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, MultiplyInstructions.mulhu(a(h), b(h)));
			return next;
		}
	}

	static final class Div extends ComputeNode {
		Div(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, MultiplyInstructions.div(a(h), b(h)));
			return next;
		}
	}

	static final class Divu extends ComputeNode {
		Divu(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, MultiplyInstructions.divu(a(h), b(h)));
			return next;
		}
	}

	static final class Rem extends ComputeNode {
		Rem(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, MultiplyInstructions.rem(a(h), b(h)));
			return next;
		}
	}

	static final class Remu extends ComputeNode {
		Remu(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, MultiplyInstructions.remu(a(h), b(h)));
			return next;
		}
	}

	static final class Mulw extends ComputeNode {
		Mulw(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, MultiplyInstructions.mulw(a(h), b(h)));
			return next;
		}
	}

	static final class Divw extends ComputeNode {
		Divw(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, MultiplyInstructions.divw(a(h), b(h)));
			return next;
		}
	}

	static final class Divuw extends ComputeNode {
		Divuw(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, MultiplyInstructions.divuw(a(h), b(h)));
			return next;
		}
	}

	static final class Remw extends ComputeNode {
		Remw(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, MultiplyInstructions.remw(a(h), b(h)));
			return next;
		}
	}

	static final class Remuw extends ComputeNode {
		Remuw(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, MultiplyInstructions.remuw(a(h), b(h)));
			return next;
		}
	}
}
