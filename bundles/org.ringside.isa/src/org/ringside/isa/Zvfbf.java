/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** BF16 in vectors (Unprivileged, Zvfbfmin and Zvfbfwma). */
public enum Zvfbf implements Instruction {
	VFNCVTBF16_F_F_W(Extension.ZVFBFMIN, "vfncvtbf16.f.f.w", "010010 v ttttt 11101 001 ddddd 1010111", "vd, vs2, vm", "Converts single precision to BF16."),
	VFWCVTBF16_F_F_V(Extension.ZVFBFMIN, "vfwcvtbf16.f.f.v", "010010 v ttttt 01101 001 ddddd 1010111", "vd, vs2, vm", "Converts BF16 to single precision, which is exact."),
	VFWMACCBF16_VV(Extension.ZVFBFWMA, "vfwmaccbf16.vv", "111011 v ttttt sssss 001 ddddd 1010111", "vd, vs1, vs2, vm", "Adds the product vs1 × vs2 of BF16 to vd of single precision."),
	VFWMACCBF16_VF(Extension.ZVFBFWMA, "vfwmaccbf16.vf", "111011 v ttttt sssss 101 ddddd 1010111", "vd, fs1, vs2, vm", "Adds the product rs1 × vs2 of BF16 to vd of single precision.");

	private final Row row;

	Zvfbf(Extension extension, String mnemonic, String pattern, String syntax, String help) {
		row = Row.of(extension, mnemonic, pattern, syntax, help);
	}

	@Override
	public Row row() {
		return row;
	}
}
