/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import static org.ringside.translator.HostFloatRegisters.OTHER_SCRATCH;
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
import org.ringside.translator.x86.Assembler.BitTest;
import org.ringside.translator.x86.Assembler.Condition;
import org.ringside.translator.x86.Assembler.Label;
import org.ringside.translator.x86.Assembler.Memory;
import org.ringside.translator.x86.Assembler.Operand;
import org.ringside.translator.x86.Assembler.Shift;
import org.ringside.translator.x86.FloatAssembler;
import org.ringside.translator.x86.FloatAssembler.Fused;
import org.ringside.translator.x86.FloatAssembler.Operation;
import org.ringside.translator.x86.GuestRegisters;
import org.ringside.translator.x86.HostCode;

/**
 * Writes F and D as host code. The host computes what IEEE 754 says, with the guest's rounding mode, and collects the same exceptions;
 * both detect tininess after rounding. What differs goes to the instruction's node: what a NaN becomes, the least and the greatest of
 * zeros, conversions of what does not fit, and numbers of single precision that are not boxed.
 */
final class HostFloatWriter {

	private static final long NAN = 0x7ff8000000000000L;
	private static final long NAN_OF_SINGLE = 0xffffffff7fc00000L;
	private static final Operand RCX_OPERAND = Operand.register(RCX);

	private final Assembler a;
	private final FloatAssembler f;
	private final HostRegionWriter region;
	private final HostRegisters registers;
	private final HostFloatRegisters floats;
	private final HostConversionWriter conversions;

	/** Where the present instruction leaves for its node. */
	private Label slow;
	private boolean isSlow;

	HostFloatWriter(Assembler assembler, HostRegionWriter region, HostRegisters registers) {
		a = assembler;
		f = new FloatAssembler(assembler);
		this.region = region;
		this.registers = registers;
		floats = new HostFloatRegisters(assembler, f, region);
		conversions = new HostConversionWriter(assembler, f, registers, floats);
	}

	/** Whether an instruction may stand in host code. */
	static boolean takes(Instruction instruction) {
		return HostCode.hasFloats() && (instruction instanceof RvF || instruction instanceof RvD);
	}

	/** Whether an instruction has code of its own; loads and stores have some with those of integers. */
	static boolean has(Instruction instruction, Decoded d) {
		if (!takes(instruction)) {
			return false;
		}
		int rm = d.rm();
		return switch (Form.of(instruction)) {
			case CLASS -> false;
			case TO_INTEGER -> rm == RoundingMode.DYNAMIC || rm == RoundingMode.TOWARDS_ZERO;
			case FROM_WORD, WIDEN -> rm == RoundingMode.DYNAMIC || rm <= RoundingMode.NEAREST_MAX_MAGNITUDE;
			case ADD, SUBTRACT, MULTIPLY, DIVIDE, SQUARE_ROOT, FUSED, FROM_LONG, NARROW -> rm == RoundingMode.DYNAMIC;
			case LOAD, STORE, SIGN, CHOOSE, COMPARE, MOVE -> true;
		};
	}

	/** Kinds of instructions that are written alike. */
	enum Form {
		LOAD, STORE, ADD, SUBTRACT, MULTIPLY, DIVIDE, SQUARE_ROOT, FUSED, SIGN, CHOOSE, COMPARE, CLASS, MOVE, TO_INTEGER, FROM_WORD, FROM_LONG, WIDEN, NARROW;

		static Form of(Instruction instruction) {
			return instruction instanceof RvF single ? of(single) : of((RvD) instruction);
		}

		private static Form of(RvF instruction) {
			return switch (instruction) {
				case FLW -> LOAD;
				case FSW -> STORE;
				case FADD_S -> ADD;
				case FSUB_S -> SUBTRACT;
				case FMUL_S -> MULTIPLY;
				case FDIV_S -> DIVIDE;
				case FSQRT_S -> SQUARE_ROOT;
				case FMADD_S, FMSUB_S, FNMSUB_S, FNMADD_S -> FUSED;
				case FSGNJ_S, FSGNJN_S, FSGNJX_S -> SIGN;
				case FMIN_S, FMAX_S -> CHOOSE;
				case FEQ_S, FLT_S, FLE_S -> COMPARE;
				case FCLASS_S -> CLASS;
				case FMV_X_W, FMV_W_X -> MOVE;
				case FCVT_W_S, FCVT_WU_S, FCVT_L_S, FCVT_LU_S -> TO_INTEGER;
				case FCVT_S_W, FCVT_S_WU, FCVT_S_L, FCVT_S_LU -> FROM_LONG;
			};
		}

