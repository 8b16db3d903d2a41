/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Vector loads (Unprivileged, V: Vector Loads and Stores). */
public enum RvVLoad implements Instruction {
	VLE8_V("vle8.v", "000 0 00 v 00000 sssss 000 ddddd 0000111", "vd, (rs1), vm", "Loads 8-bit elements that lie one after the other."),
	VLE16_V("vle16.v", "000 0 00 v 00000 sssss 101 ddddd 0000111", "vd, (rs1), vm", "Loads 16-bit elements that lie one after the other."),
	VLE32_V("vle32.v", "000 0 00 v 00000 sssss 110 ddddd 0000111", "vd, (rs1), vm", "Loads 32-bit elements that lie one after the other."),
	VLE64_V("vle64.v", "000 0 00 v 00000 sssss 111 ddddd 0000111", "vd, (rs1), vm", "Loads 64-bit elements that lie one after the other.", "ZVE64X"),
	VLE8FF_V("vle8ff.v", "000 0 00 v 10000 sssss 000 ddddd 0000111", "vd, (rs1), vm", "Loads 8-bit elements up to the first that faults, and shortens vl to those loaded."),
	VLE16FF_V("vle16ff.v", "000 0 00 v 10000 sssss 101 ddddd 0000111", "vd, (rs1), vm", "Loads 16-bit elements up to the first that faults, and shortens vl to those loaded."),
	VLE32FF_V("vle32ff.v", "000 0 00 v 10000 sssss 110 ddddd 0000111", "vd, (rs1), vm", "Loads 32-bit elements up to the first that faults, and shortens vl to those loaded."),
	VLE64FF_V("vle64ff.v", "000 0 00 v 10000 sssss 111 ddddd 0000111", "vd, (rs1), vm", "Loads 64-bit elements up to the first that faults, and shortens vl to those loaded.", "ZVE64X"),
	VLSE8_V("vlse8.v", "000 0 10 v ttttt sssss 000 ddddd 0000111", "vd, (rs1), rs2, vm", "Loads 8-bit elements that are rs2 bytes apart."),
	VLSE16_V("vlse16.v", "000 0 10 v ttttt sssss 101 ddddd 0000111", "vd, (rs1), rs2, vm", "Loads 16-bit elements that are rs2 bytes apart."),
	VLSE32_V("vlse32.v", "000 0 10 v ttttt sssss 110 ddddd 0000111", "vd, (rs1), rs2, vm", "Loads 32-bit elements that are rs2 bytes apart."),
	VLSE64_V("vlse64.v", "000 0 10 v ttttt sssss 111 ddddd 0000111", "vd, (rs1), rs2, vm", "Loads 64-bit elements that are rs2 bytes apart.", "ZVE64X"),
	VLUXEI8_V("vluxei8.v", "000 0 01 v ttttt sssss 000 ddddd 0000111", "vd, (rs1), vs2, vm", "Loads elements, in any order, at the 8-bit offsets of vs2."),
	VLUXEI16_V("vluxei16.v", "000 0 01 v ttttt sssss 101 ddddd 0000111", "vd, (rs1), vs2, vm", "Loads elements, in any order, at the 16-bit offsets of vs2."),
	VLUXEI32_V("vluxei32.v", "000 0 01 v ttttt sssss 110 ddddd 0000111", "vd, (rs1), vs2, vm", "Loads elements, in any order, at the 32-bit offsets of vs2."),
	VLUXEI64_V("vluxei64.v", "000 0 01 v ttttt sssss 111 ddddd 0000111", "vd, (rs1), vs2, vm", "Loads elements, in any order, at the 64-bit offsets of vs2.", "ZVE64X"),
	VLOXEI8_V("vloxei8.v", "000 0 11 v ttttt sssss 000 ddddd 0000111", "vd, (rs1), vs2, vm", "Loads elements, in order, at the 8-bit offsets of vs2."),
	VLOXEI16_V("vloxei16.v", "000 0 11 v ttttt sssss 101 ddddd 0000111", "vd, (rs1), vs2, vm", "Loads elements, in order, at the 16-bit offsets of vs2."),
	VLOXEI32_V("vloxei32.v", "000 0 11 v ttttt sssss 110 ddddd 0000111", "vd, (rs1), vs2, vm", "Loads elements, in order, at the 32-bit offsets of vs2."),
	VLOXEI64_V("vloxei64.v", "000 0 11 v ttttt sssss 111 ddddd 0000111", "vd, (rs1), vs2, vm", "Loads elements, in order, at the 64-bit offsets of vs2.", "ZVE64X"),
	VLM_V("vlm.v", "000 0 00 1 01011 sssss 000 ddddd 0000111", "vd, (rs1)", "Loads the bits of a mask, vl of them rounded up to bytes."),
	VL1RE8_V("vl1re8.v", "000 0 00 1 01000 sssss 000 ddddd 0000111", "vd, (rs1)", "Loads a whole register, best as 8-bit elements."),
	VL1RE16_V("vl1re16.v", "000 0 00 1 01000 sssss 101 ddddd 0000111", "vd, (rs1)", "Loads a whole register, best as 16-bit elements."),
	VL1RE32_V("vl1re32.v", "000 0 00 1 01000 sssss 110 ddddd 0000111", "vd, (rs1)", "Loads a whole register, best as 32-bit elements."),
	VL1RE64_V("vl1re64.v", "000 0 00 1 01000 sssss 111 ddddd 0000111", "vd, (rs1)", "Loads a whole register, best as 64-bit elements.", "ZVE64X"),
	VL2RE8_V("vl2re8.v", "001 0 00 1 01000 sssss 000 ddddd 0000111", "vd, (rs1)", "Loads two whole registers, best as 8-bit elements."),
	VL2RE16_V("vl2re16.v", "001 0 00 1 01000 sssss 101 ddddd 0000111", "vd, (rs1)", "Loads two whole registers, best as 16-bit elements."),
	VL2RE32_V("vl2re32.v", "001 0 00 1 01000 sssss 110 ddddd 0000111", "vd, (rs1)", "Loads two whole registers, best as 32-bit elements."),
	VL2RE64_V("vl2re64.v", "001 0 00 1 01000 sssss 111 ddddd 0000111", "vd, (rs1)", "Loads two whole registers, best as 64-bit elements.", "ZVE64X"),
	VL4RE8_V("vl4re8.v", "011 0 00 1 01000 sssss 000 ddddd 0000111", "vd, (rs1)", "Loads four whole registers, best as 8-bit elements."),
	VL4RE16_V("vl4re16.v", "011 0 00 1 01000 sssss 101 ddddd 0000111", "vd, (rs1)", "Loads four whole registers, best as 16-bit elements."),
	VL4RE32_V("vl4re32.v", "011 0 00 1 01000 sssss 110 ddddd 0000111", "vd, (rs1)", "Loads four whole registers, best as 32-bit elements."),
	VL4RE64_V("vl4re64.v", "011 0 00 1 01000 sssss 111 ddddd 0000111", "vd, (rs1)", "Loads four whole registers, best as 64-bit elements.", "ZVE64X"),
	VL8RE8_V("vl8re8.v", "111 0 00 1 01000 sssss 000 ddddd 0000111", "vd, (rs1)", "Loads eight whole registers, best as 8-bit elements."),
	VL8RE16_V("vl8re16.v", "111 0 00 1 01000 sssss 101 ddddd 0000111", "vd, (rs1)", "Loads eight whole registers, best as 16-bit elements."),
	VL8RE32_V("vl8re32.v", "111 0 00 1 01000 sssss 110 ddddd 0000111", "vd, (rs1)", "Loads eight whole registers, best as 32-bit elements."),
	VL8RE64_V("vl8re64.v", "111 0 00 1 01000 sssss 111 ddddd 0000111", "vd, (rs1)", "Loads eight whole registers, best as 64-bit elements.", "ZVE64X");

	private final Row row;

	RvVLoad(String mnemonic, String pattern, String syntax, String help) {
		this(mnemonic, pattern, syntax, help, "ZVE32X");
	}

	RvVLoad(String mnemonic, String pattern, String syntax, String help, String requirement) {
		row = Row.of(Extension.V, mnemonic, pattern, syntax, help).requiring(requirement);
	}

	@Override
	public Row row() {
		return row;
	}
}
