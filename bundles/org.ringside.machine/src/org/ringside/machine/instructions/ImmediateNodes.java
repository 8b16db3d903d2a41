/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

import org.ringside.isa.Decoded;
import org.ringside.machine.Hart;
import org.ringside.machine.HostMemory;
import org.ringside.machine.Node;

/** Nodes of the RV64I instructions on a register and an immediate, and of constants. */
final class ImmediateNodes {

	private ImmediateNodes() {
	}

	static final class Addi extends ComputeNode {
		Addi(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, IntegerInstructions.add(a(h), imm));
			return next;
		}
	}

	static final class Slti extends ComputeNode {
		Slti(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, IntegerInstructions.slt(a(h), imm));
			return next;
		}
	}

	static final class Sltiu extends ComputeNode {
		Sltiu(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, IntegerInstructions.sltu(a(h), imm));
			return next;
		}
	}

	static final class Xori extends ComputeNode {
		Xori(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, IntegerInstructions.xor(a(h), imm));
			return next;
		}
	}

	static final class Ori extends ComputeNode {
		Ori(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, IntegerInstructions.or(a(h), imm));
			return next;
		}
	}

	static final class Andi extends ComputeNode {
		Andi(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, IntegerInstructions.and(a(h), imm));
			return next;
		}
	}

	static final class Slli extends ComputeNode {
		Slli(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, IntegerInstructions.sll(a(h), imm));
			return next;
		}
	}

	static final class Srli extends ComputeNode {
		Srli(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, IntegerInstructions.srl(a(h), imm));
			return next;
		}
	}

	static final class Srai extends ComputeNode {
		Srai(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, IntegerInstructions.sra(a(h), imm));
			return next;
		}
	}

	static final class Addiw extends ComputeNode {
		Addiw(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, IntegerInstructions.addw(a(h), imm));
			return next;
		}
	}

	static final class Slliw extends ComputeNode {
		Slliw(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, IntegerInstructions.sllw(a(h), imm));
			return next;
		}
	}

	static final class Srliw extends ComputeNode {
		Srliw(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, IntegerInstructions.srlw(a(h), imm));
			return next;
		}
	}

	static final class Sraiw extends ComputeNode {
		Sraiw(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, IntegerInstructions.sraw(a(h), imm));
			return next;
		}
	}

	static final class Move extends ComputeNode {
		Move(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, a(h));
			return next;
		}
	}

	/** Any instruction whose result is known when it is decoded: lui, auipc, li. */
	static final class Constant extends ComputeNode {
		private final long value;

		Constant(Decoded raw, Decoded d, long pc, long value) {
			super(raw, d, pc);
			this.value = value;
		}

		@Override
		public Node exec(Hart h) {
			set(h, value);
			return next;
		}
	}

	/** A fence between harts that run in parallel; stronger than most ask for. */
	static final class Fence extends Node {
		Fence(Decoded raw, long pc) {
			super(pc, raw.word(), raw.length());
		}

		@Override
		public Node exec(Hart h) {
			HostMemory.fence();
			return next;
		}
	}

	/** An instruction without effect: hints, and fences where harts run by turns, since that is sequentially consistent. */
	static final class Nothing extends Node {
		Nothing(Decoded raw, long pc) {
			super(pc, raw.word(), raw.length());
		}

		@Override
		public Node exec(Hart h) {
			return next;
		}
	}
}
