/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

import org.ringside.isa.RvA;
import org.ringside.machine.MemoryAccess.AtomicOperation;

/**
 * RV64A: what the atomics write from the old value and the operand. Words come sign-extended, which keeps the order of
 * unsigned words too; only the operand must be brought to 32 bits before it is compared.
 */
public final class AtomicInstructions {

	private AtomicInstructions() {
	}

	/** The operation of an AMO. */
	public static AtomicOperation operation(RvA instruction) {
		return switch (instruction) {
			case AMOSWAP_W, AMOSWAP_D -> (old, operand) -> operand;
			case AMOADD_W, AMOADD_D -> Long::sum;
			case AMOXOR_W, AMOXOR_D -> (old, operand) -> old ^ operand;
			case AMOAND_W, AMOAND_D -> (old, operand) -> old & operand;
			case AMOOR_W, AMOOR_D -> (old, operand) -> old | operand;
			case AMOMIN_W -> (old, operand) -> Math.min(old, (int) operand);
			case AMOMAX_W -> (old, operand) -> Math.max(old, (int) operand);
			case AMOMINU_W -> (old, operand) -> minUnsigned(old, (int) operand);
			case AMOMAXU_W -> (old, operand) -> maxUnsigned(old, (int) operand);
			case AMOMIN_D -> Math::min;
			case AMOMAX_D -> Math::max;
			case AMOMINU_D -> AtomicInstructions::minUnsigned;
			case AMOMAXU_D -> AtomicInstructions::maxUnsigned;
			case LR_W, LR_D, SC_W, SC_D -> throw new IllegalArgumentException(instruction + " is no AMO");
		};
	}

	private static long minUnsigned(long a, long b) {
		return Long.compareUnsigned(a, b) <= 0 ? a : b;
	}

	private static long maxUnsigned(long a, long b) {
		return Long.compareUnsigned(a, b) >= 0 ? a : b;
	}
}
