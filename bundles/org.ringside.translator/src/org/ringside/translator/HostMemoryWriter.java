/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import static org.ringside.translator.x86.Assembler.RAX;
import static org.ringside.translator.x86.Assembler.RBP;
import static org.ringside.translator.x86.Assembler.RBX;
import static org.ringside.translator.x86.Assembler.RCX;
import static org.ringside.translator.x86.Assembler.RDX;

import java.util.HashSet;
import java.util.Set;

import org.ringside.isa.Decoded;
import org.ringside.isa.Instruction;
import org.ringside.isa.RvA;
import org.ringside.isa.RvI;
import org.ringside.machine.Memory;
import org.ringside.machine.MemoryAccess;
import org.ringside.translator.MemoryPlan.Access;
import org.ringside.translator.MemoryPlan.Group;
import org.ringside.translator.x86.Assembler;
import org.ringside.translator.x86.Assembler.Alu;
import org.ringside.translator.x86.Assembler.Condition;
import org.ringside.translator.x86.Assembler.Label;
import org.ringside.translator.x86.Assembler.Operand;
import org.ringside.translator.x86.Assembler.Register;
import org.ringside.translator.x86.GuestRegisters;

/**
 * Writes loads, stores and atomics as host code that looks into the TLB as {@link MemoryAccess} does it. Where the TLB does not know, the
 * instruction is executed by its node.
 */
final class HostMemoryWriter {

	private static final int PAGE = (int) Memory.PAGE;
	private static final Operand RAX_OPERAND = Operand.register(RAX);
	private static final Operand RCX_OPERAND = Operand.register(RCX);
	private static final Operand RDX_OPERAND = Operand.register(RDX);
	private static final Operand ADDEND = Operand.memory(RBP, RCX, MemoryAccess.ADDEND);

	private final Assembler a;
	private final HostRegionWriter region;
	private final HostRegisters registers;
	private final HostFloatWriter floats;
	private final MemoryPlan plan;
	/** Groups of the block that were looked up already. */
	private final Set<Group> known = new HashSet<>();

	HostMemoryWriter(Assembler assembler, HostRegionWriter region, HostRegisters registers, HostFloatWriter floats, MemoryPlan plan) {
		this.a = assembler;
		this.region = region;
		this.registers = registers;
		this.floats = floats;
		this.plan = plan;
	}

	/** Whether an atomic has code where no other hart runs at the same time. */
	static boolean has(Instruction instruction) {
		return instruction instanceof RvA atomic && switch (atomic) {
			case LR_W, LR_D, SC_W, SC_D -> false;
			default -> true;
		};
	}

	void beginBlock() {
		known.clear();
	}

	/** Computes {@code rs1 + offset} in RAX. */
	void address(int base, long offset) {
		if (base == 0) {
			a.constant(RAX, offset);
		} else if (GuestRegisters.operand(base) instanceof Register(int n) && offset != 0) {
			a.loadAddress(RAX, new Assembler.Memory(n, -1, (int) offset));
		} else {
			registers.get(RAX, base);
			if (offset != 0) {
				a.alu(Alu.ADD, RAX_OPERAND, (int) offset);
			}
		}
		registers.clobber();
	}

	/**
	 * @param left     instructions from this one to the end of its block
	 * @param settling writes what is to be done where the code is left
	 */
	void write(Step step, int left, Access access, Runnable settling) {
		Decoded d = step.d();
		Group group = plan.group(step);
		if (HostFloatWriter.takes(step.instruction())) {
			floats.need(step, left);
		}
		Label behind = new Label();
		if (group == null || group.number() < 0) {
			alone(step, left, access, settling, behind);
			a.mark(behind);
			registers.forget();
			return;
		}
		Operand slot = Operand.memory(RBX, GuestRegisters.GROUPS + 8 * group.number());
		if (known.add(group)) {
			find(d.rs1(), group, slot);
		} else {
			a.load(RAX, slot);
			registers.clobber();
		}
		Label unknown = new Label();
		a.alu(Alu.CMP, RAX_OPERAND, 0);
		a.jump(Condition.EQUAL, unknown);
		access(step, access, new Assembler.Memory(RAX, -1, (int) (d.imm() - group.low())));
		a.mark(behind);
		registers.forget();
		region.later(() -> {
			a.mark(unknown);
			alone(step, left, access, settling, behind);
			a.jump(behind);
		});
	}

