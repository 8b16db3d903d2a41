/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import static org.ringside.translator.x86.Assembler.RAX;
import static org.ringside.translator.x86.Assembler.RCX;
import static org.ringside.translator.x86.Assembler.RDX;

import org.ringside.isa.Decoded;
import org.ringside.isa.RvM;
import org.ringside.translator.x86.Assembler;
import org.ringside.translator.x86.Assembler.Alu;
import org.ringside.translator.x86.Assembler.Condition;
import org.ringside.translator.x86.Assembler.Label;
import org.ringside.translator.x86.Assembler.Operand;
import org.ringside.translator.x86.GuestRegisters;

/** Writes multiplication and division as host code. */
final class HostMultiplyWriter {

	private final Assembler a;
	private final HostRegionWriter region;
	private final HostRegisters registers;

	HostMultiplyWriter(Assembler assembler, HostRegionWriter region, HostRegisters registers) {
		this.a = assembler;
		this.region = region;
		this.registers = registers;
	}

	static boolean has(RvM instruction) {
		return instruction != RvM.MULHSU;
	}

	/** An instruction with a register to write. */
	void write(RvM instruction, Decoded d) {
		switch (instruction) {
			case MUL -> multiply(d, true);
			case MULW -> multiply(d, false);
			case MULH -> high(d, true);
			case MULHU -> high(d, false);
			case DIV -> divide(d, true, true, RAX);
			case DIVU -> divide(d, true, false, RAX);
			case REM -> divide(d, true, true, RDX);
			case REMU -> divide(d, true, false, RDX);
			case DIVW -> divide(d, false, true, RAX);
			case DIVUW -> divide(d, false, false, RAX);
			case REMW -> divide(d, false, true, RDX);
			case REMUW -> divide(d, false, false, RDX);
			case MULHSU -> throw new IllegalStateException(instruction + " is not computed");
		}
	}

	private void multiply(Decoded d, boolean wide) {
		if (d.rs1() == 0 || d.rs2() == 0) {
			registers.setConstant(d.rd(), 0);
			return;
		}
		int t = HostRegisters.target(d, d.rd() == d.rs1() ? -1 : d.rs2());
		if (wide) {
			registers.get(t, d.rs1());
			a.multiply(t, GuestRegisters.operand(d.rs2()));
			registers.set(d.rd(), t);
		} else {
			registers.getWord(t, d.rs1());
			a.multiplyWord(t, GuestRegisters.operand(d.rs2()));
			registers.setWord(d.rd(), t);
		}
	}

	private void high(Decoded d, boolean signed) {
		if (d.rs1() == 0 || d.rs2() == 0) {
			registers.setConstant(d.rd(), 0);
			return;
		}
		registers.get(RAX, d.rs1());
		a.multiplyLong(GuestRegisters.operand(d.rs2()), signed);
		registers.set(d.rd(), RDX);
	}

	/**
	 * What the host raises an exception for has a result here (unprivileged specification, chapter M): division by zero, and by -1, since
	 * the quotient of the least number is too large.
	 *
	 * @param result where the host leaves it: the quotient in RAX, the remainder in RDX
	 */
	private void divide(Decoded d, boolean wide, boolean signed, int result) {
		Label byZero = new Label();
		Label byMinusOne = new Label();
		Label done = new Label();
		if (wide) {
			registers.get(RCX, d.rs2());
			registers.get(RAX, d.rs1());
		} else {
			registers.getWord(RCX, d.rs2());
			registers.getWord(RAX, d.rs1());
		}
		compare(wide, 0);
		a.jump(Condition.EQUAL, byZero);
		if (signed) {
			compare(wide, -1);
			a.jump(Condition.EQUAL, byMinusOne);
			a.extendRax(wide);
		} else {
			a.constant(RDX, 0);
		}
		a.divide(Operand.register(RCX), wide, signed);
		a.mark(done);
		if (wide) {
			registers.set(d.rd(), result);
		} else {
			registers.setWord(d.rd(), result);
		}
		region.later(() -> {
			a.mark(byZero);
			a.load(RDX, Operand.register(RAX));
			a.constant(RAX, -1);
			a.jump(done);
			if (signed) {
				a.mark(byMinusOne);
				a.negate(RAX);
				a.constant(RDX, 0);
				a.jump(done);
			}
		});
	}

	private void compare(boolean wide, int value) {
		if (wide) {
			a.alu(Alu.CMP, Operand.register(RCX), value);
		} else {
			a.aluWord(Alu.CMP, Operand.register(RCX), value);
		}
	}
}
