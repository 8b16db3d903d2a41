/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import static org.ringside.translator.x86.Assembler.RAX;
import static org.ringside.translator.x86.Assembler.RCX;

import java.util.Set;

import org.ringside.isa.Decoded;
import org.ringside.isa.Instruction;
import org.ringside.isa.RvA;
import org.ringside.isa.RvI;
import org.ringside.isa.RvM;
import org.ringside.isa.Zawrs;
import org.ringside.isa.Zifencei;
import org.ringside.isa.Zihintpause;
import org.ringside.translator.x86.Assembler;
import org.ringside.translator.x86.Assembler.Alu;
import org.ringside.translator.x86.Assembler.Condition;
import org.ringside.translator.x86.Assembler.Label;
import org.ringside.translator.x86.Assembler.Memory;
import org.ringside.translator.x86.Assembler.Operand;
import org.ringside.translator.x86.Assembler.Register;
import org.ringside.translator.x86.Assembler.Shift;
import org.ringside.translator.x86.GuestRegisters;

/**
 * Writes the instructions of a block that are no jumps as host code: the base instructions here, others by writers of their own. What has no
 * code leaves for its node.
 */
final class HostInstructionWriter {

	private static final Operand RAX_OPERAND = Operand.register(RAX);
	/** Instructions that read their operands where {@link HostRegisters} says. */
	private static final Set<Instruction> LAST_USES = Set.of(RvI.ADDI, RvI.ANDI, RvI.ORI, RvI.XORI, RvI.SLLI, RvI.SRLI, RvI.SRAI, RvI.SLLIW, RvI.SRLIW,
			RvI.SRAIW, RvI.ADD, RvI.AND, RvI.OR, RvI.XOR);

	private final Assembler a;
	private final HostRegionWriter region;
	private final boolean parallel;
	private final HostRegisters registers;
	private final HostMemoryWriter memory;
	private final HostMultiplyWriter multiply;
	private final HostBitWriter bits;
	private final HostFloatWriter floats;
	private final HostShifts shifts;
	private final HostCsrWriter csrs;
	private final HostBulkWriter bulk;

	HostInstructionWriter(Assembler assembler, HostRegionWriter region, MemoryPlan plan, boolean parallel) {
		this.a = assembler;
		this.region = region;
		this.parallel = parallel;
		registers = new HostRegisters(assembler);
		shifts = new HostShifts(assembler, registers);
		floats = new HostFloatWriter(assembler, region, registers);
		memory = new HostMemoryWriter(assembler, region, registers, floats, plan);
		multiply = new HostMultiplyWriter(assembler, region, registers);
		bits = new HostBitWriter(assembler, registers);
		csrs = new HostCsrWriter(assembler, region, registers);
		bulk = new HostBulkWriter(assembler, registers, memory, parallel);
	}

	/** What writes loops that are executed in bulk, between blocks. */
	HostBulkWriter bulk() {
		return bulk;
	}

	/** Whether an instruction has code of its own. */
	static boolean has(Step step, boolean parallel) {
		Instruction instruction = step.instruction();
		return instruction instanceof RvI || instruction instanceof RvM product && HostMultiplyWriter.has(product) || HostBitWriter.has(instruction)
				|| !parallel && HostMemoryWriter.has(instruction) || HostFloatWriter.has(instruction, step.d()) || doesNothing(instruction);
	}

	private static boolean doesNothing(Instruction instruction) {
		return instruction instanceof Zifencei || instruction instanceof Zihintpause || instruction instanceof Zawrs;
	}

	void beginBlock() {
		registers.forget();
		shifts.forget();
		floats.forget();
		memory.beginBlock();
	}

	/** @param left instructions from this one to the end of its block */
	void write(Step step, int left) {
		registers.begin();
		Decoded d = step.d();
		Instruction instruction = step.instruction();
		MemoryPlan.Access access = MemoryPlan.Access.of(instruction);
		boolean computes = instruction instanceof RvI && access == null || instruction instanceof RvM product && HostMultiplyWriter.has(product)
				|| HostBitWriter.has(instruction);
		if (!computes && !(instruction instanceof RvI)) {
			shifts.settleAll();
		}
		if (HostCsrWriter.has(step)) {
			csrs.write(step, left);
			floats.forget();
		} else if (!has(step, parallel)) {
			Label behind = new Label();
			region.site(step, left, null, behind);
			a.mark(behind);
			floats.forget();
		} else if (access != null) {
			memory.write(step, left, access, settleForAccess(instruction, access, d));
		} else if (HostFloatWriter.takes(instruction)) {
			floats.write(step, left);
		} else if (instruction instanceof RvA atomic) {
			memory.atomic(atomic, step, left);
		} else if (instruction == RvI.FENCE || instruction == RvI.FENCE_TSO) {
			// Whatever its field of rd holds.
			fence();
		} else if (d.rd() != 0 && computes) {
			compute(instruction, step, d);
		}
	}

