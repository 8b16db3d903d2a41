/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator.x86;

import static org.ringside.translator.x86.Assembler.RCX;
import static org.ringside.translator.x86.Vex.MAP_0F;
import static org.ringside.translator.x86.Vex.MAP_0F38;
import static org.ringside.translator.x86.Vex.NONE;
import static org.ringside.translator.x86.Vex.P66;
import static org.ringside.translator.x86.Vex.PF2;
import static org.ringside.translator.x86.Vex.PF3;

import org.ringside.translator.x86.Assembler.Memory;
import org.ringside.translator.x86.Assembler.Operand;
import org.ringside.translator.x86.Assembler.Register;

/**
 * Encodes the scalar floating-point instructions of AVX and FMA (Intel 64 manual, volume 2, sections 2.3 and 4). A {@link Register} as an
 * operand is one for vectors where numbers are meant, and a general one where integers are.
 */
public final class FloatAssembler {

	/** Instructions {@code op destination, first, second}; the value is the opcode. */
	public enum Operation {
		ADD(0x58), MULTIPLY(0x59), SUBTRACT(0x5c), LEAST(0x5d), DIVIDE(0x5e), GREATEST(0x5f), SQUARE_ROOT(0x51);

		private final int opcode;

		Operation(int opcode) {
			this.opcode = opcode;
		}
	}

	/** Fused instructions; the value is the opcode of the form {@code destination = first × destination + second}. */
	public enum Fused {
		MULTIPLY_ADD(0xa9), MULTIPLY_SUBTRACT(0xab), NEGATED_MULTIPLY_ADD(0xad), NEGATED_MULTIPLY_SUBTRACT(0xaf);

		private final int opcode;

		Fused(int opcode) {
			this.opcode = opcode;
		}
	}

	private final Assembler a;

	public FloatAssembler(Assembler assembler) {
		a = assembler;
	}

	private void vex(int map, int prefix, boolean wide, int opcode, int register, int first, Operand operand) {
		Vex.emit(a, map, prefix, wide, opcode, register, first, operand);
	}

	private static int prefix(boolean single) {
		return single ? PF3 : PF2;
	}

	// ---- moves

	/** Loads a number; the rest of the register is zero if it comes from memory. */
	public void load(int register, Operand from, boolean single) {
		if (from instanceof Memory) {
			vex(MAP_0F, prefix(single), false, 0x10, register, 0, from);
		} else if (!(from instanceof Register(int n) && n == register)) {
			vex(MAP_0F, P66, false, 0x28, register, 0, from);
		}
	}

	public void store(int register, Memory to, boolean single) {
		vex(MAP_0F, prefix(single), false, 0x11, register, 0, to);
	}

	/** Loads the bits of an integer. */
	public void fromInteger(int register, Operand from, boolean wide) {
		vex(MAP_0F, P66, wide, 0x6e, register, 0, from);
	}

	/** Puts the bits of a number into a general register or into memory. */
	public void toInteger(Operand to, int register, boolean wide) {
		vex(MAP_0F, P66, wide, 0x7e, register, 0, to);
	}

	/** Sets bits. */
	public void or(int register, int first, int second) {
		vex(MAP_0F, NONE, false, 0x56, register, first, Operand.register(second));
	}

	// ---- arithmetic

	/** A square root is that of the second operand; the first gives the rest of the register. */
	public void compute(Operation operation, boolean single, int register, int first, Operand second) {
		vex(MAP_0F, prefix(single), false, operation.opcode, register, first, second);
	}

	public void fused(Fused operation, boolean single, int register, int first, Operand second) {
		vex(MAP_0F38, P66, !single, operation.opcode, register, first, second);
	}

	/** Compares, so that the conditions for unsigned numbers hold, or {@link Assembler.Condition#PARITY} if one is a NaN. */
	public void compare(boolean single, boolean signalling, int register, Operand second) {
		vex(MAP_0F, single ? NONE : P66, false, signalling ? 0x2f : 0x2e, register, 0, second);
	}

	// ---- conversion

	/** Converts an integer; the first operand gives the rest of the register. */
	public void convertInteger(boolean single, boolean wide, int register, int first, Operand from) {
		vex(MAP_0F, prefix(single), wide, 0x2a, register, first, from);
	}

	/** Converts to an integer in RCX, whose least value stands for what cannot be converted. */
	public void convertToRcx(boolean single, boolean wide, boolean truncating, Operand from) {
		vex(MAP_0F, prefix(single), wide, truncating ? 0x2c : 0x2d, RCX, 0, from);
	}

	/** Converts to the other precision; the first operand gives the rest of the register. */
	public void convertPrecision(boolean fromSingle, int register, int first, Operand from) {
		vex(MAP_0F, prefix(fromSingle), false, 0x5a, register, first, from);
	}

	// ---- control and status

	public void loadControl(Memory from) {
		vex(MAP_0F, NONE, false, 0xae, 2, 0, from);
	}

	public void storeControl(Memory to) {
		vex(MAP_0F, NONE, false, 0xae, 3, 0, to);
	}
}
