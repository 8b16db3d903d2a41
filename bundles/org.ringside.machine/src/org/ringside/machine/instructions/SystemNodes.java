/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

import java.util.function.Consumer;
import java.util.function.Function;

import org.ringside.isa.Decoded;
import org.ringside.isa.RvH;
import org.ringside.isa.RvPrivileged;
import org.ringside.isa.Svinval;
import org.ringside.isa.Zicbo;
import org.ringside.isa.Zicsr;
import org.ringside.machine.Hart;
import org.ringside.machine.HypervisorInstructions;
import org.ringside.machine.Node;
import org.ringside.machine.PlainCsrs;
import org.ringside.machine.PrivilegedInstructions;
import org.ringside.machine.SystemNode;
import org.ringside.machine.Trap;

/** Nodes of the instructions that need exact state. */
final class SystemNodes {

	private SystemNodes() {
	}

	static Node build(Zicsr instruction, Decoded raw, Decoded d, long pc) {
		return new CsrAccess(instruction, raw, d, pc);
	}

	static Node build(RvPrivileged instruction, Decoded raw, Decoded d, long pc) {
		return switch (instruction) {
			case MRET -> new Supervising(raw, pc, PrivilegedInstructions::mret);
			case SRET -> new Supervising(raw, pc, PrivilegedInstructions::sret);
			case WFI -> new Supervising(raw, pc, PrivilegedInstructions::wfi);
			case SFENCE_VMA -> new Supervising(raw, pc,
					h -> PrivilegedInstructions.sfenceVma(h, d.rs1() != 0, h.x(d.rs1()), h.x(d.rs2())));
		};
	}

	static Node build(Svinval instruction, Decoded raw, Decoded d, long pc) {
		return switch (instruction) {
			case SINVAL_VMA -> new Plain(raw, pc,
					h -> PrivilegedInstructions.sfenceVma(h, d.rs1() != 0, h.x(d.rs1()), h.x(d.rs2())));
			case SFENCE_W_INVAL, SFENCE_INVAL_IR -> new Plain(raw, pc, PrivilegedInstructions::orderInvalidations);
			case HINVAL_VVMA -> new Plain(raw, pc, h -> HypervisorInstructions.fenceGuestVirtual(h, d.rs1() != 0, h.x(d.rs1()), d.rs2() != 0,
					h.x(d.rs2())));
			case HINVAL_GVMA -> new Plain(raw, pc, h -> HypervisorInstructions.fenceGuestPhysical(h, d.rs2() != 0, h.x(d.rs2())));
		};
	}

	static Node build(RvH instruction, Decoded raw, Decoded d, long pc) {
		return switch (instruction) {
			case HFENCE_VVMA -> new Plain(raw, pc, h -> HypervisorInstructions.fenceGuestVirtual(h, d.rs1() != 0, h.x(d.rs1()), d.rs2() != 0,
					h.x(d.rs2())));
			case HFENCE_GVMA -> new Plain(raw, pc, h -> HypervisorInstructions.fenceGuestPhysical(h, d.rs2() != 0, h.x(d.rs2())));
			default -> new Plain(raw, pc, h -> HypervisorInstructions.access(h, instruction, d.rd(), d.rs1(), d.rs2()));
		};
	}

	static Node build(Zicbo instruction, Decoded raw, Decoded d, long pc) {
		return switch (instruction) {
			case CBO_INVAL -> new Plain(raw, pc, h -> PrivilegedInstructions.manageBlock(h, h.x(d.rs1()), true));
			case CBO_CLEAN, CBO_FLUSH -> new Plain(raw, pc, h -> PrivilegedInstructions.manageBlock(h, h.x(d.rs1()), false));
			case CBO_ZERO -> new Plain(raw, pc, h -> PrivilegedInstructions.zeroBlock(h, h.x(d.rs1())));
			case PREFETCH_I, PREFETCH_R, PREFETCH_W -> new ImmediateNodes.Nothing(raw, pc);
		};
	}

	/** {@code fence.i}, where it has something to do. */
	static Node fenceInstructions(Decoded raw, long pc) {
		return new Plain(raw, pc, Hart::forgetCode);
	}

	/** The node of a word that is no instruction of the hart. */
	static Node illegal(Decoded raw, long pc) {
		return new Raising(raw, pc, PrivilegedInstructions::illegal);
	}

	/** An instruction that raises an exception in any case. */
	static final class Raising extends SystemNode {
		private final Function<Hart, Trap> exception;

		Raising(Decoded raw, long pc, Function<Hart, Trap> exception) {
			super(pc, raw.word(), raw.length());
			this.exception = exception;
		}

		@Override
		protected Trap exception(Hart h) {
			return exception.apply(h);
		}

		@Override
		public void execute(Hart h) {
			throw exception.apply(h);
		}
	}

	/** An instruction that is one call and never U-mode's. */
	private static final class Supervising extends Plain {
		Supervising(Decoded raw, long pc, Consumer<Hart> effect) {
			super(raw, pc, effect);
		}

		@Override
		protected Trap refusal(Hart h) {
			return PrivilegedInstructions.refusedToUser(h);
		}
	}

	/** An instruction that is one call. */
	static class Plain extends SystemNode {
		private final Consumer<Hart> effect;

		Plain(Decoded raw, long pc, Consumer<Hart> effect) {
			super(pc, raw.word(), raw.length());
			this.effect = effect;
		}

		@Override
		public void execute(Hart h) {
			effect.accept(h);
		}
	}

	private static final class CsrAccess extends SystemNode {
		private final Zicsr instruction;
		private final int rd;
		private final int rs1;
		private final int csr;
		private final boolean plain;

		CsrAccess(Zicsr instruction, Decoded raw, Decoded d, long pc) {
			super(pc, raw.word(), raw.length());
			this.instruction = instruction;
			rd = d.rd();
			rs1 = d.rs1();
			csr = d.csr();
			plain = PlainCsrs.has(csr);
		}

		@Override
		protected boolean executePlainly(Hart h) {
			if (!plain || !PlainCsrs.open(h, csr >>> 8 & 3)) {
				return false;
			}
			boolean constant = instruction == Zicsr.CSRRWI || instruction == Zicsr.CSRRSI || instruction == Zicsr.CSRRCI;
			h.setX(rd, CsrInstructions.exchange(instruction, h, csr, constant ? rs1 : h.x(rs1)));
			return true;
		}

		@Override
		protected Trap refusal(Hart h) {
			boolean writes = instruction == Zicsr.CSRRW || instruction == Zicsr.CSRRWI || rs1 != 0;
			return PrivilegedInstructions.refusedCsr(h, csr, writes);
		}

		@Override
		public void execute(Hart h) {
			CsrInstructions.execute(instruction, h, csr, rd, rs1);
		}
	}
}