	/** Has registers settled that an access needs; returns what settles the others where its code is left. */
	private Runnable settleForAccess(Instruction instruction, MemoryPlan.Access access, Decoded d) {
		if (!(instruction instanceof RvI)) {
			return HostShifts.NOTHING;
		}
		shifts.settle(d.rs1());
		if (access.store()) {
			shifts.settle(d.rs2());
			return shifts.settling();
		}
		shifts.settleFrom(d.rd());
		Runnable settling = shifts.settling();
		shifts.overwrite(d.rd());
		return settling;
	}

	/** Before the end of a block. */
	void endBlock() {
		if (shifts.isAnyDeferred()) {
			registers.begin();
			shifts.settleAll();
		}
	}

	/** Sets the register of a jump that links; RAX, which holds the target, stays. */
	void link(Step step) {
		if (step.d().rd() == 0) {
			return;
		}
		long value = step.next();
		switch (GuestRegisters.operand(step.d().rd())) {
			case Register(int n) -> a.constant(n, value);
			case Memory memory -> {
				a.constant(RCX, value);
				a.store(RCX, memory, 8);
			}
		}
	}

	/** Computes the target of an indirect jump in RAX. */
	void target(Decoded d) {
		registers.begin();
		memory.address(d.rs1(), d.imm());
		a.alu(Alu.AND, RAX_OPERAND, -2);
	}

	// ---- computation

	private void fence() {
		if (parallel) {
			a.fence();
		}
	}

	private void compute(Instruction instruction, Step step, Decoded d) {
		if (instruction instanceof RvI integer && shifts.rotate(integer, d)) {
			return;
		}
		boolean last = LAST_USES.contains(instruction) && (d.rd() == d.rs1()) != (d.rd() == d.rs2());
		int other = !last ? d.rs2() : d.rd() == d.rs1() ? d.rs2() : d.rs1();
		shifts.settleFrom(d.rd());
		shifts.settle(other);
		if (last) {
			shifts.settleForLastUse(d.rd());
		} else {
			shifts.settle(d.rs1());
		}
		shifts.overwrite(d.rd());
		if (instruction instanceof RvM product) {
			multiply.write(product, d);
		} else if (!(instruction instanceof RvI integer)) {
			bits.write(instruction, d);
		} else if (!shifts.defer(integer, d)) {
			integer(integer, step, d);
		}
	}

	private void integer(RvI instruction, Step step, Decoded d) {
		switch (instruction) {
			case LUI -> registers.setConstant(d.rd(), d.imm());
			case AUIPC -> registers.setConstant(d.rd(), step.pc() + d.imm());
			case ADDI -> addImmediate(d);
			case XORI -> immediate(Alu.XOR, d);
			case ORI -> immediate(Alu.OR, d);
			case ANDI -> immediate(Alu.AND, d);
			case ADD -> registers(Alu.ADD, d);
			case SUB -> registers(Alu.SUB, d);
			case XOR -> registers(Alu.XOR, d);
			case OR -> registers(Alu.OR, d);
			case AND -> registers(Alu.AND, d);
			case SLLI -> shift(Shift.LEFT, true, d);
			case SRLI -> shift(Shift.RIGHT, true, d);
			case SRAI -> shift(Shift.ARITHMETIC, true, d);
			case SLLIW -> shift(Shift.LEFT, false, d);
			case SRLIW -> shift(Shift.RIGHT, false, d);
			case SRAIW -> shift(Shift.ARITHMETIC, false, d);
			case SLL -> shiftByRegister(Shift.LEFT, true, d);
			case SRL -> shiftByRegister(Shift.RIGHT, true, d);
			case SRA -> shiftByRegister(Shift.ARITHMETIC, true, d);
			case SLLW -> shiftByRegister(Shift.LEFT, false, d);
			case SRLW -> shiftByRegister(Shift.RIGHT, false, d);
			case SRAW -> shiftByRegister(Shift.ARITHMETIC, false, d);
			case ADDW -> words(Alu.ADD, d);
			case SUBW -> words(Alu.SUB, d);
			case ADDIW -> addWordImmediate(d);
			case SLT -> less(Condition.LESS, d);
			case SLTU -> less(Condition.BELOW, d);
			case SLTI -> lessThanImmediate(Condition.LESS, d);
			case SLTIU -> lessThanImmediate(Condition.BELOW, d);
			default -> throw new IllegalStateException(instruction + " is not computed");
		}
	}

	private void addImmediate(Decoded d) {
		if (d.rs1() == 0) {
			registers.setConstant(d.rd(), d.imm());
			return;
		}
		Operand destination = GuestRegisters.operand(d.rd());
		Operand source = GuestRegisters.operand(d.rs1());
		if (d.rd() == d.rs1() && !registers.isInRax(d.rd())) {
			a.alu(Alu.ADD, destination, (int) d.imm());
		} else if (destination instanceof Register(int to) && source instanceof Register(int from) && d.imm() != 0) {
			a.loadAddress(to, new Memory(from, -1, (int) d.imm()));
		} else {
			immediate(Alu.ADD, d);
		}
	}

