/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import java.util.EnumMap;
import java.util.Map;

import org.ringside.isa.Extension;
import org.ringside.isa.Instruction;
import org.ringside.isa.Operand;
import org.ringside.isa.RvVInteger;
import org.ringside.isa.RvVMask;

/** The comparisons that vectors have only in other forms: with an immediate that is one less, or several instructions. */
final class VectorPseudoInstructions {

	private static final int UNMASKED = 1;

	private final Assembly assembly;

	VectorPseudoInstructions(Assembly assembly) {
		this.assembly = assembly;
	}

	/** Assembles a statement if it is one of these; else nothing has been read. */
	boolean assemble(String mnemonic, TokenStream tokens) {
		if (!assembly.isa.has(Extension.ZVE32X)) {
			return false;
		}
		switch (mnemonic) {
			case "vmslt.vi" -> immediate(RvVInteger.VMSLE_VI, null, tokens);
			case "vmsge.vi" -> immediate(RvVInteger.VMSGT_VI, null, tokens);
			case "vmsltu.vi" -> immediate(RvVInteger.VMSLEU_VI, RvVInteger.VMSNE_VV, tokens);
			case "vmsgeu.vi" -> immediate(RvVInteger.VMSGTU_VI, RvVInteger.VMSEQ_VV, tokens);
			case "vmsge.vx" -> atLeast(RvVInteger.VMSLT_VX, tokens);
			case "vmsgeu.vx" -> atLeast(RvVInteger.VMSLTU_VX, tokens);
			default -> {
				return false;
			}
		}
		return true;
	}

	/** Compares with one less; what no unsigned number can be is a comparison of the source with itself. */
	private void immediate(Instruction row, Instruction ofZero, TokenStream tokens) {
		int vd = VectorOperands.register(tokens, "vd");
		tokens.expect(",");
		int vs2 = VectorOperands.register(tokens, "vs2");
		tokens.expect(",");
		int column = tokens.peek().column();
		long value = tokens.number("a number from -15 to 16");
		int vm = mask(tokens);
		tokens.expectEnd();
		if (value < -15 || value > 16) {
			throw new AssemblyException("The operand imm is " + value + ", but must be from -15 to 16.", column);
		}
		if (value == 0 && ofZero != null) {
			emit(ofZero, Operand.VD, vd, Operand.VS2, vs2, Operand.VS1, vs2, Operand.VM, vm);
		} else {
			emit(row, Operand.VD, vd, Operand.VS2, vs2, Operand.SIMM5, value - 1, Operand.VM, vm);
		}
	}

	/** The opposite of being less (Unprivileged, V: Vector Integer Compare Instructions, the table of expansions). */
	private void atLeast(Instruction less, TokenStream tokens) {
		int vd = VectorOperands.register(tokens, "vd");
		tokens.expect(",");
		int vs2 = VectorOperands.register(tokens, "vs2");
		tokens.expect(",");
		long rs1 = PseudoInstructions.register(tokens);
		int vm = mask(tokens);
		int scratch = tokens.take(",") ? VectorOperands.register(tokens, "a temporary") : 0;
		tokens.expectEnd();
		if (vm == UNMASKED) {
			emit(less, Operand.VD, vd, Operand.VS2, vs2, Operand.RS1, rs1, Operand.VM, UNMASKED);
			mask(RvVMask.VMNAND_MM, vd, vd, vd);
		} else if (scratch == 0) {
			if (vd == 0) {
				throw new AssemblyException("A temporary vector register is needed at the end where the destination is the mask.");
			}
			emit(less, Operand.VD, vd, Operand.VS2, vs2, Operand.RS1, rs1, Operand.VM, 0);
			mask(RvVMask.VMXOR_MM, vd, vd, 0);
		} else {
			emit(less, Operand.VD, scratch, Operand.VS2, vs2, Operand.RS1, rs1, Operand.VM, 0);
			if (vd == 0) {
				mask(RvVMask.VMANDN_MM, vd, 0, scratch);
			} else {
				mask(RvVMask.VMANDN_MM, scratch, 0, scratch);
				mask(RvVMask.VMANDN_MM, vd, vd, 0);
				mask(RvVMask.VMOR_MM, vd, scratch, vd);
			}
		}
	}

	private static int mask(TokenStream tokens) {
		if (tokens.peek().is(",")) {
			tokens.next();
			return VectorOperands.mask(tokens);
		}
		return UNMASKED;
	}

	private void mask(Instruction row, int vd, int vs2, int vs1) {
		emit(row, Operand.VD, vd, Operand.VS2, vs2, Operand.VS1, vs1);
	}

	private void emit(Instruction row, Object... pairs) {
		Map<Operand, Long> operands = new EnumMap<>(Operand.class);
		for (int i = 0; i < pairs.length; i += 2) {
			operands.put((Operand) pairs[i], ((Number) pairs[i + 1]).longValue());
		}
		assembly.section.emit(InstructionAssembler.encode(row, operands) & 0xffff_ffffL, 4);
	}
}
