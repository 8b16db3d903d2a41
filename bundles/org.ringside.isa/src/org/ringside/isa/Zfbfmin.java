/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Conversions between BF16 and single precision (Unprivileged, Zfbfmin); what it shares with Zfhmin is in {@link Zfh}. */
public enum Zfbfmin implements Instruction {
	FCVT_BF16_S("fcvt.bf16.s", "01000 10 01000 sssss mmm ddddd 1010011", "fd, fs1, rm", "Converts single precision to BF16."),
	FCVT_S_BF16("fcvt.s.bf16", "01000 00 00110 sssss mmm ddddd 1010011", "fd, fs1, rm", "Converts BF16 to single precision, which is exact.");

	private final Row row;

	Zfbfmin(String mnemonic, String pattern, String syntax, String help) {
		row = Row.of(Extension.ZFBFMIN, mnemonic, pattern, syntax, help);
	}

	@Override
	public Row row() {
		return row;
	}
}
