/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

import org.ringside.isa.Decoded;
import org.ringside.isa.RvA;
import org.ringside.isa.Zabha;
import org.ringside.isa.Zacas;
import org.ringside.machine.Hart;
import org.ringside.machine.MemoryAccess;
import org.ringside.machine.Node;

/** Nodes of the A, Zabha and Zacas extensions. */
final class AtomicNodes {

	private AtomicNodes() {
	}

	static Node build(RvA instruction, Decoded raw, Decoded d, long pc) {
		int size = instruction.mnemonic().endsWith(".w") ? 4 : 8;
		return switch (instruction) {
			case LR_W, LR_D -> new LoadReserved(raw, d, pc, size);
			case SC_W, SC_D -> new StoreConditional(raw, d, pc, size);
			default -> new Amo(raw, d, pc, size, AtomicInstructions.operation(instruction));
		};
	}

	private static final class LoadReserved extends ComputeNode {
		private final int size;

		LoadReserved(Decoded raw, Decoded d, long pc, int size) {
			super(raw, d, pc);
			this.size = size;
		}

		@Override
		public Node exec(Hart h) {
			set(h, MemoryAccess.loadReserved(h, a(h), size, this));
			return next;
		}
	}

	private static final class StoreConditional extends ComputeNode {
		private final int size;

		StoreConditional(Decoded raw, Decoded d, long pc, int size) {
			super(raw, d, pc);
			this.size = size;
		}

		@Override
		public Node exec(Hart h) {
			set(h, MemoryAccess.storeConditional(h, a(h), size, b(h), this));
			return next;
		}
	}

	private static final class Amo extends ComputeNode {
		private final int size;
		private final MemoryAccess.AtomicOperation operation;

		Amo(Decoded raw, Decoded d, long pc, int size, MemoryAccess.AtomicOperation operation) {
			super(raw, d, pc);
			this.size = size;
			this.operation = operation;
		}

		@Override
		public Node exec(Hart h) {
			set(h, MemoryAccess.atomic(h, a(h), size, b(h), operation, this));
			return next;
		}
	}

	static Node build(Zabha instruction, Decoded raw, Decoded d, long pc) {
		int size = instruction.mnemonic().endsWith(".b") ? 1 : 2;
		return instruction == Zabha.AMOCAS_B || instruction == Zabha.AMOCAS_H ? new CompareAndSwap(raw, d, pc, size)
				: new Amo(raw, d, pc, size, AtomicInstructions.operation(instruction));
	}

	static Node build(Zacas instruction, Decoded raw, Decoded d, long pc) {
		return switch (instruction) {
			case AMOCAS_W -> new CompareAndSwap(raw, d, pc, 4);
			case AMOCAS_D -> new CompareAndSwap(raw, d, pc, 8);
			case AMOCAS_Q -> new PairCompareAndSwap(raw, d, pc);
		};
	}

	/** What is found unequal is written back as it was, which the specification allows. */
	private static final class CompareAndSwap extends ComputeNode {
		private final int size;
		private final int unused;
		private final int rd;

		CompareAndSwap(Decoded raw, Decoded d, long pc, int size) {
			super(raw, d, pc);
			this.size = size;
			unused = 64 - 8 * size;
			rd = d.rd();
		}

		@Override
		public Node exec(Hart h) {
			long expected = h.x(rd) << unused >> unused;
			set(h, MemoryAccess.atomic(h, a(h), size, b(h), (old, operand) -> old == expected ? operand : old, this));
			return next;
		}
	}

	/** Register pairs: the even register holds the lower half; the pair at x0 reads as zero and takes nothing. */
	private static final class PairCompareAndSwap extends ComputeNode {
		private final int rd;
		private final int rs2;

		PairCompareAndSwap(Decoded raw, Decoded d, long pc) {
			super(raw, d, pc);
			rd = d.rd();
			rs2 = d.rs2();
		}

		@Override
		public Node exec(Hart h) {
			long[] old = MemoryAccess.compareAndSwapPair(h, a(h), h.x(rd), upper(h, rd), h.x(rs2), upper(h, rs2), this);
			if (rd != 0) {
				h.setX(rd, old[0]);
				h.setX(rd + 1, old[1]);
			}
			return next;
		}

		private static long upper(Hart h, int register) {
			return register == 0 ? 0 : h.x(register + 1);
		}
	}
}
