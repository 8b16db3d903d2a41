/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Vector stores (Unprivileged, V: Vector Loads and Stores). */
public enum RvVStore implements Instruction {
	VSE8_V("vse8.v", "000 0 00 v 00000 sssss 000 ddddd 0100111", "vs3, (rs1), vm", "Stores 8-bit elements that lie one after the other."),
	VSE16_V("vse16.v", "000 0 00 v 00000 sssss 101 ddddd 0100111", "vs3, (rs1), vm", "Stores 16-bit elements that lie one after the other."),
	VSE32_V("vse32.v", "000 0 00 v 00000 sssss 110 ddddd 0100111", "vs3, (rs1), vm", "Stores 32-bit elements that lie one after the other."),
	VSE64_V("vse64.v", "000 0 00 v 00000 sssss 111 ddddd 0100111", "vs3, (rs1), vm", "Stores 64-bit elements that lie one after the other.", "ZVE64X"),
	VSSE8_V("vsse8.v", "000 0 10 v ttttt sssss 000 ddddd 0100111", "vs3, (rs1), rs2, vm", "Stores 8-bit elements that are rs2 bytes apart."),
	VSSE16_V("vsse16.v", "000 0 10 v ttttt sssss 101 ddddd 0100111", "vs3, (rs1), rs2, vm", "Stores 16-bit elements that are rs2 bytes apart."),
	VSSE32_V("vsse32.v", "000 0 10 v ttttt sssss 110 ddddd 0100111", "vs3, (rs1), rs2, vm", "Stores 32-bit elements that are rs2 bytes apart."),
	VSSE64_V("vsse64.v", "000 0 10 v ttttt sssss 111 ddddd 0100111", "vs3, (rs1), rs2, vm", "Stores 64-bit elements that are rs2 bytes apart.", "ZVE64X"),
	VSUXEI8_V("vsuxei8.v", "000 0 01 v ttttt sssss 000 ddddd 0100111", "vs3, (rs1), vs2, vm", "Stores elements, in any order, at the 8-bit offsets of vs2."),
	VSUXEI16_V("vsuxei16.v", "000 0 01 v ttttt sssss 101 ddddd 0100111", "vs3, (rs1), vs2, vm", "Stores elements, in any order, at the 16-bit offsets of vs2."),
	VSUXEI32_V("vsuxei32.v", "000 0 01 v ttttt sssss 110 ddddd 0100111", "vs3, (rs1), vs2, vm", "Stores elements, in any order, at the 32-bit offsets of vs2."),
	VSUXEI64_V("vsuxei64.v", "000 0 01 v ttttt sssss 111 ddddd 0100111", "vs3, (rs1), vs2, vm", "Stores elements, in any order, at the 64-bit offsets of vs2.", "ZVE64X"),
	VSOXEI8_V("vsoxei8.v", "000 0 11 v ttttt sssss 000 ddddd 0100111", "vs3, (rs1), vs2, vm", "Stores elements, in order, at the 8-bit offsets of vs2."),
	VSOXEI16_V("vsoxei16.v", "000 0 11 v ttttt sssss 101 ddddd 0100111", "vs3, (rs1), vs2, vm", "Stores elements, in order, at the 16-bit offsets of vs2."),
	VSOXEI32_V("vsoxei32.v", "000 0 11 v ttttt sssss 110 ddddd 0100111", "vs3, (rs1), vs2, vm", "Stores elements, in order, at the 32-bit offsets of vs2."),
	VSOXEI64_V("vsoxei64.v", "000 0 11 v ttttt sssss 111 ddddd 0100111", "vs3, (rs1), vs2, vm", "Stores elements, in order, at the 64-bit offsets of vs2.", "ZVE64X"),
	VSM_V("vsm.v", "000 0 00 1 01011 sssss 000 ddddd 0100111", "vs3, (rs1)", "Stores the bits of a mask, vl of them rounded up to bytes."),
	VS1R_V("vs1r.v", "000 0 00 1 01000 sssss 000 ddddd 0100111", "vs3, (rs1)", "Stores a whole register."),
	VS2R_V("vs2r.v", "001 0 00 1 01000 sssss 000 ddddd 0100111", "vs3, (rs1)", "Stores two whole registers."),
	VS4R_V("vs4r.v", "011 0 00 1 01000 sssss 000 ddddd 0100111", "vs3, (rs1)", "Stores four whole registers."),
	VS8R_V("vs8r.v", "111 0 00 1 01000 sssss 000 ddddd 0100111", "vs3, (rs1)", "Stores eight whole registers.");

	private final Row row;

	RvVStore(String mnemonic, String pattern, String syntax, String help) {
		this(mnemonic, pattern, syntax, help, "ZVE32X");
	}

	RvVStore(String mnemonic, String pattern, String syntax, String help, String requirement) {
		row = Row.of(Extension.V, mnemonic, pattern, syntax, help).requiring(requirement);
	}

	@Override
	public Row row() {
		return row;
	}
}
