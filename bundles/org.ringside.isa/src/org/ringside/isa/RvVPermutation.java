/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Vector permutations (Unprivileged, V: Vector Permutation Instructions). */
public enum RvVPermutation implements Instruction {
	VMV_X_S("vmv.x.s", "010000 1 ttttt 00000 010 ddddd 1010111", "rd, vs2", "Copies the first element of vs2 to an integer register, sign-extended."),
	VMV_S_X("vmv.s.x", "010000 1 00000 sssss 110 ddddd 1010111", "vd, rs1", "Copies rs1 to the first element."),
	VFMV_F_S("vfmv.f.s", "010000 1 ttttt 00000 001 ddddd 1010111", "fd, vs2", "Copies the first element of vs2 to a floating-point register.", "ZVE32F"),
	VFMV_S_F("vfmv.s.f", "010000 1 00000 sssss 101 ddddd 1010111", "vd, fs1", "Copies rs1 to the first element.", "ZVE32F"),
	VSLIDEUP_VX("vslideup.vx", "001110 v ttttt sssss 100 ddddd 1010111", "vd, vs2, rs1, vm", "Moves elements up by rs1."),
	VSLIDEUP_VI("vslideup.vi", "001110 v ttttt zzzzz 011 ddddd 1010111", "vd, vs2, zimm, vm", "Moves elements up by the immediate."),
	VSLIDEDOWN_VX("vslidedown.vx", "001111 v ttttt sssss 100 ddddd 1010111", "vd, vs2, rs1, vm", "Moves elements down by rs1."),
	VSLIDEDOWN_VI("vslidedown.vi", "001111 v ttttt zzzzz 011 ddddd 1010111", "vd, vs2, zimm, vm", "Moves elements down by the immediate."),
	VSLIDE1UP_VX("vslide1up.vx", "001110 v ttttt sssss 110 ddddd 1010111", "vd, vs2, rs1, vm", "Moves elements up by one; the first becomes rs1."),
	VSLIDE1DOWN_VX("vslide1down.vx", "001111 v ttttt sssss 110 ddddd 1010111", "vd, vs2, rs1, vm", "Moves elements down by one; the last becomes rs1."),
	VFSLIDE1UP_VF("vfslide1up.vf", "001110 v ttttt sssss 101 ddddd 1010111", "vd, vs2, fs1, vm", "Moves elements up by one; the first becomes rs1.", "ZVE32F"),
	VFSLIDE1DOWN_VF("vfslide1down.vf", "001111 v ttttt sssss 101 ddddd 1010111", "vd, vs2, fs1, vm", "Moves elements down by one; the last becomes rs1.", "ZVE32F"),
	VRGATHER_VV("vrgather.vv", "001100 v ttttt sssss 000 ddddd 1010111", "vd, vs2, vs1, vm", "Takes for each element that of vs2 whose index is vs1; 0 beyond the end."),
	VRGATHER_VX("vrgather.vx", "001100 v ttttt sssss 100 ddddd 1010111", "vd, vs2, rs1, vm", "Takes for each element that of vs2 whose index is rs1; 0 beyond the end."),
	VRGATHER_VI("vrgather.vi", "001100 v ttttt zzzzz 011 ddddd 1010111", "vd, vs2, zimm, vm", "Takes for each element that of vs2 whose index is the immediate; 0 beyond the end."),
	VRGATHEREI16_VV("vrgatherei16.vv", "001110 v ttttt sssss 000 ddddd 1010111", "vd, vs2, vs1, vm", "Takes for each element that of vs2 whose index is the 16-bit element of vs1; 0 beyond the end."),
	VCOMPRESS_VM("vcompress.vm", "010111 1 ttttt sssss 010 ddddd 1010111", "vd, vs2, vs1", "Packs the elements of vs2 whose bit in vs1 is set."),
	VMV1R_V("vmv1r.v", "100111 1 ttttt 00000 011 ddddd 1010111", "vd, vs2", "Copies a whole register."),
	VMV2R_V("vmv2r.v", "100111 1 ttttt 00001 011 ddddd 1010111", "vd, vs2", "Copies 2 whole registers."),
	VMV4R_V("vmv4r.v", "100111 1 ttttt 00011 011 ddddd 1010111", "vd, vs2", "Copies 4 whole registers."),
	VMV8R_V("vmv8r.v", "100111 1 ttttt 00111 011 ddddd 1010111", "vd, vs2", "Copies 8 whole registers.");

	private final Row row;

	RvVPermutation(String mnemonic, String pattern, String syntax, String help) {
		this(mnemonic, pattern, syntax, help, "ZVE32X");
	}

	RvVPermutation(String mnemonic, String pattern, String syntax, String help, String requirement) {
		row = Row.of(Extension.V, mnemonic, pattern, syntax, help).requiring(requirement);
	}

	@Override
	public Row row() {
		return row;
	}
}
