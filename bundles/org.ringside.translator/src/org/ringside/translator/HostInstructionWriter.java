/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import static org.ringside.translator.x86.Assembler.RAX;
import static org.ringside.translator.x86.Assembler.RBP;
import static org.ringside.translator.x86.Assembler.RCX;
import static org.ringside.translator.x86.Assembler.RDX;

import org.ringside.isa.Decoded;
import org.ringside.isa.Instruction;
import org.ringside.isa.RvI;
import org.ringside.isa.RvM;
import org.ringside.isa.Zawrs;
import org.ringside.isa.Zba;
import org.ringside.isa.Zifencei;
import org.ringside.isa.Zihintpause;
import org.ringside.machine.MemoryAccess;
import org.ringside.translator.x86.Assembler;
import org.ringside.translator.x86.Assembler.Alu;
import org.ringside.translator.x86.Assembler.Condition;
import org.ringside.translator.x86.Assembler.Label;
import org.ringside.translator.x86.Assembler.Memory;
import org.ringside.translator.x86.Assembler.Operand;
import org.ringside.translator.x86.Assembler.Register;
import org.ringside.translator.x86.Assembler.Shift;
import org.ringside.translator.x86.GuestRegisters;

/** Writes the instructions of a block as host code: integer computation, loads and stores; others leave the code for their node. */
final class HostInstructionWriter {

	private static final Operand RAX_OPERAND = Operand.register(RAX);

	private final Assembler a;
	private final HostRegionWriter region;
	private final boolean parallel;

	HostInstructionWriter(Assembler assembler, HostRegionWriter region, boolean parallel) {
		this.a = assembler;
		this.region = region;
		this.parallel = parallel;
	}

	/** Whether an instruction has code of its own. */
	static boolean has(Instruction instruction) {
		if (instruction instanceof RvM multiply) {
			return switch (multiply) {
				case MUL, MULH, MULHU, MULW -> true;
				default -> false;
			};
		}
		return instruction instanceof RvI || instruction instanceof Zba || doesNothing(instruction);
	}

	private static boolean doesNothing(Instruction instruction) {
		return instruction instanceof Zifencei || instruction instanceof Zihintpause || instruction instanceof Zawrs;
	}

	/** @param left instructions from this one to the end of its block */
	void write(Step step, int left) {
		Decoded d = step.d();
		Instruction instruction = step.instruction();
		MemoryPlan.Access access = MemoryPlan.Access.of(instruction);
		if (!has(instruction)) {
			Label behind = new Label();
			region.site(step, left, null, behind);
			a.mark(behind);
		} else if (access != null) {
			memory(step, left, access);
		} else if (instruction instanceof RvI integer) {
			integer(integer, step, d);
		} else if (d.rd() != 0 && instruction instanceof RvM multiply) {
			multiply(multiply, d);
		} else if (d.rd() != 0 && instruction instanceof Zba address) {
			address(address, d);
		}
	}

	// ---- registers

	/** Loads a guest register. */
	private void get(int host, int guest) {
		if (guest == 0) {
			a.constant(host, 0);
		} else {
			a.load(host, GuestRegisters.operand(guest));
		}
	}

	/** The lower half of a guest register; the upper is undefined. */
	private void getWord(int host, int guest) {
		if (guest == 0) {
			a.constant(host, 0);
		} else if (!(GuestRegisters.operand(guest) instanceof Register(int n) && n == host)) {
			a.loadWord(host, GuestRegisters.operand(guest));
		}
	}

	private void set(int guest, int host) {
		if (guest == 0) {
			return;
		}
		switch (GuestRegisters.operand(guest)) {
			case Register(int n) -> a.load(n, Operand.register(host));
			case Memory memory -> a.store(host, memory, 8);
		}
	}

	/** The host register in which to compute a result: the one that it goes to, if that does not destroy an operand before its time. */
	private static int target(Decoded d, int lateOperand) {
		return GuestRegisters.operand(d.rd()) instanceof Register(int n) && d.rd() != lateOperand ? n : RAX;
	}

	private void setConstant(int guest, long value) {
		if (guest == 0) {
			return;
		}
		switch (GuestRegisters.operand(guest)) {
			case Register(int n) -> a.constant(n, value);
			case Memory memory -> {
				if (value == (int) value) {
					a.storeConstant(memory, (int) value);
				} else {
					a.constant(RAX, value);
					a.store(RAX, memory, 8);
				}
			}
		}
	}

	/** Sets the register of a jump that links; RAX stays if the address is one of 32 bits or the register is pinned. */
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

