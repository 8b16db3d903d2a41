/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Integer multiplication and division (Unprivileged, chapter "M"). Division by zero and overflow do not trap. */
public enum RvM implements Instruction {
	MUL("mul", "0000001 ttttt sssss 000 ddddd 0110011", "Multiplies rs1 by rs2 and keeps the lower 64 bits."),
	MULH("mulh", "0000001 ttttt sssss 001 ddddd 0110011", "Multiplies rs1 by rs2, both signed, and keeps the upper 64 bits."),
	MULHSU("mulhsu", "0000001 ttttt sssss 010 ddddd 0110011", "Multiplies signed rs1 by unsigned rs2 and keeps the upper 64 bits."),
	MULHU("mulhu", "0000001 ttttt sssss 011 ddddd 0110011", "Multiplies rs1 by rs2, both unsigned, and keeps the upper 64 bits."),
	DIV("div", "0000001 ttttt sssss 100 ddddd 0110011", "Divides rs1 by rs2, both signed, rounding towards zero; by zero gives -1."),
	DIVU("divu", "0000001 ttttt sssss 101 ddddd 0110011", "Divides rs1 by rs2, both unsigned; by zero gives all ones."),
	REM("rem", "0000001 ttttt sssss 110 ddddd 0110011", "Remainder of rs1 by rs2, both signed, with the sign of rs1; by zero gives rs1."),
	REMU("remu", "0000001 ttttt sssss 111 ddddd 0110011", "Remainder of rs1 by rs2, both unsigned; by zero gives rs1."),
	MULW("mulw", "0000001 ttttt sssss 000 ddddd 0111011", "Multiplies the lowest 32 bits of rs1 and rs2 and sign-extends the lower 32 bits."),
	DIVW("divw", "0000001 ttttt sssss 100 ddddd 0111011", "Divides the lowest 32 bits of rs1 by those of rs2, both signed, and sign-extends."),
	DIVUW("divuw", "0000001 ttttt sssss 101 ddddd 0111011", "Divides the lowest 32 bits of rs1 by those of rs2, both unsigned, and sign-extends."),
	REMW("remw", "0000001 ttttt sssss 110 ddddd 0111011", "Remainder of the lowest 32 bits of rs1 by those of rs2, both signed."),
	REMUW("remuw", "0000001 ttttt sssss 111 ddddd 0111011", "Remainder of the lowest 32 bits of rs1 by those of rs2, both unsigned, sign-extended.");

	private final Row row;

	RvM(String mnemonic, String pattern, String help) {
		row = Row.of(Extension.M, mnemonic, pattern, "rd, rs1, rs2", help);
	}

	@Override
	public Row row() {
		return row;
	}
}
