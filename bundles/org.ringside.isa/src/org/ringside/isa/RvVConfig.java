/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Setting of vector length and type (Unprivileged, V: Configuration-Setting Instructions). */
public enum RvVConfig implements Instruction {
	VSETVLI("vsetvli", "0 iiiiiiiiiii sssss 111 ddddd 1010111", "rd, rs1, vtypei", "Sets vtype to the immediate and vl for rs1 elements; rd becomes vl."),
	VSETIVLI("vsetivli", "11 iiiiiiiiii zzzzz 111 ddddd 1010111", "rd, zimm, vtypei10", "Sets vtype and vl for the number of elements that the first immediate tells; rd becomes vl."),
	VSETVL("vsetvl", "1000000 ttttt sssss 111 ddddd 1010111", "rd, rs1, rs2", "Sets vtype to rs2 and vl for rs1 elements; rd becomes vl.");

	private final Row row;

	RvVConfig(String mnemonic, String pattern, String syntax, String help) {
		row = Row.of(Extension.V, mnemonic, pattern, syntax, help).requiring("ZVE32X");
	}

	@Override
	public Row row() {
		return row;
	}
}
