/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

import org.ringside.isa.Decoded;
import org.ringside.machine.Hart;
import org.ringside.machine.MemoryAccess;
import org.ringside.machine.Node;

/** Nodes of loads and stores. */
final class MemoryNodes {

	private MemoryNodes() {
	}

	static final class Lb extends ComputeNode {
		Lb(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, MemoryAccess.load8(h, a(h) + imm, this));
			return next;
		}
	}

	static final class Lh extends ComputeNode {
		Lh(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, MemoryAccess.load16(h, a(h) + imm, this));
			return next;
		}
	}

	static final class Lw extends ComputeNode {
		Lw(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, MemoryAccess.load32(h, a(h) + imm, this));
			return next;
		}
	}

	static final class Ld extends ComputeNode {
		Ld(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, MemoryAccess.load64(h, a(h) + imm, this));
			return next;
		}
	}

	static final class Lbu extends ComputeNode {
		Lbu(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, MemoryAccess.load8(h, a(h) + imm, this) & 0xff);
			return next;
		}
	}

	static final class Lhu extends ComputeNode {
		Lhu(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, MemoryAccess.load16(h, a(h) + imm, this) & 0xffff);
			return next;
		}
	}

	static final class Lwu extends ComputeNode {
		Lwu(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			set(h, MemoryAccess.load32(h, a(h) + imm, this) & 0xffff_ffffL);
			return next;
		}
	}

	static final class Sb extends ComputeNode {
		Sb(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			MemoryAccess.store8(h, a(h) + imm, b(h), this);
			return next;
		}
	}

	static final class Sh extends ComputeNode {
		Sh(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			MemoryAccess.store16(h, a(h) + imm, b(h), this);
			return next;
		}
	}

	static final class Sw extends ComputeNode {
		Sw(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			MemoryAccess.store32(h, a(h) + imm, b(h), this);
			return next;
		}
	}

	static final class Sd extends ComputeNode {
		Sd(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
		}

		@Override
		public Node exec(Hart h) {
			MemoryAccess.store64(h, a(h) + imm, b(h), this);
			return next;
		}
	}
}