	/** Computes {@code rs1 + imm} in RAX. */
	void address(Decoded d) {
		int offset = (int) d.imm();
		if (d.rs1() == 0) {
			a.constant(RAX, offset);
		} else if (GuestRegisters.operand(d.rs1()) instanceof Register(int n) && offset != 0) {
			a.loadAddress(RAX, new Memory(n, -1, offset));
		} else {
			get(RAX, d.rs1());
			if (offset != 0) {
				a.alu(Alu.ADD, RAX_OPERAND, offset);
			}
		}
	}

	// ---- computation

	private void integer(RvI instruction, Step step, Decoded d) {
		if (instruction == RvI.FENCE || instruction == RvI.FENCE_TSO) {
			if (parallel) {
				a.fence();
			}
			return;
		}
		if (d.rd() == 0) {
			return;
		}
		switch (instruction) {
			case LUI -> setConstant(d.rd(), d.imm());
			case AUIPC -> setConstant(d.rd(), step.pc() + d.imm());
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
			case ADDIW -> {
				int t = target(d, -1);
				getWord(t, d.rs1());
				if (d.imm() != 0) {
					a.aluWord(Alu.ADD, Operand.register(t), (int) d.imm());
				}
				setWord(d.rd(), t);
			}
			case SLT -> less(Condition.LESS, d);
			case SLTU -> less(Condition.BELOW, d);
			case SLTI -> lessThanImmediate(Condition.LESS, d);
			case SLTIU -> lessThanImmediate(Condition.BELOW, d);
			default -> throw new IllegalStateException(instruction + " is not computed");
		}
	}

	private void addImmediate(Decoded d) {
		if (d.rs1() == 0) {
			setConstant(d.rd(), d.imm());
			return;
		}
		Operand destination = GuestRegisters.operand(d.rd());
		Operand source = GuestRegisters.operand(d.rs1());
		if (d.rd() == d.rs1()) {
			a.alu(Alu.ADD, destination, (int) d.imm());
		} else if (destination instanceof Register(int to) && source instanceof Register(int from) && d.imm() != 0) {
			a.loadAddress(to, new Memory(from, -1, (int) d.imm()));
		} else {
			immediate(Alu.ADD, d);
		}
	}

	private void immediate(Alu operation, Decoded d) {
		if (d.rd() == d.rs1()) {
			a.alu(operation, GuestRegisters.operand(d.rd()), (int) d.imm());
			return;
		}
		int t = target(d, -1);
		get(t, d.rs1());
		if (operation != Alu.ADD || d.imm() != 0) {
			a.alu(operation, Operand.register(t), (int) d.imm());
		}
		set(d.rd(), t);
	}

	private void registers(Alu operation, Decoded d) {
		int t = target(d, d.rd() == d.rs1() ? -1 : d.rs2());
		get(t, d.rs1());
		if (d.rs2() != 0) {
			a.alu(operation, t, GuestRegisters.operand(d.rs2()));
		} else if (operation == Alu.AND) {
			a.constant(t, 0);
		}
		set(d.rd(), t);
	}

	private void words(Alu operation, Decoded d) {
		int t = target(d, d.rd() == d.rs1() ? -1 : d.rs2());
		getWord(t, d.rs1());
		if (d.rs2() != 0) {
			a.aluWord(operation, t, GuestRegisters.operand(d.rs2()));
		}
		setWord(d.rd(), t);
	}

	/** Sets a register to the lower half of a host register, sign-extended. */
	private void setWord(int guest, int host) {
		switch (GuestRegisters.operand(guest)) {
			case Register(int n) -> a.loadSignedWord(n, Operand.register(host));
			case Memory memory -> {
				a.loadSignedWord(host, Operand.register(host));
				a.store(host, memory, 8);
			}
		}
	}

	private void shift(Shift kind, boolean wide, Decoded d) {
		int t = target(d, -1);
		if (wide) {
			get(t, d.rs1());
		} else {
			getWord(t, d.rs1());
		}
		if (d.imm() != 0) {
			a.shift(kind, wide, t, (int) d.imm());
		}
		if (wide) {
			set(d.rd(), t);
		} else {
			setWord(d.rd(), t);
		}
	}

	private void shiftByRegister(Shift kind, boolean wide, Decoded d) {
		get(RCX, d.rs2());
		int t = target(d, -1);
		if (wide) {
			get(t, d.rs1());
		} else {
			getWord(t, d.rs1());
		}
		a.shiftByRcx(kind, wide, t);
		if (wide) {
			set(d.rd(), t);
		} else {
			setWord(d.rd(), t);
		}
	}

	private void less(Condition condition, Decoded d) {
		compare(d);
		a.setRax(condition);
		set(d.rd(), RAX);
	}

	private void lessThanImmediate(Condition condition, Decoded d) {
		if (d.rs1() == 0) {
			a.constant(RAX, 0);
			a.alu(Alu.CMP, RAX_OPERAND, (int) d.imm());
		} else {
			a.alu(Alu.CMP, GuestRegisters.operand(d.rs1()), (int) d.imm());
		}
		a.setRax(condition);
		set(d.rd(), RAX);
	}

