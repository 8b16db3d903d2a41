/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Carry-less multiplication in vectors (Unprivileged, Zvbc). */
public enum Zvbc implements Instruction {
	VCLMUL_VV("vclmul.vv", "001100 v ttttt sssss 010 ddddd 1010111", "vd, vs2, vs1, vm", "Lower half of the carry-less product of vs2 and vs1."),
	VCLMUL_VX("vclmul.vx", "001100 v ttttt sssss 110 ddddd 1010111", "vd, vs2, rs1, vm", "Lower half of the carry-less product of vs2 and rs1."),
	VCLMULH_VV("vclmulh.vv", "001101 v ttttt sssss 010 ddddd 1010111", "vd, vs2, vs1, vm", "Upper half of the carry-less product of vs2 and vs1."),
	VCLMULH_VX("vclmulh.vx", "001101 v ttttt sssss 110 ddddd 1010111", "vd, vs2, rs1, vm", "Upper half of the carry-less product of vs2 and rs1.");

	private final Row row;

	Zvbc(String mnemonic, String pattern, String syntax, String help) {
		row = Row.of(Extension.ZVBC, mnemonic, pattern, syntax, help);
	}

	@Override
	public Row row() {
		return row;
	}
}
