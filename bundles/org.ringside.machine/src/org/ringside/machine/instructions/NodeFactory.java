/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

import org.ringside.isa.Decoded;
import org.ringside.isa.Instruction;
import org.ringside.isa.RvA;
import org.ringside.isa.RvD;
import org.ringside.isa.RvF;
import org.ringside.isa.RvH;
import org.ringside.isa.RvI;
import org.ringside.isa.RvM;
import org.ringside.isa.RvPrivileged;
import org.ringside.isa.Svinval;
import org.ringside.isa.Zabha;
import org.ringside.isa.Zacas;
import org.ringside.isa.Zawrs;
import org.ringside.isa.Zfa;
import org.ringside.isa.Zfbfmin;
import org.ringside.isa.Zfh;
import org.ringside.isa.Zicbo;
import org.ringside.isa.Zicsr;
import org.ringside.isa.Zifencei;
import org.ringside.isa.Zihintpause;
import org.ringside.isa.Zimop;
import org.ringside.machine.CodePage;
import org.ringside.machine.Hart;
import org.ringside.machine.Node;
import org.ringside.machine.PrivilegedInstructions;
import org.ringside.machine.vector.VectorNodes;

/** Makes the node of a decoded instruction. */
public final class NodeFactory {

	private NodeFactory() {
	}

	/**
	 * @param page the page that the instruction lies in, or {@code null} if its node is used once
	 */
	public static Node build(Decoded raw, CodePage page, long pc, Hart h) {
		Decoded d = raw.expanded();
		Instruction instruction = d.instruction();
		if (instruction instanceof RvI integer) {
			return build(integer, raw, d, pc, page, h);
		} else if (instruction instanceof RvM multiply) {
			return build(multiply, raw, d, pc);
		} else if (instruction instanceof RvA atomic) {
			return AtomicNodes.build(atomic, raw, d, pc);
		} else if (instruction instanceof Zicsr csr) {
			return SystemNodes.build(csr, raw, d, pc);
		} else if (instruction instanceof RvPrivileged privileged) {
			return SystemNodes.build(privileged, raw, d, pc);
		} else if (instruction instanceof Zifencei) {
			// On one thread decoded code is coherent with stores, so that there is nothing to do.
			return h.runsInParallel() ? SystemNodes.fenceInstructions(raw, pc) : new ImmediateNodes.Nothing(raw, pc);
		} else if (instruction instanceof RvF single) {
			return FloatNodes.build(single, raw, d, pc);
		} else if (instruction instanceof RvD wide) {
			return FloatNodes.build(wide, raw, d, pc);
		} else if (instruction instanceof Zfh half) {
			return FloatNodes.build(half, raw, d, pc);
		} else if (instruction instanceof Zfbfmin brain) {
			return FloatNodes.build(brain, raw, d, pc);
		} else if (instruction instanceof Zfa additional) {
			return FloatNodes.build(additional, raw, d, pc);
		} else if (instruction instanceof Zacas swap) {
			return AtomicNodes.build(swap, raw, d, pc);
		} else if (instruction instanceof Zabha narrow) {
			return AtomicNodes.build(narrow, raw, d, pc);
		} else if (instruction instanceof Zimop) {
			return new ImmediateNodes.Constant(raw, d, pc, 0);
		} else if (instruction instanceof Svinval fence) {
			return SystemNodes.build(fence, raw, d, pc);
		} else if (instruction instanceof RvH hypervisor) {
			return SystemNodes.build(hypervisor, raw, d, pc);
		} else if (instruction instanceof Zicbo block) {
			return SystemNodes.build(block, raw, d, pc);
		} else if (instruction instanceof Zihintpause || instruction instanceof Zawrs) {
			// Waiting for a write may end at any time, and here it does at once.
			return new ImmediateNodes.Nothing(raw, pc);
		}
		Node vector = VectorNodes.build(raw, pc);
		if (vector != null) {
			return vector;
		}
		Node operator = OperatorNode.build(raw, d, pc);
		if (operator != null) {
			return operator;
		}
		return SystemNodes.illegal(raw, pc);
	}

