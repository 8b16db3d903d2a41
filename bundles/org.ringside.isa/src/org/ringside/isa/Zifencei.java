/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** The instruction-fetch fence (Unprivileged, chapter "Zifencei"). */
public enum Zifencei implements Instruction {
	/** The fields are reserved for finer fences; implementations ignore them. */
	FENCE_I("fence.i", "iiiiiiiiiiii sssss 001 ddddd 0001111", "; imm_ignored rs1_ignored rd_ignored",
			"Makes earlier stores of this hart visible to its later instruction fetches.");

	private final Row row;

	Zifencei(String mnemonic, String pattern, String syntax, String help) {
		row = Row.of(Extension.ZIFENCEI, mnemonic, pattern, syntax, help);
	}

	@Override
	public Row row() {
		return row;
	}
}
