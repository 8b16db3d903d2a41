/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Bit manipulation in vectors (Unprivileged, Zvbb and its part Zvkb). */
public enum Zvbb implements Instruction {
	VANDN_VV(Extension.ZVKB, "vandn.vv", "000001 v ttttt sssss 000 ddddd 1010111", "vd, vs2, vs1, vm", "Bitwise and of vs2 and the complement of vs1."),
	VANDN_VX(Extension.ZVKB, "vandn.vx", "000001 v ttttt sssss 100 ddddd 1010111", "vd, vs2, rs1, vm", "Bitwise and of vs2 and the complement of rs1."),
	VBREV8_V(Extension.ZVKB, "vbrev8.v", "010010 v ttttt 01000 010 ddddd 1010111", "vd, vs2, vm", "Reverses the bits of each byte of vs2."),
	VREV8_V(Extension.ZVKB, "vrev8.v", "010010 v ttttt 01001 010 ddddd 1010111", "vd, vs2, vm", "Reverses the bytes of each element of vs2."),
	VBREV_V(Extension.ZVBB, "vbrev.v", "010010 v ttttt 01010 010 ddddd 1010111", "vd, vs2, vm", "Reverses the bits of each element of vs2."),
	VCLZ_V(Extension.ZVBB, "vclz.v", "010010 v ttttt 01100 010 ddddd 1010111", "vd, vs2, vm", "Counts zeros from the upper end of each element of vs2."),
	VCTZ_V(Extension.ZVBB, "vctz.v", "010010 v ttttt 01101 010 ddddd 1010111", "vd, vs2, vm", "Counts zeros from the lower end of each element of vs2."),
	VCPOP_V(Extension.ZVBB, "vcpop.v", "010010 v ttttt 01110 010 ddddd 1010111", "vd, vs2, vm", "Counts the bits that are set in each element of vs2."),
	VROL_VV(Extension.ZVKB, "vrol.vv", "010101 v ttttt sssss 000 ddddd 1010111", "vd, vs2, vs1, vm", "Rotates vs2 left by vs1."),
	VROL_VX(Extension.ZVKB, "vrol.vx", "010101 v ttttt sssss 100 ddddd 1010111", "vd, vs2, rs1, vm", "Rotates vs2 left by rs1."),
	VROR_VV(Extension.ZVKB, "vror.vv", "010100 v ttttt sssss 000 ddddd 1010111", "vd, vs2, vs1, vm", "Rotates vs2 right by vs1."),
	VROR_VX(Extension.ZVKB, "vror.vx", "010100 v ttttt sssss 100 ddddd 1010111", "vd, vs2, rs1, vm", "Rotates vs2 right by rs1."),
	VROR_VI(Extension.ZVKB, "vror.vi", "01010 z v ttttt zzzzz 011 ddddd 1010111", "vd, vs2, zimm6, vm", "Rotates vs2 right by the immediate."),
	VWSLL_VV(Extension.ZVBB, "vwsll.vv", "110101 v ttttt sssss 000 ddddd 1010111", "vd, vs2, vs1, vm", "Shifts vs2, extended with zeros to twice the width, left by vs1."),
	VWSLL_VX(Extension.ZVBB, "vwsll.vx", "110101 v ttttt sssss 100 ddddd 1010111", "vd, vs2, rs1, vm", "Shifts vs2, extended with zeros to twice the width, left by rs1."),
	VWSLL_VI(Extension.ZVBB, "vwsll.vi", "110101 v ttttt zzzzz 011 ddddd 1010111", "vd, vs2, zimm, vm", "Shifts vs2, extended with zeros to twice the width, left by the immediate.");

	private final Row row;

	Zvbb(Extension extension, String mnemonic, String pattern, String syntax, String help) {
		row = Row.of(extension, mnemonic, pattern, syntax, help);
	}

	@Override
	public Row row() {
		return row;
	}
}
