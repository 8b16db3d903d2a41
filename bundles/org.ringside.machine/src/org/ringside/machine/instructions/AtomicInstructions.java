/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

import org.ringside.isa.RvA;
import org.ringside.isa.Zabha;
import org.ringside.machine.MemoryAccess.AtomicOperation;

/**
 * What the atomics of A and Zabha write from the old value and the operand. What is narrower than a double-word comes sign-extended,
 * which keeps the order of unsigned numbers too; only the operand must be brought to that width before it is compared.
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

	/** The operation of an AMO on a byte or half-word. */
	static AtomicOperation operation(Zabha instruction) {
		return switch (instruction) {
			case AMOSWAP_B, AMOSWAP_H -> (old, operand) -> operand;
			case AMOADD_B, AMOADD_H -> Long::sum;
			case AMOXOR_B, AMOXOR_H -> (old, operand) -> old ^ operand;
			case AMOAND_B, AMOAND_H -> (old, operand) -> old & operand;
			case AMOOR_B, AMOOR_H -> (old, operand) -> old | operand;
			case AMOMIN_B -> (old, operand) -> Math.min(old, (byte) operand);
			case AMOMAX_B -> (old, operand) -> Math.max(old, (byte) operand);
			case AMOMINU_B -> (old, operand) -> minUnsigned(old, (byte) operand);
			case AMOMAXU_B -> (old, operand) -> maxUnsigned(old, (byte) operand);
			case AMOMIN_H -> (old, operand) -> Math.min(old, (short) operand);
			case AMOMAX_H -> (old, operand) -> Math.max(old, (short) operand);
			case AMOMINU_H -> (old, operand) -> minUnsigned(old, (short) operand);
			case AMOMAXU_H -> (old, operand) -> maxUnsigned(old, (short) operand);
			case AMOCAS_B, AMOCAS_H -> throw new IllegalArgumentException(instruction + " combines nothing");
		};
	}

	private static long minUnsigned(long a, long b) {
		return Long.compareUnsigned(a, b) <= 0 ? a : b;
	}

	private static long maxUnsigned(long a, long b) {
		return Long.compareUnsigned(a, b) >= 0 ? a : b;
	}
}