	/** Puts the host address of a group's first byte into RAX and its slot, or 0 if the group is not in one page that is known. */
	private void find(int base, Group group, Operand slot) {
		Label checked = new Label();
		Label allowed = new Label();
		Label none = new Label();
		Label found = new Label();
		address(base, group.low());
		entry(1);
		if (group.loads()) {
			a.alu(Alu.CMP, RDX, Operand.memory(RBP, RCX, 0));
			a.jump(Condition.NOT_EQUAL, checked);
		}
		if (group.stores()) {
			a.alu(Alu.CMP, RDX, Operand.memory(RBP, RCX, MemoryAccess.WRITE_TAG));
			a.jump(Condition.NOT_EQUAL, checked);
		}
		a.mark(allowed);
		a.load(RDX, RAX_OPERAND);
		a.aluWord(Alu.AND, RDX_OPERAND, PAGE - 1);
		a.aluWord(Alu.CMP, RDX_OPERAND, PAGE - group.span());
		a.jump(Condition.ABOVE, none);
		a.alu(Alu.ADD, RAX, ADDEND);
		a.mark(found);
		a.store(RAX, slot, 8);
		unwatched(checked, group.stores(), group.span(), allowed, none);
		region.later(() -> {
			a.mark(none);
			a.constant(RAX, 0);
			a.jump(found);
		});
	}

	/**
	 * Where a tag in RDX was not that of the entry: goes on if the page is watched, but not the bytes from the address in RAX. Where reads
	 * are watched, writes are, so that the tag of writes tells of both.
	 */
	private void unwatched(Label from, boolean store, int bytes, Label allowed, Label slow) {
		region.later(() -> {
			a.mark(from);
			a.alu(Alu.OR, RDX_OPERAND, MemoryAccess.WATCHED);
			a.alu(Alu.CMP, RDX, Operand.memory(RBP, RCX, store ? MemoryAccess.WRITE_TAG : 0));
			a.jump(Condition.NOT_EQUAL, slow);
			a.alu(Alu.CMP, RAX, Operand.memory(RBX, GuestRegisters.HIGHEST_WATCHED));
			a.jump(Condition.ABOVE, allowed);
			a.loadAddress(RDX, new Assembler.Memory(RAX, -1, bytes - 1));
			a.alu(Alu.CMP, RDX, Operand.memory(RBX, GuestRegisters.LOWEST_WATCHED));
			a.jump(Condition.BELOW, allowed);
			a.jump(slow);
		});
	}

	/** Puts the tag of the address in RAX into RDX and the offset of its entry into RCX. */
	void entry(int size) {
		a.load(RCX, RAX_OPERAND);
		a.load(RDX, RAX_OPERAND);
		a.shift(Assembler.Shift.RIGHT, true, RCX, MemoryAccess.ENTRY_SHIFT);
		a.alu(Alu.AND, RDX_OPERAND, -PAGE | size - 1);
		a.aluWord(Alu.AND, RCX_OPERAND, (int) MemoryAccess.ENTRY_MASK);
	}

