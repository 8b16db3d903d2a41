/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

import org.ringside.isa.Decoded;
import org.ringside.machine.Hart;
import org.ringside.machine.Node;

/** Nodes of the RV64I instructions on two registers. */
final class IntegerNodes {

	private IntegerNodes() {
	}

	static final class Add extends ComputeNode {
		Add(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, IntegerInstructions.add(a(h), b(h)));
			return next;
		}
	}

	static final class Sub extends ComputeNode {
		Sub(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, IntegerInstructions.sub(a(h), b(h)));
			return next;
		}
	}

	static final class Sll extends ComputeNode {
		Sll(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, IntegerInstructions.sll(a(h), b(h)));
			return next;
		}
	}

	static final class Slt extends ComputeNode {
		Slt(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, IntegerInstructions.slt(a(h), b(h)));
			return next;
		}
	}

	static final class Sltu extends ComputeNode {
		Sltu(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, IntegerInstructions.sltu(a(h), b(h)));
			return next;
		}
	}

	static final class Xor extends ComputeNode {
		Xor(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, IntegerInstructions.xor(a(h), b(h)));
			return next;
		}
	}

	static final class Srl extends ComputeNode {
		Srl(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, IntegerInstructions.srl(a(h), b(h)));
			return next;
		}
	}

	static final class Sra extends ComputeNode {
		Sra(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, IntegerInstructions.sra(a(h), b(h)));
			return next;
		}
	}

	static final class Or extends ComputeNode {
		Or(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, IntegerInstructions.or(a(h), b(h)));
			return next;
		}
	}

	static final class And extends ComputeNode {
		And(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, IntegerInstructions.and(a(h), b(h)));
			return next;
		}
	}

	static final class Addw extends ComputeNode {
		Addw(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, IntegerInstructions.addw(a(h), b(h)));
			return next;
		}
	}

	static final class Subw extends ComputeNode {
		Subw(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, IntegerInstructions.subw(a(h), b(h)));
			return next;
		}
	}

	static final class Sllw extends ComputeNode {
		Sllw(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, IntegerInstructions.sllw(a(h), b(h)));
			return next;
		}
	}

	static final class Srlw extends ComputeNode {
		Srlw(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, IntegerInstructions.srlw(a(h), b(h)));
			return next;
		}
	}

	static final class Sraw extends ComputeNode {
		Sraw(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, IntegerInstructions.sraw(a(h), b(h)));
			return next;
		}
	}
}
