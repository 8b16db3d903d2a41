/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import static org.ringside.translator.HostFloatRegisters.SCRATCH;
import static org.ringside.translator.x86.Assembler.RAX;
import static org.ringside.translator.x86.Assembler.RCX;
import static org.ringside.translator.x86.Assembler.RDX;

import org.ringside.isa.Decoded;
import org.ringside.isa.Instruction;
import org.ringside.isa.RvD;
import org.ringside.isa.RvF;
import org.ringside.machine.instructions.RoundingMode;
import org.ringside.translator.x86.Assembler;
import org.ringside.translator.x86.Assembler.Alu;
import org.ringside.translator.x86.Assembler.Condition;
import org.ringside.translator.x86.Assembler.Label;
import org.ringside.translator.x86.Assembler.Operand;
import org.ringside.translator.x86.FloatAssembler;
import org.ringside.translator.x86.GuestRegisters;
import org.ringside.translator.x86.HostCode;

/** Writes the moves and conversions between integers and floating-point numbers as host code. */
final class HostConversionWriter {

	private static final Operand RCX_OPERAND = Operand.register(RCX);
	private static final Operand RDX_OPERAND = Operand.register(RDX);

	private final Assembler a;
	private final FloatAssembler f;
	private final HostRegisters registers;
	private final HostFloatRegisters floats;

	HostConversionWriter(Assembler assembler, FloatAssembler floatAssembler, HostRegisters registers, HostFloatRegisters floats) {
		a = assembler;
		f = floatAssembler;
		this.registers = registers;
		this.floats = floats;
	}

	/** Moves bits between an integer and a floating-point register. */
	void move(Instruction instruction, Decoded d) {
		if (instruction == RvD.FMV_X_D) {
			floats.getBits(RCX, d.rs1());
			registers.set(d.rd(), RCX);
		} else if (instruction == RvF.FMV_X_W) {
			floats.getBits(RCX, d.rs1());
			if (d.rd() != 0) {
				registers.setWord(d.rd(), RCX);
			}
		} else {
			registers.get(RCX, d.rs1());
			if (instruction == RvD.FMV_D_X) {
				floats.setBits(d.rd(), RCX);
			} else {
				f.fromInteger(SCRATCH, RCX_OPERAND, true);
				floats.set(d.rd(), SCRATCH, true);
			}
		}
	}

	/** @param slow where to go if there may be no integer for the number */
	void toInteger(Instruction instruction, Decoded d, boolean single, Label slow) {
		boolean word = instruction == RvF.FCVT_W_S || instruction == RvD.FCVT_W_D;
		boolean unsignedWord = instruction == RvF.FCVT_WU_S || instruction == RvD.FCVT_WU_D;
		boolean unsigned = unsignedWord || instruction == RvF.FCVT_LU_S || instruction == RvD.FCVT_LU_D;
		boolean truncating = d.rm() == RoundingMode.TOWARDS_ZERO;
		if (unsigned) {
			// The bits of what is negative, too large or a NaN are above those of the least number that is too large for the host.
			int bits = unsignedWord ? 31 : 63;
			floats.getBits(RCX, d.rs1());
			if (single) {
				a.aluWord(Alu.CMP, RCX_OPERAND, Float.floatToRawIntBits(0x1p31f * (bits == 63 ? 0x1p32f : 1)));
			} else {
				a.constant(RDX, Double.doubleToRawLongBits(0x1p31 * (bits == 63 ? 0x1p32 : 1)));
				a.alu(Alu.CMP, RCX, RDX_OPERAND);
			}
			a.jump(Condition.ABOVE_OR_EQUAL, slow);
		}
		f.convertToRcx(single, !word, truncating, GuestRegisters.floatOperand(d.rs1()));
		if (word) {
			a.aluWord(Alu.CMP, RCX_OPERAND, Integer.MIN_VALUE);
		} else {
			a.constant(RDX, Long.MIN_VALUE);
			a.alu(Alu.CMP, RCX, RDX_OPERAND);
		}
		a.jump(Condition.EQUAL, slow);
		if (d.rd() != 0 && (word || unsignedWord)) {
			registers.setWord(d.rd(), RCX);
		} else {
			registers.set(d.rd(), RCX);
		}
	}

	/** @param slow where to go if an unsigned number is too large for the host; {@code null} if none can be */
	void fromInteger(Instruction instruction, Decoded d, boolean single, Label slow) {
		boolean word = instruction == RvF.FCVT_S_W || instruction == RvD.FCVT_D_W;
		boolean unsignedWord = instruction == RvF.FCVT_S_WU || instruction == RvD.FCVT_D_WU;
		if (unsignedWord) {
			registers.getUnsignedWord(RAX, d.rs1());
		} else {
			registers.get(RAX, d.rs1());
		}
		if (slow != null) {
			a.alu(Alu.CMP, Operand.register(RAX), 0);
			a.jump(Condition.LESS, slow);
		}
		f.convertInteger(single, !word, SCRATCH, HostCode.BOX, Operand.register(RAX));
		floats.set(d.rd(), SCRATCH, single);
	}
}
