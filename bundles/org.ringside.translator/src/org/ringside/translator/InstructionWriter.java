/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import static org.ringside.translator.Code.HART;

import org.objectweb.asm.Opcodes;
import org.ringside.isa.Decoded;
import org.ringside.isa.Instruction;
import org.ringside.isa.RvI;
import org.ringside.isa.RvM;
import org.ringside.isa.Zawrs;
import org.ringside.isa.Zicsr;
import org.ringside.isa.Zifencei;
import org.ringside.isa.Zihintpause;

/**
 * Writes the instructions of a block that are no jumps: some as bytecode, most as a call of their semantics in
 * {@code machine}, and the rare ones as a call of their node.
 */
final class InstructionWriter {

	private static final String INTEGER = "org/ringside/machine/instructions/IntegerInstructions";

	private final Code code;
	private final RegionWriter region;
	private final MemoryWriter memory;
	private final FloatWriter floats;
	private final SystemWriter system;

	InstructionWriter(Code code, RegionWriter region, MemoryWriter memory) {
		this.code = code;
		this.region = region;
		this.memory = memory;
		this.floats = new FloatWriter(code, region, memory);
		this.system = new SystemWriter(code, region);
	}

	void beginBlock() {
		floats.beginBlock();
		memory.beginBlock();
	}

	/**
	 * @param left instructions from this one to the end of its block
	 */
	void write(Step step, int left) {
		Decoded d = step.d();
		Instruction instruction = step.instruction();
		if (instruction instanceof Zicsr) {
			system.write(step, left);
			// It may have turned floating point on or off, or called its state clean.
			floats.beginBlock();
		} else if (instruction instanceof RvI integer) {
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
		code.saveBudget();
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
			case LB -> load(step, left, -1);
			case LH -> load(step, left, -1);
			case LW -> load(step, left, -1);
			case LD -> load(step, left, -1);
			case LBU -> load(step, left, 0xff);
			case LHU -> load(step, left, 0xffff);
			case LWU -> load(step, left, 0xffff_ffffL);
			case SB, SH, SW, SD -> memory.store(step, left, () -> code.get(d.rs2()));
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

	private void load(Step step, int left, long mask) {
		memory.load(step, left);
		Decoded d = step.d();
		if (d.rd() == 0) {
			return;
		}
		code.hart();
		code.mv.visitVarInsn(Opcodes.LLOAD, Code.VALUE);
		if (mask != -1) {
			code.constant(mask);
			code.mv.visitInsn(Opcodes.LAND);
		}
		code.set(d.rd());
	}
}
