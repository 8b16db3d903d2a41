/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

import org.ringside.isa.Zicsr;
import org.ringside.machine.Hart;
import org.ringside.machine.PlainCsrs;

/** Zicsr: which CSR instruction reads, which writes, and what (Unprivileged, table of chapter "Zicsr"). */
public final class CsrInstructions {

	private CsrInstructions() {
	}

	/**
	 * Executes an access to one of the {@link PlainCsrs} that is open to the hart.
	 *
	 * @param operand the value of the source register, or the constant of the immediate forms
	 * @return the old value, for the destination
	 */
	public static long exchange(Zicsr instruction, Hart h, int csr, long operand) {
		long old = PlainCsrs.read(h, csr);
		PlainCsrs.write(h, csr, switch (instruction) {
			case CSRRW, CSRRWI -> operand;
			case CSRRS, CSRRSI -> old | operand;
			case CSRRC, CSRRCI -> old & ~operand;
		});
		return old;
	}

	/**
	 * @param rs1 the source register, or the constant of the immediate forms
	 */
	public static void execute(Zicsr instruction, Hart h, int csr, int rd, int rs1) {
		long operand = switch (instruction) {
			case CSRRW, CSRRS, CSRRC -> h.x(rs1);
			case CSRRWI, CSRRSI, CSRRCI -> rs1;
		};
		switch (instruction) {
			case CSRRW, CSRRWI -> {
				if (rd == 0) {
					h.writeCsr(csr, operand);
				} else {
					h.setX(rd, h.swapCsr(csr, operand));
				}
			}
			case CSRRS, CSRRSI -> h.setX(rd, rs1 == 0 ? h.readCsr(csr) : h.modifyCsr(csr, operand, 0));
			case CSRRC, CSRRCI -> h.setX(rd, rs1 == 0 ? h.readCsr(csr) : h.modifyCsr(csr, 0, operand));
		}
	}
}