		private static Form of(RvD instruction) {
			return switch (instruction) {
				case FLD -> LOAD;
				case FSD -> STORE;
				case FADD_D -> ADD;
				case FSUB_D -> SUBTRACT;
				case FMUL_D -> MULTIPLY;
				case FDIV_D -> DIVIDE;
				case FSQRT_D -> SQUARE_ROOT;
				case FMADD_D, FMSUB_D, FNMSUB_D, FNMADD_D -> FUSED;
				case FSGNJ_D, FSGNJN_D, FSGNJX_D -> SIGN;
				case FMIN_D, FMAX_D -> CHOOSE;
				case FEQ_D, FLT_D, FLE_D -> COMPARE;
				case FCLASS_D -> CLASS;
				case FMV_X_D, FMV_D_X -> MOVE;
				case FCVT_W_D, FCVT_WU_D, FCVT_L_D, FCVT_LU_D -> TO_INTEGER;
				case FCVT_D_W, FCVT_D_WU -> FROM_WORD;
				case FCVT_D_L, FCVT_D_LU -> FROM_LONG;
				case FCVT_D_S -> WIDEN;
				case FCVT_S_D -> NARROW;
			};
		}
	}

	/** Where code may come from elsewhere, or an instruction may have changed anything. */
	void forget() {
		floats.forget();
	}

	/** Before a load or a store. */
	void need(Step step, int left) {
		floats.need(step, left);
	}

	void load(Instruction instruction, Decoded d, Operand from) {
		floats.load(d.rd(), from, instruction == RvF.FLW);
	}

	void store(Instruction instruction, Decoded d, Memory to) {
		floats.store(d.rs2(), to, instruction == RvF.FSW);
	}

	/** An instruction that has code of its own and is no load or store. */
	void write(Step step, int left) {
		Decoded d = step.d();
		Instruction instruction = step.instruction();
		boolean single = instruction instanceof RvF;
		slow = new Label();
		isSlow = false;
		floats.need(step, left);
		switch (Form.of(instruction)) {
			case ADD -> binary(Operation.ADD, d, single);
			case SUBTRACT -> binary(Operation.SUBTRACT, d, single);
			case MULTIPLY -> binary(Operation.MULTIPLY, d, single);
			case DIVIDE -> binary(Operation.DIVIDE, d, single);
			case SQUARE_ROOT -> squareRoot(d, single);
			case FUSED -> fused(fused(instruction), d, single);
			case SIGN -> sign(instruction, d, single);
			case CHOOSE -> choose(instruction == RvF.FMIN_S || instruction == RvD.FMIN_D ? Operation.LEAST : Operation.GREATEST, d, single);
			case COMPARE -> compare(instruction, d, single);
			case MOVE -> conversions.move(instruction, d);
			case TO_INTEGER -> {
				if (single) {
					needBoxed(d.rs1());
				}
				conversions.toInteger(instruction, d, single, slow());
			}
			case FROM_WORD, FROM_LONG -> {
				boolean high = instruction == RvF.FCVT_S_LU || instruction == RvD.FCVT_D_LU;
				conversions.fromInteger(instruction, d, single, high ? slow() : null);
			}
			case WIDEN -> {
				needBoxed(d.rs1());
				f.convertPrecision(true, SCRATCH, HostCode.BOX, GuestRegisters.floatOperand(d.rs1()));
				finish(d.rd(), SCRATCH, false);
			}
			case NARROW -> {
				f.convertPrecision(false, SCRATCH, HostCode.BOX, GuestRegisters.floatOperand(d.rs1()));
				finish(d.rd(), SCRATCH, true);
			}
			case LOAD, STORE, CLASS -> throw new IllegalStateException(instruction + " has no code here");
		}
		if (isSlow) {
			Label behind = new Label();
			a.mark(behind);
			registers.forget();
			region.site(step, left, slow, behind);
		}
	}

	private Label slow() {
		isSlow = true;
		return slow;
	}

	private void needBoxed(int guest) {
		floats.needBoxed(guest, slow());
	}

	/** Makes the guest's NaN of any that the host computed, and sets the register. */
	private void finish(int guest, int host, boolean single) {
		Label nan = new Label();
		Label on = new Label();
		f.compare(single, false, host, Operand.register(host));
		a.jump(Condition.PARITY, nan);
		a.mark(on);
		floats.set(guest, host, single);
		region.later(() -> {
			a.mark(nan);
			a.constant(RCX, single ? NAN_OF_SINGLE : NAN);
			f.fromInteger(host, RCX_OPERAND, true);
			a.jump(on);
		});
	}

	private void binary(Operation operation, Decoded d, boolean single) {
		if (single) {
			needBoxed(d.rs1());
			needBoxed(d.rs2());
		}
		int t = HostFloatRegisters.target(d.rd());
		int first = floats.get(d.rs1(), SCRATCH);
		f.compute(operation, single, t, first, GuestRegisters.floatOperand(d.rs2()));
		finish(d.rd(), t, single);
	}

