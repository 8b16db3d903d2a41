/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import static org.ringside.translator.x86.Assembler.RAX;
import static org.ringside.translator.x86.Assembler.RCX;

import org.ringside.isa.Decoded;
import org.ringside.isa.Instruction;
import org.ringside.isa.Zba;
import org.ringside.isa.Zbb;
import org.ringside.isa.Zbs;
import org.ringside.isa.Zicond;
import org.ringside.translator.x86.Assembler;
import org.ringside.translator.x86.Assembler.Alu;
import org.ringside.translator.x86.Assembler.BitTest;
import org.ringside.translator.x86.Assembler.Condition;
import org.ringside.translator.x86.Assembler.Operand;
import org.ringside.translator.x86.Assembler.Shift;
import org.ringside.translator.x86.GuestRegisters;

/** Writes Zba, Zbb, Zbs and Zicond as host code; results are made in RAX. */
final class HostBitWriter {

	private static final Operand RCX_OPERAND = Operand.register(RCX);

	private final Assembler a;
	private final HostRegisters registers;

	HostBitWriter(Assembler assembler, HostRegisters registers) {
		this.a = assembler;
		this.registers = registers;
	}

	static boolean has(Instruction instruction) {
		return instruction instanceof Zba || instruction instanceof Zbs || instruction instanceof Zicond
				|| instruction instanceof Zbb basic && basic != Zbb.ORC_B && basic != Zbb.CPOP && basic != Zbb.CPOPW;
	}

	/** An instruction with a register to write. */
	void write(Instruction instruction, Decoded d) {
		boolean word = false;
		if (instruction instanceof Zba address) {
			address(address, d);
		} else if (instruction instanceof Zbs single) {
			single(single, d);
		} else if (instruction instanceof Zicond conditional) {
			conditional(conditional == Zicond.CZERO_EQZ ? Condition.NOT_EQUAL : Condition.EQUAL, d);
		} else {
			word = basic((Zbb) instruction, d);
		}
		if (word) {
			registers.setWord(d.rd(), RAX);
		} else {
			registers.set(d.rd(), RAX);
		}
	}

	private void address(Zba instruction, Decoded d) {
		int shift = switch (instruction) {
			case ADD_UW -> 0;
			case SH1ADD, SH1ADD_UW -> 1;
			case SH2ADD, SH2ADD_UW -> 2;
			case SH3ADD, SH3ADD_UW -> 3;
			case SLLI_UW -> (int) d.imm();
		};
		switch (instruction) {
			case SH1ADD, SH2ADD, SH3ADD -> registers.get(RAX, d.rs1());
			default -> registers.getUnsignedWord(RAX, d.rs1());
		}
		if (shift != 0) {
			a.shift(Shift.LEFT, true, RAX, shift);
		}
		if (instruction != Zba.SLLI_UW && d.rs2() != 0) {
			a.alu(Alu.ADD, RAX, GuestRegisters.operand(d.rs2()));
		}
	}

	private void single(Zbs instruction, Decoded d) {
		registers.get(RAX, d.rs1());
		BitTest kind = switch (instruction) {
			case BSET, BSETI -> BitTest.SET;
			case BCLR, BCLRI -> BitTest.CLEAR;
			case BINV, BINVI -> BitTest.INVERT;
			case BEXT, BEXTI -> BitTest.TEST;
		};
		switch (instruction) {
			case BSETI, BCLRI, BINVI, BEXTI -> a.bit(kind, RAX, (int) d.imm());
			default -> {
				registers.get(RCX, d.rs2());
				a.bitByRcx(kind, RAX);
			}
		}
		if (kind == BitTest.TEST) {
			a.setRax(Condition.BELOW);
		}
	}

	/** rs1 if rs2 fulfils a condition as compared with 0, else 0. */
	private void conditional(Condition condition, Decoded d) {
		registers.get(RCX, d.rs2());
		a.constant(RAX, 0);
		a.alu(Alu.CMP, RCX_OPERAND, 0);
		if (d.rs1() != 0) {
			a.move(condition, true, RAX, GuestRegisters.operand(d.rs1()));
		}
	}

	/** Returns whether the result is the lower half of RAX. */
	private boolean basic(Zbb instruction, Decoded d) {
		switch (instruction) {
			case ANDN, ORN -> {
				registers.get(RAX, d.rs2());
				a.not(RAX);
				registers.get(RCX, d.rs1());
				a.alu(instruction == Zbb.ANDN ? Alu.AND : Alu.OR, RAX, RCX_OPERAND);
			}
			case XNOR -> {
				registers.get(RAX, d.rs2());
				registers.get(RCX, d.rs1());
				a.alu(Alu.XOR, RAX, RCX_OPERAND);
				a.not(RAX);
			}
			case CLZ -> count(true, true, d.rs1());
			case CLZW -> count(true, false, d.rs1());
			case CTZ -> count(false, true, d.rs1());
			case CTZW -> count(false, false, d.rs1());
			case MIN -> choose(Condition.GREATER, d);
			case MAX -> choose(Condition.LESS, d);
			case MINU -> choose(Condition.ABOVE, d);
			case MAXU -> choose(Condition.BELOW, d);
			case SEXT_B -> small(1, true, d);
			case SEXT_H -> small(2, true, d);
			case ZEXT_H -> small(2, false, d);
			case ROL, ROR -> rotate(instruction == Zbb.ROL ? Shift.ROTATE_LEFT : Shift.ROTATE_RIGHT, true, d);
			case ROLW, RORW -> {
				rotate(instruction == Zbb.ROLW ? Shift.ROTATE_LEFT : Shift.ROTATE_RIGHT, false, d);
				return true;
			}
			case RORI -> {
				registers.get(RAX, d.rs1());
				a.shift(Shift.ROTATE_RIGHT, true, RAX, (int) d.imm());
			}
			case RORIW -> {
				registers.getWord(RAX, d.rs1());
				a.shift(Shift.ROTATE_RIGHT, false, RAX, (int) d.imm());
				return true;
			}
			case REV8 -> {
				registers.get(RAX, d.rs1());
				a.reverseBytes(RAX);
			}
			case ORC_B, CPOP, CPOPW -> throw new IllegalStateException(instruction + " is not computed");
		}
		return false;
	}

	/** Zeros before the highest or behind the lowest bit that is set; the host's result is undefined where none is. */
	private void count(boolean leading, boolean wide, int register) {
		int bits = wide ? 64 : 32;
		registers.get(RAX, register);
		a.constant(RCX, leading ? 2 * bits - 1 : bits);
		a.findBit(leading, wide, RAX);
		a.move(Condition.EQUAL, false, RAX, RCX_OPERAND);
		if (leading) {
			a.aluWord(Alu.XOR, Operand.register(RAX), bits - 1);
		}
	}

	private void choose(Condition second, Decoded d) {
		registers.get(RAX, d.rs1());
		registers.get(RCX, d.rs2());
		a.alu(Alu.CMP, RAX, RCX_OPERAND);
		a.move(second, true, RAX, RCX_OPERAND);
	}

	private void small(int size, boolean signed, Decoded d) {
		if (d.rs1() == 0) {
			a.constant(RAX, 0);
		} else {
			a.loadSmall(RAX, GuestRegisters.operand(d.rs1()), size, signed);
		}
	}

	private void rotate(Shift kind, boolean wide, Decoded d) {
		registers.get(RCX, d.rs2());
		registers.get(RAX, d.rs1());
		a.shiftByRcx(kind, wide, RAX);
	}
}