	/** An access of which nothing is known before; a site leaves to {@code behind}. */
	private void alone(Step step, int left, Access access, Runnable settling, Label behind) {
		Label checked = new Label();
		Label allowed = new Label();
		Label slow = new Label();
		address(step.d().rs1(), step.d().imm());
		entry(access.size());
		a.alu(Alu.CMP, RDX, Operand.memory(RBP, RCX, access.store() ? MemoryAccess.WRITE_TAG : 0));
		a.jump(Condition.NOT_EQUAL, checked);
		a.mark(allowed);
		a.load(RCX, ADDEND);
		access(step, access, new Assembler.Memory(RAX, RCX, 0));
		unwatched(checked, access.store(), access.size(), allowed, slow);
		region.site(step, left, slow, settling, behind);
	}

	private void access(Step step, Access access, Assembler.Memory memory) {
		Decoded d = step.d();
		if (HostFloatWriter.takes(step.instruction())) {
			if (access.store()) {
				floats.store(step.instruction(), d, memory);
			} else {
				floats.load(step.instruction(), d, memory);
			}
		} else if (!access.store()) {
			load((RvI) step.instruction(), d, memory);
		} else if (d.rs2() != 0 && GuestRegisters.operand(d.rs2()) instanceof Register(int n)) {
			a.store(n, memory, access.size());
		} else {
			registers.get(RDX, d.rs2());
			a.store(RDX, memory, access.size());
		}
	}

	private void load(RvI instruction, Decoded d, Operand memory) {
		int t = d.rd() == 0 ? RAX : HostRegisters.target(d, -1);
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
		registers.set(d.rd(), t);
	}

	/** An atomic, which is one where no other hart runs at the same time. The old value goes through RCX, the new one through RDX. */
	void atomic(RvA instruction, Step step, int left) {
		Decoded d = step.d();
		boolean wide = instruction.name().endsWith("_D");
		int size = wide ? 8 : 4;
		Label checked = new Label();
		Label allowed = new Label();
		Label slow = new Label();
		Label behind = new Label();
		registers.get(RAX, d.rs1());
		entry(size);
		a.alu(Alu.CMP, RDX, Operand.memory(RBP, RCX, MemoryAccess.WRITE_TAG));
		a.jump(Condition.NOT_EQUAL, checked);
		a.mark(allowed);
		a.alu(Alu.ADD, RAX, ADDEND);
		registers.get(RDX, d.rs2());
		Operand memory = Operand.memory(RAX, 0);
		if (wide) {
			a.load(RCX, memory);
		} else {
			a.loadSignedWord(RCX, memory);
		}
		switch (instruction) {
			case AMOSWAP_W, AMOSWAP_D -> { /* the operand is the new value */ }
			case AMOADD_W, AMOADD_D -> a.alu(Alu.ADD, RDX, RCX_OPERAND);
			case AMOXOR_W, AMOXOR_D -> a.alu(Alu.XOR, RDX, RCX_OPERAND);
			case AMOAND_W, AMOAND_D -> a.alu(Alu.AND, RDX, RCX_OPERAND);
			case AMOOR_W, AMOOR_D -> a.alu(Alu.OR, RDX, RCX_OPERAND);
			case AMOMIN_W, AMOMIN_D -> keep(Condition.LESS, wide);
			case AMOMAX_W, AMOMAX_D -> keep(Condition.GREATER, wide);
			case AMOMINU_W, AMOMINU_D -> keep(Condition.BELOW, wide);
			case AMOMAXU_W, AMOMAXU_D -> keep(Condition.ABOVE, wide);
			default -> throw new IllegalStateException(instruction + " has no code");
		}
		a.store(RDX, memory, size);
		registers.set(d.rd(), RCX);
		a.mark(behind);
		registers.forget();
		unwatched(checked, true, size, allowed, slow);
		region.site(step, left, slow, behind);
	}

	/** Has the old value stay where it compares so with the operand. */
	private void keep(Condition old, boolean wide) {
		if (wide) {
			a.alu(Alu.CMP, RCX, RDX_OPERAND);
		} else {
			a.aluWord(Alu.CMP, RCX, RDX_OPERAND);
		}
		a.move(old, true, RDX, RCX_OPERAND);
	}
}
