/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Address generation (Unprivileged, chapter "B", Zba). */
public enum Zba implements Instruction {
	ADD_UW("add.uw", "0000100 ttttt sssss 000 ddddd 0111011", "rd, rs1, rs2", "Adds the zero-extended lowest 32 bits of rs1 to rs2."),
	SH1ADD("sh1add", "0010000 ttttt sssss 010 ddddd 0110011", "rd, rs1, rs2", "Adds rs1 shifted left by 1 to rs2."),
	SH2ADD("sh2add", "0010000 ttttt sssss 100 ddddd 0110011", "rd, rs1, rs2", "Adds rs1 shifted left by 2 to rs2."),
	SH3ADD("sh3add", "0010000 ttttt sssss 110 ddddd 0110011", "rd, rs1, rs2", "Adds rs1 shifted left by 3 to rs2."),
	SH1ADD_UW("sh1add.uw", "0010000 ttttt sssss 010 ddddd 0111011", "rd, rs1, rs2", "Adds the zero-extended lowest 32 bits of rs1, shifted left by 1, to rs2."),
	SH2ADD_UW("sh2add.uw", "0010000 ttttt sssss 100 ddddd 0111011", "rd, rs1, rs2", "Adds the zero-extended lowest 32 bits of rs1, shifted left by 2, to rs2."),
	SH3ADD_UW("sh3add.uw", "0010000 ttttt sssss 110 ddddd 0111011", "rd, rs1, rs2", "Adds the zero-extended lowest 32 bits of rs1, shifted left by 3, to rs2."),
	SLLI_UW("slli.uw", "000010 hhhhhh sssss 001 ddddd 0011011", "rd, rs1, shamt", "Shifts the zero-extended lowest 32 bits of rs1 left by a constant.");

	private final Row row;

	Zba(String mnemonic, String pattern, String syntax, String help) {
		row = Row.of(Extension.ZBA, mnemonic, pattern, syntax, help);
	}

	@Override
	public Row row() {
		return row;
	}
}
