/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Integer conditional operations (Unprivileged, chapter "Zicond"). */
public enum Zicond implements Instruction {
	CZERO_EQZ("czero.eqz", "0000111 ttttt sssss 101 ddddd 0110011", "rd, rs1, rs2", "Writes 0 to rd if rs2 is zero, else rs1."),
	CZERO_NEZ("czero.nez", "0000111 ttttt sssss 111 ddddd 0110011", "rd, rs1, rs2", "Writes 0 to rd if rs2 is not zero, else rs1.");

	private final Row row;

	Zicond(String mnemonic, String pattern, String syntax, String help) {
		row = Row.of(Extension.ZICOND, mnemonic, pattern, syntax, help);
	}

	@Override
	public Row row() {
		return row;
	}
}
