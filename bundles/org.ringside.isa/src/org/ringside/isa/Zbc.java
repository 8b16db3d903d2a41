/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Carry-less multiplication; the rows that Zbkc brings too say so (Unprivileged, chapter "B", Zbc). */
public enum Zbc implements Instruction {
	CLMUL("clmul", "0000101 ttttt sssss 001 ddddd 0110011", "rd, rs1, rs2", "Lower 64 bits of the carry-less product of rs1 and rs2.", "ZBC|ZBKC"),
	CLMULH("clmulh", "0000101 ttttt sssss 011 ddddd 0110011", "rd, rs1, rs2", "Upper 64 bits of the carry-less product of rs1 and rs2.", "ZBC|ZBKC"),
	CLMULR("clmulr", "0000101 ttttt sssss 010 ddddd 0110011", "rd, rs1, rs2", "Bits 126 to 63 of the carry-less product of rs1 and rs2.");

	private final Row row;

	Zbc(String mnemonic, String pattern, String syntax, String help) {
		row = Row.of(Extension.ZBC, mnemonic, pattern, syntax, help);
	}

	Zbc(String mnemonic, String pattern, String syntax, String help, String requirement) {
		row = Row.of(Extension.ZBC, mnemonic, pattern, syntax, help).requiring(requirement);
	}

	@Override
	public Row row() {
		return row;
	}
}
