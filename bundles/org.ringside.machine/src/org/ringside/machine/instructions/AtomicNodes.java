/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

import org.ringside.isa.Decoded;
import org.ringside.isa.RvA;
import org.ringside.machine.Hart;
import org.ringside.machine.MemoryAccess;
import org.ringside.machine.Node;

/** Nodes of the A extension. */
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
}
