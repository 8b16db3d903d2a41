/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Basic bit manipulation; the rows that Zbkb brings too say so (Unprivileged, chapter "B", Zbb). */
public enum Zbb implements Instruction {
	ANDN("andn", "0100000 ttttt sssss 111 ddddd 0110011", "rd, rs1, rs2", "And of rs1 and the complement of rs2.", "ZBB|ZBKB"),
	ORN("orn", "0100000 ttttt sssss 110 ddddd 0110011", "rd, rs1, rs2", "Or of rs1 and the complement of rs2.", "ZBB|ZBKB"),
	XNOR("xnor", "0100000 ttttt sssss 100 ddddd 0110011", "rd, rs1, rs2", "Complement of the exclusive or of rs1 and rs2.", "ZBB|ZBKB"),
	CLZ("clz", "0110000 00000 sssss 001 ddddd 0010011", "rd, rs1", "Counts the zero bits above the highest set bit; 64 if there is none."),
	CTZ("ctz", "0110000 00001 sssss 001 ddddd 0010011", "rd, rs1", "Counts the zero bits below the lowest set bit; 64 if there is none."),
	CPOP("cpop", "0110000 00010 sssss 001 ddddd 0010011", "rd, rs1", "Counts the set bits."),
	CLZW("clzw", "0110000 00000 sssss 001 ddddd 0011011", "rd, rs1", "Counts the zero bits above the highest set bit of the lowest 32."),
	CTZW("ctzw", "0110000 00001 sssss 001 ddddd 0011011", "rd, rs1", "Counts the zero bits below the lowest set bit of the lowest 32."),
	CPOPW("cpopw", "0110000 00010 sssss 001 ddddd 0011011", "rd, rs1", "Counts the set bits of the lowest 32."),
	MAX("max", "0000101 ttttt sssss 110 ddddd 0110011", "rd, rs1, rs2", "The greater of rs1 and rs2, both signed."),
	MAXU("maxu", "0000101 ttttt sssss 111 ddddd 0110011", "rd, rs1, rs2", "The greater of rs1 and rs2, both unsigned."),
	MIN("min", "0000101 ttttt sssss 100 ddddd 0110011", "rd, rs1, rs2", "The lesser of rs1 and rs2, both signed."),
	MINU("minu", "0000101 ttttt sssss 101 ddddd 0110011", "rd, rs1, rs2", "The lesser of rs1 and rs2, both unsigned."),
	SEXT_B("sext.b", "0110000 00100 sssss 001 ddddd 0010011", "rd, rs1", "Sign-extends the lowest byte."),
	SEXT_H("sext.h", "0110000 00101 sssss 001 ddddd 0010011", "rd, rs1", "Sign-extends the lowest 16 bits."),
	ZEXT_H("zext.h", "0000100 00000 sssss 100 ddddd 0111011", "rd, rs1", "Zero-extends the lowest 16 bits."),
	ROL("rol", "0110000 ttttt sssss 001 ddddd 0110011", "rd, rs1, rs2", "Rotates rs1 left by the lowest 6 bits of rs2.", "ZBB|ZBKB"),
	ROR("ror", "0110000 ttttt sssss 101 ddddd 0110011", "rd, rs1, rs2", "Rotates rs1 right by the lowest 6 bits of rs2.", "ZBB|ZBKB"),
	RORI("rori", "011000 hhhhhh sssss 101 ddddd 0010011", "rd, rs1, shamt", "Rotates rs1 right by a constant.", "ZBB|ZBKB"),
	ROLW("rolw", "0110000 ttttt sssss 001 ddddd 0111011", "rd, rs1, rs2", "Rotates the lowest 32 bits of rs1 left by the lowest 5 bits of rs2 and sign-extends.", "ZBB|ZBKB"),
	RORW("rorw", "0110000 ttttt sssss 101 ddddd 0111011", "rd, rs1, rs2", "Rotates the lowest 32 bits of rs1 right by the lowest 5 bits of rs2 and sign-extends.", "ZBB|ZBKB"),
	RORIW("roriw", "0110000 hhhhh sssss 101 ddddd 0011011", "rd, rs1, shamtw", "Rotates the lowest 32 bits of rs1 right by a constant and sign-extends.", "ZBB|ZBKB"),
	ORC_B("orc.b", "0010100 00111 sssss 101 ddddd 0010011", "rd, rs1", "Sets each byte that is not zero to all ones."),
	REV8("rev8", "0110101 11000 sssss 101 ddddd 0010011", "rd, rs1", "Reverses the order of the bytes.", "ZBB|ZBKB");

	private final Row row;

	Zbb(String mnemonic, String pattern, String syntax, String help) {
		row = Row.of(Extension.ZBB, mnemonic, pattern, syntax, help);
	}

	Zbb(String mnemonic, String pattern, String syntax, String help, String requirement) {
		row = Row.of(Extension.ZBB, mnemonic, pattern, syntax, help).requiring(requirement);
	}

	@Override
	public Row row() {
		return row;
	}
}
