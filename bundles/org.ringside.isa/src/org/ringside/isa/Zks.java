/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** SM4 and SM3: Zksed and Zksh (Unprivileged, chapter "Scalar Cryptography"). */
public enum Zks implements Instruction {
	SM4ED(Extension.ZKSED, "sm4ed", "bb 11000 ttttt sssss 000 ddddd 0110011", "rd, rs1, rs2, bs", "A quarter of a round of SM4 on byte bs of rs2, added to rs1."),
	SM4KS(Extension.ZKSED, "sm4ks", "bb 11010 ttttt sssss 000 ddddd 0110011", "rd, rs1, rs2, bs", "A quarter of a step of the SM4 key schedule on byte bs of rs2, added to rs1."),
	SM3P0(Extension.ZKSH, "sm3p0", "0001000 01000 sssss 001 ddddd 0010011", "rd, rs1", "The permutation P0 of SM3."),
	SM3P1(Extension.ZKSH, "sm3p1", "0001000 01001 sssss 001 ddddd 0010011", "rd, rs1", "The permutation P1 of SM3.");

	private final Row row;

	Zks(Extension extension, String mnemonic, String pattern, String syntax, String help) {
		row = Row.of(extension, mnemonic, pattern, syntax, help);
	}

	@Override
	public Row row() {
		return row;
	}
}
