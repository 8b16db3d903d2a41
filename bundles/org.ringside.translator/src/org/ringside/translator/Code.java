/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import java.util.Arrays;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.ringside.isa.Decoded;
import org.ringside.isa.RvI;

/**
 * The small pieces of bytecode that regions are made of. Locals: this, the hart, its TLB entries, the budget, a target, an
 * address, a value that was loaded or computed, whether the host rounds alike, then the slots and groups of the {@link MemoryPlan}. All have a value from the start, so
 * that every label sees the same.
 */
final class Code {

	static final String HART = "org/ringside/machine/Hart";
	static final String CODE = "org/ringside/machine/TranslatedCode";
	static final String LINK = "org/ringside/machine/CodeLink";

	static final int H = 1;
	static final int TLB = 2;
	private static final int BUDGET = 4;
	private static final int TARGET = 5;
	static final int ADDRESS = 7;
	static final int VALUE = 9;
	private static final int HOST_ROUNDING = 11;
	private static final int SLOTS = 12;

	final MethodVisitor mv;

	private final int slots;
	private final int groups;
	private final Object[] locals;
	/** Where the last frame was described. */
	private int framed = -1;

	/**
	 * @param slots  of the memory plan
	 * @param groups of the block that has most
	 */
	Code(MethodVisitor mv, int slots, int groups) {
		this.mv = mv;
		this.slots = slots;
		this.groups = groups;
		locals = new Object[8 + 2 * slots + groups];
		Arrays.fill(locals, Opcodes.LONG);
		locals[0] = CODE;
		locals[1] = HART;
		locals[3] = Opcodes.INTEGER;
		locals[7] = Opcodes.INTEGER;
	}

	/** The local that holds the page of a slot. */
	int tag(int slot) {
		return SLOTS + 4 * slot;
	}

	/** The local that holds what makes a host address of an address in the page of a slot. */
	int addend(int slot) {
		return SLOTS + 4 * slot + 2;
	}

	/** The local that holds the host address of a group. */
	int group(int number) {
		return SLOTS + 4 * slots + 2 * number;
	}

	/** A local for the TLB entry of the address, which no label sees. */
	int entry() {
		return group(groups);
	}

	/** Gives every local a value that has none yet. */
	void clearLocals() {
		mv.visitInsn(Opcodes.ICONST_0);
		mv.visitVarInsn(Opcodes.ISTORE, HOST_ROUNDING);
		for (int local = TARGET; local < entry(); local += local == VALUE ? SLOTS - VALUE : 2) {
			mv.visitInsn(Opcodes.LCONST_0);
			mv.visitVarInsn(Opcodes.LSTORE, local);
		}
	}

	// ---- frames

	/** Describes the locals and the stack to the verifier, once where several labels meet. */
	void frame(Object... stack) {
		Label here = new Label();
		mv.visitLabel(here);
		if (here.getOffset() == framed) {
			return;
		}
		framed = here.getOffset();
		mv.visitFrame(Opcodes.F_NEW, locals.length, locals, stack.length, stack);
	}

	void mark(Label label) {
		mv.visitLabel(label);
		frame();
	}

	// ---- registers

	/** Puts the value of an integer register on the stack. */
	void get(int register) {
		if (register == 0) {
			mv.visitInsn(Opcodes.LCONST_0);
		} else {
			mv.visitVarInsn(Opcodes.ALOAD, H);
			mv.visitFieldInsn(Opcodes.GETFIELD, HART, "x" + register, "J");
		}
	}

	/** Before a value that is to go to a register is put on the stack. */
	void hart() {
		mv.visitVarInsn(Opcodes.ALOAD, H);
	}

	/** Sets a register other than x0, after {@link #hart} and the value. */
	void set(int register) {
		mv.visitFieldInsn(Opcodes.PUTFIELD, HART, "x" + register, "J");
	}

	void getFloat(int register) {
		mv.visitVarInsn(Opcodes.ALOAD, H);
		mv.visitFieldInsn(Opcodes.GETFIELD, HART, "f" + register, "J");
	}

	void getDouble(int register) {
		getFloat(register);
		invoke("java/lang/Double", "longBitsToDouble", "(J)D");
	}

