/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Atomic compare and swap (Unprivileged, chapter "Zacas"). */
public enum Zacas implements Instruction {
	AMOCAS_W("amocas.w", "00101 aa ttttt sssss 010 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Stores rs2 if the word in memory equals rd, atomically; rd becomes the old value."),
	AMOCAS_D("amocas.d", "00101 aa ttttt sssss 011 ddddd 0101111", "rd, rs2, (rs1); aqrl", "Stores rs2 if the double-word in memory equals rd, atomically; rd becomes the old value."),
	AMOCAS_Q("amocas.q", "00101 aa ttttt sssss 100 ddddd 0101111", "rd_pair, rs2_pair, (rs1); aqrl", "Stores the register pair at rs2 if the 128 bits in memory equal the pair at rd, atomically; the pair at rd becomes the old value.");

	private final Row row;

	Zacas(String mnemonic, String pattern, String syntax, String help) {
		row = Row.of(Extension.ZACAS, mnemonic, pattern, syntax, help);
	}

	@Override
	public Row row() {
		return row;
	}
}
