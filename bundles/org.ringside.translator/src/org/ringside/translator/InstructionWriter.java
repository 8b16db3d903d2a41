/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import static org.ringside.translator.Code.CODE;
import static org.ringside.translator.Code.HART;

import org.objectweb.asm.Opcodes;
import org.ringside.isa.Decoded;
import org.ringside.isa.Instruction;
import org.ringside.isa.RvI;
import org.ringside.isa.RvM;
import org.ringside.isa.Zawrs;
import org.ringside.isa.Zifencei;
import org.ringside.isa.Zihintpause;

/**
 * Writes the instructions of a block that are no jumps: some as bytecode, most as a call of their semantics in
 * {@code machine}, and the rare ones as a call of their node.
 */
final class InstructionWriter {

	private static final String MEMORY = "org/ringside/machine/MemoryAccess";
	private static final String INTEGER = "org/ringside/machine/instructions/IntegerInstructions";

	private final Code code;
	private final RegionWriter region;
	private final FloatWriter floats;

	InstructionWriter(Code code, RegionWriter region) {
		this.code = code;
		this.region = region;
		this.floats = new FloatWriter(code, region, this);
	}

	void beginBlock() {
		floats.beginBlock();
	}

	/**
	 * @param left instructions from this one to the end of its block
	 */
	void write(Step step, int left) {
		Decoded d = step.d();
		Instruction instruction = step.instruction();
		if (instruction instanceof RvI integer) {
			integer(integer, step, d, left);
		} else if (instruction instanceof Zifencei || instruction instanceof Zihintpause || instruction instanceof Zawrs) {
			return;
		} else if (instruction == RvM.MUL && d.rd() != 0) {
			code.hart();
			code.get(d.rs1());
			code.get(d.rs2());
			code.mv.visitInsn(Opcodes.LMUL);
			code.set(d.rd());
		} else if (!floats.write(step, left) && !computed(step, d)) {
			node(step, left);
		}
	}

