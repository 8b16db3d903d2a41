/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

import org.ringside.isa.Decoded;
import org.ringside.isa.Registers;
import org.ringside.machine.CodePage;
import org.ringside.machine.Hart;
import org.ringside.machine.HartRegisters;
import org.ringside.machine.HostMemory;
import org.ringside.machine.JumpNode;
import org.ringside.machine.Node;

/** Nodes of jumps and conditional branches. */
final class JumpNodes {

	private JumpNodes() {
	}

	/** A jump or branch to a fixed target. */
	private abstract static class Direct extends JumpNode {
		private final long rs1;
		private final long rs2;
		private final long target;

		Direct(Decoded raw, Decoded d, long pc, CodePage page, Hart h) {
			super(page, pc, raw.word(), raw.length());
			rs1 = HartRegisters.readOffset(d.rs1());
			rs2 = HartRegisters.readOffset(d.rs2());
			target = pc + d.imm();
		}

		final long a(Hart h) {
			return HostMemory.getField(h, rs1);
		}

		final long b(Hart h) {
			return HostMemory.getField(h, rs2);
		}

		final Node jump(Hart h) {
			return take(h, target);
		}
	}

	static final class Beq extends Direct {
		Beq(Decoded raw, Decoded d, long pc, CodePage page, Hart h) {
			super(raw, d, pc, page, h);
		}

		@Override
		public Node exec(Hart h) {
			return IntegerInstructions.beq(a(h), b(h)) ? jump(h) : fallThrough(h);
		}
	}

	static final class Bne extends Direct {
		Bne(Decoded raw, Decoded d, long pc, CodePage page, Hart h) {
			super(raw, d, pc, page, h);
		}

		@Override
		public Node exec(Hart h) {
			return IntegerInstructions.bne(a(h), b(h)) ? jump(h) : fallThrough(h);
		}
	}

	static final class Blt extends Direct {
		Blt(Decoded raw, Decoded d, long pc, CodePage page, Hart h) {
			super(raw, d, pc, page, h);
		}

		@Override
		public Node exec(Hart h) {
			return IntegerInstructions.blt(a(h), b(h)) ? jump(h) : fallThrough(h);
		}
	}

	static final class Bge extends Direct {
		Bge(Decoded raw, Decoded d, long pc, CodePage page, Hart h) {
			super(raw, d, pc, page, h);
		}

		@Override
		public Node exec(Hart h) {
			return IntegerInstructions.bge(a(h), b(h)) ? jump(h) : fallThrough(h);
		}
	}

	static final class Bltu extends Direct {
		Bltu(Decoded raw, Decoded d, long pc, CodePage page, Hart h) {
			super(raw, d, pc, page, h);
		}

		@Override
		public Node exec(Hart h) {
			return IntegerInstructions.bltu(a(h), b(h)) ? jump(h) : fallThrough(h);
		}
	}

	static final class Bgeu extends Direct {
		Bgeu(Decoded raw, Decoded d, long pc, CodePage page, Hart h) {
			super(raw, d, pc, page, h);
		}

		@Override
		public Node exec(Hart h) {
			return IntegerInstructions.bgeu(a(h), b(h)) ? jump(h) : fallThrough(h);
		}
	}

	static final class Jal extends Direct {
		private final long rd;
		private final boolean call;

		Jal(Decoded raw, Decoded d, long pc, CodePage page, Hart h) {
			super(raw, d, pc, page, h);
			rd = HartRegisters.writeOffset(d.rd());
			call = Registers.isLink(d.rd());
		}

		@Override
		public Node exec(Hart h) {
			Node node = jump(h);
			HostMemory.putField(h, rd, nextPc());
			if (call) {
				called(node);
			}
			return node;
		}
	}

	static final class Jalr extends JumpNode {
		private final long rd;
		private final long rs1;
		private final long imm;
		private final long alignment;
		private final boolean call;

		Jalr(Decoded raw, Decoded d, long pc, CodePage page, Hart h) {
			super(page, pc, raw.word(), raw.length());
			rd = HartRegisters.writeOffset(d.rd());
			rs1 = HartRegisters.readOffset(d.rs1());
			imm = d.imm();
			alignment = h.instructionAlignment() - 1;
			call = Registers.isLink(d.rd());
		}

		@Override
		public Node exec(Hart h) {
			long target = HostMemory.getField(h, rs1) + imm & ~1L;
			if ((target & alignment) != 0) {
				throw misaligned(h, target);
			}
			HostMemory.putField(h, rd, nextPc());
			Node node = go(h, target);
			if (call) {
				called(node);
			}
			return node;
		}
	}
}
