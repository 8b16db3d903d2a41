/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Instructions on control and status registers (Unprivileged, chapter "Zicsr"). */
public enum Zicsr implements Instruction {
	CSRRW("csrrw", "cccccccccccc sssss 001 ddddd 1110011", "rd, csr, rs1", "Writes rs1 to a CSR and its old value to rd; with rd = x0 the CSR is not read."),
	CSRRS("csrrs", "cccccccccccc sssss 010 ddddd 1110011", "rd, csr, rs1", "Sets the bits of rs1 in a CSR and writes its old value to rd; with rs1 = x0 the CSR is not written."),
	CSRRC("csrrc", "cccccccccccc sssss 011 ddddd 1110011", "rd, csr, rs1", "Clears the bits of rs1 in a CSR and writes its old value to rd; with rs1 = x0 the CSR is not written."),
	CSRRWI("csrrwi", "cccccccccccc zzzzz 101 ddddd 1110011", "rd, csr, zimm", "Writes a 5-bit constant to a CSR and its old value to rd; with rd = x0 the CSR is not read."),
	CSRRSI("csrrsi", "cccccccccccc zzzzz 110 ddddd 1110011", "rd, csr, zimm", "Sets the bits of a 5-bit constant in a CSR and writes its old value to rd; with 0 the CSR is not written."),
	CSRRCI("csrrci", "cccccccccccc zzzzz 111 ddddd 1110011", "rd, csr, zimm", "Clears the bits of a 5-bit constant in a CSR and writes its old value to rd; with 0 the CSR is not written.");

	private final Row row;

	Zicsr(String mnemonic, String pattern, String syntax, String help) {
		row = Row.of(Extension.ZICSR, mnemonic, pattern, syntax, help).sensitiveBecause(
				"Reads or changes privileged state unless the CSR is a user one; then an access from a mode that is too low traps.");
	}

	@Override
	public Row row() {
		return row;
	}
}