	private void addWordImmediate(Decoded d) {
		int t = HostRegisters.target(d, -1);
		if (d.rs1() == 0) {
			registers.setConstant(d.rd(), d.imm());
		} else if (d.imm() == 0) {
			a.loadSignedWord(t, registers.operand(d.rs1()));
			registers.set(d.rd(), t);
		} else {
			registers.getWord(t, d.rs1());
			a.aluWord(Alu.ADD, Operand.register(t), (int) d.imm());
			registers.setWord(d.rd(), t);
		}
	}

	private void immediate(Alu operation, Decoded d) {
		if (d.rd() == d.rs1() && !registers.isInRax(d.rd())) {
			a.alu(operation, GuestRegisters.operand(d.rd()), (int) d.imm());
			return;
		}
		int t = HostRegisters.target(d, -1);
		registers.get(t, d.rs1());
		if (operation != Alu.ADD || d.imm() != 0) {
			a.alu(operation, Operand.register(t), (int) d.imm());
		}
		registers.set(d.rd(), t);
	}

	private void registers(Alu operation, Decoded d) {
		boolean swaps = operation != Alu.SUB && registers.isInRax(d.rs2());
		int first = swaps ? d.rs2() : d.rs1();
		int second = swaps ? d.rs1() : d.rs2();
		int t = HostRegisters.target(d, d.rd() == first ? -1 : second);
		registers.get(t, first);
		if (second != 0) {
			a.alu(operation, t, registers.operand(second));
		} else if (operation == Alu.AND) {
			a.constant(t, 0);
		}
		registers.set(d.rd(), t);
	}

	private void words(Alu operation, Decoded d) {
		boolean swaps = operation != Alu.SUB && registers.isInRax(d.rs2());
		int first = swaps ? d.rs2() : d.rs1();
		int second = swaps ? d.rs1() : d.rs2();
		int t = HostRegisters.target(d, d.rd() == first ? -1 : second);
		registers.getWord(t, first);
		if (second != 0) {
			a.aluWord(operation, t, registers.operand(second));
		}
		registers.setWord(d.rd(), t);
	}

	private void shift(Shift kind, boolean wide, Decoded d) {
		int t = HostRegisters.target(d, -1);
		if (!wide && kind == Shift.RIGHT && d.imm() != 0) {
			// The result is positive, and the host has cleared the upper half.
			registers.getWord(t, d.rs1());
			a.shift(kind, false, t, (int) d.imm());
			registers.set(d.rd(), t);
			return;
		}
		if (wide) {
			registers.get(t, d.rs1());
		} else {
			registers.getWord(t, d.rs1());
		}
		if (d.imm() != 0) {
			a.shift(kind, wide, t, (int) d.imm());
		}
		if (wide) {
			registers.set(d.rd(), t);
		} else {
			registers.setWord(d.rd(), t);
		}
	}

	private void shiftByRegister(Shift kind, boolean wide, Decoded d) {
		registers.get(RCX, d.rs2());
		int t = HostRegisters.target(d, -1);
		if (wide) {
			registers.get(t, d.rs1());
		} else {
			registers.getWord(t, d.rs1());
		}
		a.shiftByRcx(kind, wide, t);
		if (wide) {
			registers.set(d.rd(), t);
		} else {
			registers.setWord(d.rd(), t);
		}
	}

	private void less(Condition condition, Decoded d) {
		compare(d);
		a.setRax(condition);
		registers.set(d.rd(), RAX);
	}

	private void lessThanImmediate(Condition condition, Decoded d) {
		if (d.rs1() == 0) {
			a.constant(RAX, 0);
			a.alu(Alu.CMP, RAX_OPERAND, (int) d.imm());
		} else {
			a.alu(Alu.CMP, GuestRegisters.operand(d.rs1()), (int) d.imm());
		}
		a.setRax(condition);
		registers.set(d.rd(), RAX);
	}

	private void compare(Decoded d) {
		if (d.rs1() != 0 && d.rs2() == 0) {
			a.alu(Alu.CMP, GuestRegisters.operand(d.rs1()), 0);
		} else if (d.rs1() != 0 && GuestRegisters.operand(d.rs1()) instanceof Register(int n)) {
			a.alu(Alu.CMP, n, GuestRegisters.operand(d.rs2()));
		} else {
			registers.get(RAX, d.rs1());
			if (d.rs2() == 0) {
				a.alu(Alu.CMP, RAX_OPERAND, 0);
			} else {
				a.alu(Alu.CMP, RAX, GuestRegisters.operand(d.rs2()));
			}
		}
	}

	/** Compares the operands of a branch; returns the condition under which it is taken. */
	Condition compare(RvI branch, Decoded d) {
		registers.begin();
		compare(d);
		return switch (branch) {
			case BEQ -> Condition.EQUAL;
			case BNE -> Condition.NOT_EQUAL;
			case BLT -> Condition.LESS;
			case BGE -> Condition.GREATER_OR_EQUAL;
			case BLTU -> Condition.BELOW;
			case BGEU -> Condition.ABOVE_OR_EQUAL;
			default -> throw new IllegalArgumentException(branch + " is no branch");
		};
	}
}