	private static Node build(RvI instruction, Decoded raw, Decoded d, long pc, CodePage page, Hart h) {
		return switch (instruction) {
			case LUI -> new ImmediateNodes.Constant(raw, d, pc, d.imm());
			case AUIPC -> new ImmediateNodes.Constant(raw, d, pc, pc + d.imm());
			case JAL -> new JumpNodes.Jal(raw, d, pc, page, h);
			case JALR -> new JumpNodes.Jalr(raw, d, pc, page, h);
			case BEQ -> new JumpNodes.Beq(raw, d, pc, page, h);
			case BNE -> new JumpNodes.Bne(raw, d, pc, page, h);
			case BLT -> new JumpNodes.Blt(raw, d, pc, page, h);
			case BGE -> new JumpNodes.Bge(raw, d, pc, page, h);
			case BLTU -> new JumpNodes.Bltu(raw, d, pc, page, h);
			case BGEU -> new JumpNodes.Bgeu(raw, d, pc, page, h);
			case LB -> new MemoryNodes.Lb(raw, d, pc);
			case LH -> new MemoryNodes.Lh(raw, d, pc);
			case LW -> new MemoryNodes.Lw(raw, d, pc);
			case LD -> new MemoryNodes.Ld(raw, d, pc);
			case LBU -> new MemoryNodes.Lbu(raw, d, pc);
			case LHU -> new MemoryNodes.Lhu(raw, d, pc);
			case LWU -> new MemoryNodes.Lwu(raw, d, pc);
			case SB -> new MemoryNodes.Sb(raw, d, pc);
			case SH -> new MemoryNodes.Sh(raw, d, pc);
			case SW -> new MemoryNodes.Sw(raw, d, pc);
			case SD -> new MemoryNodes.Sd(raw, d, pc);
			case ADDI -> d.rs1() == 0 ? new ImmediateNodes.Constant(raw, d, pc, d.imm())
					: d.imm() == 0 ? new ImmediateNodes.Move(raw, d, pc) : new ImmediateNodes.Addi(raw, d, pc);
			case SLTI -> new ImmediateNodes.Slti(raw, d, pc);
			case SLTIU -> new ImmediateNodes.Sltiu(raw, d, pc);
			case XORI -> new ImmediateNodes.Xori(raw, d, pc);
			case ORI -> new ImmediateNodes.Ori(raw, d, pc);
			case ANDI -> new ImmediateNodes.Andi(raw, d, pc);
			case SLLI -> new ImmediateNodes.Slli(raw, d, pc);
			case SRLI -> new ImmediateNodes.Srli(raw, d, pc);
			case SRAI -> new ImmediateNodes.Srai(raw, d, pc);
			case ADDIW -> new ImmediateNodes.Addiw(raw, d, pc);
			case SLLIW -> new ImmediateNodes.Slliw(raw, d, pc);
			case SRLIW -> new ImmediateNodes.Srliw(raw, d, pc);
			case SRAIW -> new ImmediateNodes.Sraiw(raw, d, pc);
			case ADD -> new IntegerNodes.Add(raw, d, pc);
			case SUB -> new IntegerNodes.Sub(raw, d, pc);
			case SLL -> new IntegerNodes.Sll(raw, d, pc);
			case SLT -> new IntegerNodes.Slt(raw, d, pc);
			case SLTU -> new IntegerNodes.Sltu(raw, d, pc);
			case XOR -> new IntegerNodes.Xor(raw, d, pc);
			case SRL -> new IntegerNodes.Srl(raw, d, pc);
			case SRA -> new IntegerNodes.Sra(raw, d, pc);
			case OR -> new IntegerNodes.Or(raw, d, pc);
			case AND -> new IntegerNodes.And(raw, d, pc);
			case ADDW -> new IntegerNodes.Addw(raw, d, pc);
			case SUBW -> new IntegerNodes.Subw(raw, d, pc);
			case SLLW -> new IntegerNodes.Sllw(raw, d, pc);
			case SRLW -> new IntegerNodes.Srlw(raw, d, pc);
			case SRAW -> new IntegerNodes.Sraw(raw, d, pc);
			case FENCE, FENCE_TSO -> h.runsInParallel() ? new ImmediateNodes.Fence(raw, pc) : new ImmediateNodes.Nothing(raw, pc);
			case ECALL -> new SystemNodes.Raising(raw, pc, PrivilegedInstructions::ecall);
			case EBREAK -> new SystemNodes.Raising(raw, pc, PrivilegedInstructions::ebreak);
		};
	}

	private static Node build(RvM instruction, Decoded raw, Decoded d, long pc) {
		return switch (instruction) {
			case MUL -> new MultiplyNodes.Mul(raw, d, pc);
			case MULH -> new MultiplyNodes.Mulh(raw, d, pc);
			case MULHSU -> new MultiplyNodes.Mulhsu(raw, d, pc);
			case MULHU -> new MultiplyNodes.Mulhu(raw, d, pc);
			case DIV -> new MultiplyNodes.Div(raw, d, pc);
			case DIVU -> new MultiplyNodes.Divu(raw, d, pc);
			case REM -> new MultiplyNodes.Rem(raw, d, pc);
			case REMU -> new MultiplyNodes.Remu(raw, d, pc);
			case MULW -> new MultiplyNodes.Mulw(raw, d, pc);
			case DIVW -> new MultiplyNodes.Divw(raw, d, pc);
			case DIVUW -> new MultiplyNodes.Divuw(raw, d, pc);
			case REMW -> new MultiplyNodes.Remw(raw, d, pc);
			case REMUW -> new MultiplyNodes.Remuw(raw, d, pc);
		};
	}
}