	private void compare(Decoded d) {
		if (d.rs1() != 0 && d.rs2() == 0) {
			a.alu(Alu.CMP, GuestRegisters.operand(d.rs1()), 0);
		} else if (d.rs1() != 0 && GuestRegisters.operand(d.rs1()) instanceof Register(int n)) {
			a.alu(Alu.CMP, n, GuestRegisters.operand(d.rs2()));
		} else {
			get(RAX, d.rs1());
			if (d.rs2() == 0) {
				a.alu(Alu.CMP, RAX_OPERAND, 0);
			} else {
				a.alu(Alu.CMP, RAX, GuestRegisters.operand(d.rs2()));
			}
		}
	}

	/** Compares the operands of a branch; returns the condition under which it is taken. */
	Condition compare(RvI branch, Decoded d) {
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

	private void multiply(RvM instruction, Decoded d) {
		if (d.rs1() == 0 || d.rs2() == 0) {
			setConstant(d.rd(), 0);
			return;
		}
		switch (instruction) {
			case MUL -> {
				int t = target(d, d.rd() == d.rs1() ? -1 : d.rs2());
				get(t, d.rs1());
				a.multiply(t, GuestRegisters.operand(d.rs2()));
				set(d.rd(), t);
			}
			case MULW -> {
				int t = target(d, d.rd() == d.rs1() ? -1 : d.rs2());
				getWord(t, d.rs1());
				a.multiplyWord(t, GuestRegisters.operand(d.rs2()));
				setWord(d.rd(), t);
			}
			case MULH, MULHU -> {
				get(RAX, d.rs1());
				a.multiplyLong(GuestRegisters.operand(d.rs2()), instruction == RvM.MULH);
				set(d.rd(), RDX);
			}
			default -> throw new IllegalStateException(instruction + " is not computed");
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
		boolean unsignedWord = switch (instruction) {
			case SH1ADD, SH2ADD, SH3ADD -> false;
			default -> true;
		};
		if (unsignedWord) {
			a.constant(RAX, 0);
			if (d.rs1() != 0) {
				a.loadWord(RAX, GuestRegisters.operand(d.rs1()));
			}
		} else {
			get(RAX, d.rs1());
		}
		if (shift != 0) {
			a.shift(Shift.LEFT, true, RAX, shift);
		}
		if (instruction != Zba.SLLI_UW && d.rs2() != 0) {
			a.alu(Alu.ADD, RAX, GuestRegisters.operand(d.rs2()));
		}
		set(d.rd(), RAX);
	}

	// ---- memory

	/** An access by the TLB, as {@link MemoryAccess} does it, with the address in RAX. */
	private void memory(Step step, int left, MemoryPlan.Access access) {
		Decoded d = step.d();
		Label slow = new Label();
		Label behind = new Label();
		address(d);
		a.load(RCX, RAX_OPERAND);
		a.load(RDX, RAX_OPERAND);
		a.shift(Shift.RIGHT, true, RCX, MemoryAccess.ENTRY_SHIFT);
		a.alu(Alu.AND, Operand.register(RDX), -4096 | access.size() - 1);
		a.aluWord(Alu.AND, Operand.register(RCX), (int) MemoryAccess.ENTRY_MASK);
		a.alu(Alu.CMP, RDX, Operand.memory(RBP, RCX, access.store() ? MemoryAccess.WRITE_TAG : 0));
		a.jump(Condition.NOT_EQUAL, slow);
		a.alu(Alu.ADD, RAX, Operand.memory(RBP, RCX, MemoryAccess.ADDEND));
		Operand memory = Operand.memory(RAX, 0);
		if (access.store()) {
			if (d.rs2() != 0 && GuestRegisters.operand(d.rs2()) instanceof Register(int n)) {
				a.store(n, memory, access.size());
			} else {
				get(RDX, d.rs2());
				a.store(RDX, memory, access.size());
			}
		} else {
			load((RvI) step.instruction(), d, memory);
		}
		a.mark(behind);
		region.site(step, left, slow, behind);
	}

	private void load(RvI instruction, Decoded d, Operand memory) {
		int t = d.rd() == 0 ? RAX : target(d, -1);
		switch (instruction) {
			case LB -> a.loadSmall(t, memory, 1, true);
			case LBU -> a.loadSmall(t, memory, 1, false);
			case LH -> a.loadSmall(t, memory, 2, true);
			case LHU -> a.loadSmall(t, memory, 2, false);
			case LW -> a.loadSignedWord(t, memory);
			case LWU -> a.loadWord(t, memory);
			case LD -> a.load(t, memory);
			default -> throw new IllegalStateException(instruction + " is no load");
		}
		set(d.rd(), t);
	}
}