	private void squareRoot(Decoded d, boolean single) {
		if (single) {
			needBoxed(d.rs1());
		}
		int t = HostFloatRegisters.target(d.rd());
		f.compute(Operation.SQUARE_ROOT, single, t, HostCode.BOX, GuestRegisters.floatOperand(d.rs1()));
		finish(d.rd(), t, single);
	}

	private static Fused fused(Instruction instruction) {
		if (instruction instanceof RvF single) {
			return switch (single) {
				case FMADD_S -> Fused.MULTIPLY_ADD;
				case FMSUB_S -> Fused.MULTIPLY_SUBTRACT;
				case FNMSUB_S -> Fused.NEGATED_MULTIPLY_ADD;
				default -> Fused.NEGATED_MULTIPLY_SUBTRACT;
			};
		}
		return switch ((RvD) instruction) {
			case FMADD_D -> Fused.MULTIPLY_ADD;
			case FMSUB_D -> Fused.MULTIPLY_SUBTRACT;
			case FNMSUB_D -> Fused.NEGATED_MULTIPLY_ADD;
			default -> Fused.NEGATED_MULTIPLY_SUBTRACT;
		};
	}

	/** The specification wants infinity times zero plus a NaN to be invalid; the host need not think so. */
	private void fused(Fused operation, Decoded d, boolean single) {
		if (single) {
			needBoxed(d.rs1());
			needBoxed(d.rs2());
			needBoxed(d.rs3());
		}
		f.load(SCRATCH, GuestRegisters.floatOperand(d.rs1()), false);
		int second = floats.get(d.rs2(), OTHER_SCRATCH);
		f.fused(operation, single, SCRATCH, second, GuestRegisters.floatOperand(d.rs3()));
		f.compare(single, false, SCRATCH, Operand.register(SCRATCH));
		a.jump(Condition.PARITY, slow());
		floats.set(d.rd(), SCRATCH, single);
	}

	private void sign(Instruction instruction, Decoded d, boolean single) {
		if (single) {
			needBoxed(d.rs1());
			needBoxed(d.rs2());
		}
		boolean plain = instruction == RvF.FSGNJ_S || instruction == RvD.FSGNJ_D;
		boolean negated = instruction == RvF.FSGNJN_S || instruction == RvD.FSGNJN_D;
		if (plain && d.rs1() == d.rs2()) {
			floats.set(d.rd(), floats.get(d.rs1(), SCRATCH), single);
			return;
		}
		int bit = single ? 31 : 63;
		floats.getBits(RCX, d.rs1());
		if (d.rs1() == d.rs2()) {
			a.bit(negated ? BitTest.INVERT : BitTest.CLEAR, RCX, bit);
		} else {
			floats.getBits(RDX, d.rs2());
			if (negated) {
				a.not(RDX);
			}
			a.shift(Shift.RIGHT, true, RDX, bit);
			a.aluWord(Alu.AND, Operand.register(RDX), 1);
			a.shift(Shift.LEFT, true, RDX, bit);
			if (plain || negated) {
				a.bit(BitTest.CLEAR, RCX, bit);
			}
			a.alu(Alu.XOR, RCX, Operand.register(RDX));
		}
		f.fromInteger(SCRATCH, RCX_OPERAND, true);
		floats.set(d.rd(), SCRATCH, single);
	}

	/** Of numbers that compare as less or greater. */
	private void choose(Operation operation, Decoded d, boolean single) {
		if (single) {
			needBoxed(d.rs1());
			needBoxed(d.rs2());
		}
		int first = floats.get(d.rs1(), SCRATCH);
		f.compare(single, false, first, GuestRegisters.floatOperand(d.rs2()));
		// A NaN compares as equal, too.
		a.jump(Condition.EQUAL, slow());
		f.compute(operation, single, SCRATCH, first, GuestRegisters.floatOperand(d.rs2()));
		floats.set(d.rd(), SCRATCH, single);
	}

	private void compare(Instruction instruction, Decoded d, boolean single) {
		if (single) {
			needBoxed(d.rs1());
			needBoxed(d.rs2());
		}
		boolean equal = instruction == RvF.FEQ_S || instruction == RvD.FEQ_D;
		if (equal) {
			int first = floats.get(d.rs1(), SCRATCH);
			a.constant(RCX, 0);
			f.compare(single, false, first, GuestRegisters.floatOperand(d.rs2()));
			a.setRax(Condition.EQUAL);
			a.move(Condition.PARITY, false, RAX, RCX_OPERAND);
		} else {
			// Turned round, a NaN compares as neither.
			int second = floats.get(d.rs2(), SCRATCH);
			f.compare(single, true, second, GuestRegisters.floatOperand(d.rs1()));
			a.setRax(instruction == RvF.FLT_S || instruction == RvD.FLT_D ? Condition.ABOVE : Condition.ABOVE_OR_EQUAL);
		}
		registers.set(d.rd(), RAX);
	}
}
