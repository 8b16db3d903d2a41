/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Single-bit operations (Unprivileged, chapter "B", Zbs). */
public enum Zbs implements Instruction {
	BCLR("bclr", "0100100 ttttt sssss 001 ddddd 0110011", "rd, rs1, rs2", "Clears in rs1 the bit with the number in the lowest 6 bits of rs2."),
	BCLRI("bclri", "010010 hhhhhh sssss 001 ddddd 0010011", "rd, rs1, shamt", "Clears in rs1 the bit with a constant number."),
	BEXT("bext", "0100100 ttttt sssss 101 ddddd 0110011", "rd, rs1, rs2", "Takes from rs1 the bit with the number in the lowest 6 bits of rs2."),
	BEXTI("bexti", "010010 hhhhhh sssss 101 ddddd 0010011", "rd, rs1, shamt", "Takes from rs1 the bit with a constant number."),
	BINV("binv", "0110100 ttttt sssss 001 ddddd 0110011", "rd, rs1, rs2", "Inverts in rs1 the bit with the number in the lowest 6 bits of rs2."),
	BINVI("binvi", "011010 hhhhhh sssss 001 ddddd 0010011", "rd, rs1, shamt", "Inverts in rs1 the bit with a constant number."),
	BSET("bset", "0010100 ttttt sssss 001 ddddd 0110011", "rd, rs1, rs2", "Sets in rs1 the bit with the number in the lowest 6 bits of rs2."),
	BSETI("bseti", "001010 hhhhhh sssss 001 ddddd 0010011", "rd, rs1, shamt", "Sets in rs1 the bit with a constant number.");

	private final Row row;

	Zbs(String mnemonic, String pattern, String syntax, String help) {
		row = Row.of(Extension.ZBS, mnemonic, pattern, syntax, help);
	}

	@Override
	public Row row() {
		return row;
	}
}