	/** Looks whether the host rounds as the guest wants it and no flag can be raised by it that is not raised already. */
	void loadHostRounding() {
		mv.visitVarInsn(Opcodes.ALOAD, H);
		mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, HART, "hostRounding", "()I", false);
		mv.visitVarInsn(Opcodes.ISTORE, HOST_ROUNDING);
	}

	void ifNoHostRounding(Label label) {
		mv.visitVarInsn(Opcodes.ILOAD, HOST_ROUNDING);
		mv.visitJumpInsn(Opcodes.IFEQ, label);
	}

	void setFloat(int register) {
		mv.visitFieldInsn(Opcodes.PUTFIELD, HART, "f" + register, "J");
	}

	void setConstant(int register, long value) {
		if (register != 0) {
			hart();
			constant(value);
			set(register);
		}
	}

	void constant(long value) {
		if (value == 0 || value == 1) {
			mv.visitInsn(value == 0 ? Opcodes.LCONST_0 : Opcodes.LCONST_1);
		} else if (value == (short) value) {
			constant((int) value);
			mv.visitInsn(Opcodes.I2L);
		} else {
			mv.visitLdcInsn(value);
		}
	}

	void constant(int value) {
		if (value >= -1 && value <= 5) {
			mv.visitInsn(Opcodes.ICONST_0 + value);
		} else if (value == (byte) value) {
			mv.visitIntInsn(Opcodes.BIPUSH, value);
		} else if (value == (short) value) {
			mv.visitIntInsn(Opcodes.SIPUSH, value);
		} else {
			mv.visitLdcInsn(value);
		}
	}

	void invoke(String owner, String name, String descriptor) {
		mv.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
	}

	// ---- the budget

	void loadBudgetLocal() {
		mv.visitVarInsn(Opcodes.ILOAD, BUDGET);
	}

	void loadBudget() {
		mv.visitVarInsn(Opcodes.ALOAD, H);
		mv.visitFieldInsn(Opcodes.GETFIELD, HART, "budget", "J");
		mv.visitInsn(Opcodes.L2I);
		mv.visitVarInsn(Opcodes.ISTORE, BUDGET);
	}

	void saveBudget() {
		mv.visitVarInsn(Opcodes.ALOAD, H);
		mv.visitVarInsn(Opcodes.ILOAD, BUDGET);
		mv.visitInsn(Opcodes.I2L);
		mv.visitFieldInsn(Opcodes.PUTFIELD, HART, "budget", "J");
	}

	void charge(int instructions) {
		mv.visitIincInsn(BUDGET, -instructions);
	}

	void budgetBelow(int instructions, Label label) {
		mv.visitVarInsn(Opcodes.ILOAD, BUDGET);
		constant(instructions);
		mv.visitJumpInsn(Opcodes.IF_ICMPLT, label);
	}

	void loadTlb() {
		mv.visitVarInsn(Opcodes.ALOAD, H);
		mv.visitFieldInsn(Opcodes.GETFIELD, HART, "dataTlb", "J");
		mv.visitVarInsn(Opcodes.LSTORE, TLB);
	}

	// ---- jumps

	/** Puts the target of a {@code jalr} on the stack. */
	void jumpTarget(Decoded d) {
		get(d.rs1());
		if (d.imm() != 0) {
			constant(d.imm());
			mv.visitInsn(Opcodes.LADD);
		}
		mv.visitLdcInsn(~1L);
		mv.visitInsn(Opcodes.LAND);
	}

	void storeTarget() {
		mv.visitVarInsn(Opcodes.LSTORE, TARGET);
	}

	void loadTarget() {
		mv.visitVarInsn(Opcodes.LLOAD, TARGET);
	}

	void returnTarget() {
		loadTarget();
		mv.visitInsn(Opcodes.LRETURN);
	}

	void branch(RvI condition, Decoded d, Label taken) {
		get(d.rs1());
		get(d.rs2());
		boolean unsigned = condition == RvI.BLTU || condition == RvI.BGEU;
		if (unsigned) {
			invoke("java/lang/Long", "compareUnsigned", "(JJ)I");
		} else {
			mv.visitInsn(Opcodes.LCMP);
		}
		mv.visitJumpInsn(switch (condition) {
			case BEQ -> Opcodes.IFEQ;
			case BNE -> Opcodes.IFNE;
			case BLT, BLTU -> Opcodes.IFLT;
			default -> Opcodes.IFGE;
		}, taken);
	}
}