	/** Executes the node of an instruction. */
	void node(Step step, int left) {
		region.loadNode(step, left);
		code.hart();
		code.mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "org/ringside/machine/Node", "exec", "(L" + HART + ";)Lorg/ringside/machine/Node;", false);
		code.mv.visitInsn(Opcodes.POP);
	}

	private boolean computed(Step step, Decoded d) {
		Semantics semantics = Semantics.of(step.instruction());
		if (semantics == null) {
			return false;
		}
		if (d.rd() != 0) {
			code.hart();
			code.get(d.rs1());
			if (semantics.operands() == 2) {
				if (semantics.immediate()) {
					code.constant(d.imm());
				} else {
					code.get(d.rs2());
				}
			}
			code.invoke(semantics.owner(), semantics.name(), semantics.operands() == 2 ? "(JJ)J" : "(J)J");
			code.set(d.rd());
		}
		return true;
	}

	private void integer(RvI instruction, Step step, Decoded d, int left) {
		switch (instruction) {
			case FENCE, FENCE_TSO -> {
				if (region.parallel()) {
					node(step, left);
				}
			}
			case LUI -> code.setConstant(d.rd(), d.imm());
			case AUIPC -> code.setConstant(d.rd(), step.pc() + d.imm());
			case LB -> load(step, left, "load8", -1);
			case LH -> load(step, left, "load16", -1);
			case LW -> load(step, left, "load32", -1);
			case LD -> load(step, left, "load64", -1);
			case LBU -> load(step, left, "load8", 0xff);
			case LHU -> load(step, left, "load16", 0xffff);
			case LWU -> load(step, left, "load32", 0xffff_ffffL);
			case SB -> store(step, left, "store8");
			case SH -> store(step, left, "store16");
			case SW -> store(step, left, "store32");
			case SD -> store(step, left, "store64");
			default -> {
				if (d.rd() != 0) {
					code.hart();
					compute(instruction, d);
					code.set(d.rd());
				}
			}
		}
	}

	private void compute(RvI instruction, Decoded d) {
		switch (instruction) {
			case ADDI -> {
				if (d.rs1() == 0) {
					code.constant(d.imm());
				} else {
					code.get(d.rs1());
					if (d.imm() != 0) {
						code.constant(d.imm());
						code.mv.visitInsn(Opcodes.LADD);
					}
				}
			}
			case XORI -> immediate(d, Opcodes.LXOR);
			case ORI -> immediate(d, Opcodes.LOR);
			case ANDI -> immediate(d, Opcodes.LAND);
			case ADD -> registers(d, Opcodes.LADD);
			case SUB -> registers(d, Opcodes.LSUB);
			case XOR -> registers(d, Opcodes.LXOR);
			case OR -> registers(d, Opcodes.LOR);
			case AND -> registers(d, Opcodes.LAND);
			case SLLI -> shift(d, Opcodes.LSHL);
			case SRLI -> shift(d, Opcodes.LUSHR);
			case SRAI -> shift(d, Opcodes.LSHR);
			case SLLIW -> shiftWord(d, Opcodes.ISHL);
			case SRLIW -> shiftWord(d, Opcodes.IUSHR);
			case SRAIW -> shiftWord(d, Opcodes.ISHR);
			case ADDIW -> {
				code.get(d.rs1());
				code.mv.visitInsn(Opcodes.L2I);
				if (d.imm() != 0) {
					code.constant((int) d.imm());
					code.mv.visitInsn(Opcodes.IADD);
				}
				code.mv.visitInsn(Opcodes.I2L);
			}
			case ADDW -> words(d, Opcodes.IADD);
			case SUBW -> words(d, Opcodes.ISUB);
			case SLTI, SLTIU -> {
				code.get(d.rs1());
				code.constant(d.imm());
				code.invoke(INTEGER, instruction == RvI.SLTI ? "slt" : "sltu", "(JJ)J");
			}
			default -> {
				code.get(d.rs1());
				code.get(d.rs2());
				code.invoke(INTEGER, instruction.name().toLowerCase(java.util.Locale.ROOT), "(JJ)J");
			}
		}
	}

	private void immediate(Decoded d, int opcode) {
		code.get(d.rs1());
		code.constant(d.imm());
		code.mv.visitInsn(opcode);
	}

	private void registers(Decoded d, int opcode) {
		code.get(d.rs1());
		code.get(d.rs2());
		code.mv.visitInsn(opcode);
	}

	private void shift(Decoded d, int opcode) {
		code.get(d.rs1());
		code.constant((int) d.imm());
		code.mv.visitInsn(opcode);
	}

	private void shiftWord(Decoded d, int opcode) {
		code.get(d.rs1());
		code.mv.visitInsn(Opcodes.L2I);
		code.constant((int) d.imm());
		code.mv.visitInsn(opcode);
		code.mv.visitInsn(Opcodes.I2L);
	}

	private void words(Decoded d, int opcode) {
		code.get(d.rs1());
		code.mv.visitInsn(Opcodes.L2I);
		code.get(d.rs2());
		code.mv.visitInsn(Opcodes.L2I);
		code.mv.visitInsn(opcode);
		code.mv.visitInsn(Opcodes.I2L);
	}

	// ---- memory

	private void load(Step step, int left, String method, long mask) {
		Decoded d = step.d();
		if (d.rd() != 0) {
			code.hart();
		}
		loadValue(step, left, method);
		if (d.rd() == 0) {
			code.mv.visitInsn(Opcodes.POP2);
			return;
		}
		if (mask != -1) {
			code.constant(mask);
			code.mv.visitInsn(Opcodes.LAND);
		}
		code.set(d.rd());
	}

	/** Puts the loaded value on the stack. */
	void loadValue(Step step, int left, String method) {
		address(step.d());
		siteArguments(step, left);
		code.invoke(MEMORY, method, "(L" + HART + ";JJL" + CODE + ";I)J");
	}

	private void store(Step step, int left, String method) {
		address(step.d());
		code.get(step.d().rs2());
		storeValue(step, left, method);
	}

	/** Stores the value on the stack, after {@link #address}. */
	void storeValue(Step step, int left, String method) {
		siteArguments(step, left);
		code.invoke(MEMORY, method, "(L" + HART + ";JJJL" + CODE + ";I)V");
	}

	void address(Decoded d) {
		code.hart();
		code.mv.visitVarInsn(Opcodes.LLOAD, Code.TLB);
		code.get(d.rs1());
		if (d.imm() != 0) {
			code.constant(d.imm());
			code.mv.visitInsn(Opcodes.LADD);
		}
	}

	private void siteArguments(Step step, int left) {
		code.mv.visitVarInsn(Opcodes.ALOAD, 0);
		code.constant(region.site(step, left));
	}
}
