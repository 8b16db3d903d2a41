/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Bit manipulation for cryptography that Zbb and Zbc do not have: Zbkb and Zbkx (Unprivileged, chapter "Scalar Cryptography"). */
public enum Zbk implements Instruction {
	PACK(Extension.ZBKB, "pack", "0000100 ttttt sssss 100 ddddd 0110011", "rd, rs1, rs2", "Puts the lowest 32 bits of rs2 above those of rs1."),
	PACKH(Extension.ZBKB, "packh", "0000100 ttttt sssss 111 ddddd 0110011", "rd, rs1, rs2", "Puts the lowest byte of rs2 above that of rs1."),
	PACKW(Extension.ZBKB, "packw", "0000100 ttttt sssss 100 ddddd 0111011", "rd, rs1, rs2", "Puts the lowest 16 bits of rs2 above those of rs1 and sign-extends from bit 31."),
	BREV8(Extension.ZBKB, "brev8", "0110100 00111 sssss 101 ddddd 0010011", "rd, rs1", "Reverses the order of the bits in each byte."),
	XPERM4(Extension.ZBKX, "xperm4", "0010100 ttttt sssss 010 ddddd 0110011", "rd, rs1, rs2", "Looks up each 4 bits of rs2 as an index into the 4-bit parts of rs1; indices out of range give 0."),
	XPERM8(Extension.ZBKX, "xperm8", "0010100 ttttt sssss 100 ddddd 0110011", "rd, rs1, rs2", "Looks up each byte of rs2 as an index into the bytes of rs1; indices out of range give 0.");

	private final Row row;

	Zbk(Extension extension, String mnemonic, String pattern, String syntax, String help) {
		row = Row.of(extension, mnemonic, pattern, syntax, help);
	}

	@Override
	public Row row() {
		return row;
	}
}
