/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import static org.ringside.translator.Code.CODE;
import static org.ringside.translator.Code.HART;

import java.util.Map;

import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.ringside.isa.Decoded;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.SupervisorCsrs;
import org.ringside.isa.Zicsr;

/** Writes instructions that need exact state, as calls, and accesses to CSRs that need none. */
final class SystemWriter {

	private static final String PLAIN = "org/ringside/machine/PlainCsrs";
	/** The methods by which the CSRs that only hold a value are read and written. */
	private static final Map<Integer, String> NAMES = Map.of(MachineCsrs.MSCRATCH, "mscratch", MachineCsrs.MEPC, "mepc", MachineCsrs.MCAUSE, "mcause",
			MachineCsrs.MTVAL, "mtval", SupervisorCsrs.SSCRATCH, "sscratch", SupervisorCsrs.SEPC, "sepc", SupervisorCsrs.SCAUSE, "scause",
			SupervisorCsrs.STVAL, "stval");

	private final Code code;
	private final RegionWriter region;

	SystemWriter(Code code, RegionWriter region) {
		this.code = code;
		this.region = region;
	}

	/** A CSR instruction, behind which the region most often goes on. */
	void write(Step step, int left) {
		String name = NAMES.get(step.d().csr());
		if (name == null) {
			execute(step, left);
			code.mv.visitJumpInsn(Opcodes.IFEQ, region.left());
			return;
		}
		Label exact = new Label();
		Label on = new Label();
		code.hart();
		code.constant(step.d().csr() >>> 8 & 3);
		code.invoke(PLAIN, "open", "(L" + HART + ";I)Z");
		code.mv.visitJumpInsn(Opcodes.IFEQ, exact);
		plain((Zicsr) step.instruction(), step.d(), name);
		code.mark(on);
		region.later(() -> {
			code.mark(exact);
			execute(step, left);
			code.mv.visitJumpInsn(Opcodes.IFEQ, region.left());
			code.mv.visitJumpInsn(Opcodes.GOTO, on);
		});
	}

	/** Executes the instruction with exact state; whether the region may go on is left on the stack. */
	void execute(Step step, int left) {
		code.saveBudget();
		region.loadNode(step, left);
		code.hart();
		code.invoke(CODE, "system", "(Lorg/ringside/machine/Node;L" + HART + ";)Z");
	}

	private void plain(Zicsr instruction, Decoded d, String name) {
		boolean swaps = instruction == Zicsr.CSRRW || instruction == Zicsr.CSRRWI;
		boolean writes = swaps || d.rs1() != 0;
		if (!swaps || d.rd() != 0) {
			code.hart();
			code.invoke(PLAIN, name, "(L" + HART + ";)J");
			code.mv.visitVarInsn(Opcodes.LSTORE, Code.VALUE);
		}
		if (writes) {
			code.hart();
			if (!swaps) {
				code.mv.visitVarInsn(Opcodes.LLOAD, Code.VALUE);
			}
			operand(instruction, d);
			switch (instruction) {
				case CSRRW, CSRRWI -> { /* the operand is the value */ }
				case CSRRS, CSRRSI -> code.mv.visitInsn(Opcodes.LOR);
				case CSRRC, CSRRCI -> {
					code.constant(-1L);
					code.mv.visitInsn(Opcodes.LXOR);
					code.mv.visitInsn(Opcodes.LAND);
				}
			}
			code.invoke(PLAIN, name, "(L" + HART + ";J)V");
		}
		if (d.rd() != 0) {
			code.hart();
			code.mv.visitVarInsn(Opcodes.LLOAD, Code.VALUE);
			code.set(d.rd());
		}
	}

	private void operand(Zicsr instruction, Decoded d) {
		switch (instruction) {
			case CSRRW, CSRRS, CSRRC -> code.get(d.rs1());
			case CSRRWI, CSRRSI, CSRRCI -> code.constant((long) d.rs1());
		}
	}
}
