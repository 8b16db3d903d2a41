/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Vector fixed-point arithmetic (Unprivileged, V: Vector Fixed-Point Arithmetic Instructions). */
public enum RvVFixed implements Instruction {
	VSADDU_VV("vsaddu.vv", "100000 v ttttt sssss 000 ddddd 1010111", "vd, vs2, vs1, vm", "Adds vs1 to vs2, unsigned and saturating."),
	VSADDU_VX("vsaddu.vx", "100000 v ttttt sssss 100 ddddd 1010111", "vd, vs2, rs1, vm", "Adds rs1 to vs2, unsigned and saturating."),
	VSADDU_VI("vsaddu.vi", "100000 v ttttt iiiii 011 ddddd 1010111", "vd, vs2, simm5, vm", "Adds the immediate to vs2, unsigned and saturating."),
	VSADD_VV("vsadd.vv", "100001 v ttttt sssss 000 ddddd 1010111", "vd, vs2, vs1, vm", "Adds vs1 to vs2, signed and saturating."),
	VSADD_VX("vsadd.vx", "100001 v ttttt sssss 100 ddddd 1010111", "vd, vs2, rs1, vm", "Adds rs1 to vs2, signed and saturating."),
	VSADD_VI("vsadd.vi", "100001 v ttttt iiiii 011 ddddd 1010111", "vd, vs2, simm5, vm", "Adds the immediate to vs2, signed and saturating."),
	VSSUBU_VV("vssubu.vv", "100010 v ttttt sssss 000 ddddd 1010111", "vd, vs2, vs1, vm", "Subtracts vs1 from vs2, unsigned and saturating."),
	VSSUBU_VX("vssubu.vx", "100010 v ttttt sssss 100 ddddd 1010111", "vd, vs2, rs1, vm", "Subtracts rs1 from vs2, unsigned and saturating."),
	VSSUB_VV("vssub.vv", "100011 v ttttt sssss 000 ddddd 1010111", "vd, vs2, vs1, vm", "Subtracts vs1 from vs2, signed and saturating."),
	VSSUB_VX("vssub.vx", "100011 v ttttt sssss 100 ddddd 1010111", "vd, vs2, rs1, vm", "Subtracts rs1 from vs2, signed and saturating."),
	VAADDU_VV("vaaddu.vv", "001000 v ttttt sssss 010 ddddd 1010111", "vd, vs2, vs1, vm", "Half the sum of vs2 and vs1, unsigned, rounded as vxrm says."),
	VAADDU_VX("vaaddu.vx", "001000 v ttttt sssss 110 ddddd 1010111", "vd, vs2, rs1, vm", "Half the sum of vs2 and rs1, unsigned, rounded as vxrm says."),
	VAADD_VV("vaadd.vv", "001001 v ttttt sssss 010 ddddd 1010111", "vd, vs2, vs1, vm", "Half the sum of vs2 and vs1, signed, rounded as vxrm says."),
	VAADD_VX("vaadd.vx", "001001 v ttttt sssss 110 ddddd 1010111", "vd, vs2, rs1, vm", "Half the sum of vs2 and rs1, signed, rounded as vxrm says."),
	VASUBU_VV("vasubu.vv", "001010 v ttttt sssss 010 ddddd 1010111", "vd, vs2, vs1, vm", "Half the difference of vs2 and vs1, unsigned, rounded as vxrm says."),
	VASUBU_VX("vasubu.vx", "001010 v ttttt sssss 110 ddddd 1010111", "vd, vs2, rs1, vm", "Half the difference of vs2 and rs1, unsigned, rounded as vxrm says."),
	VASUB_VV("vasub.vv", "001011 v ttttt sssss 010 ddddd 1010111", "vd, vs2, vs1, vm", "Half the difference of vs2 and vs1, signed, rounded as vxrm says."),
	VASUB_VX("vasub.vx", "001011 v ttttt sssss 110 ddddd 1010111", "vd, vs2, rs1, vm", "Half the difference of vs2 and rs1, signed, rounded as vxrm says."),
	VSMUL_VV("vsmul.vv", "100111 v ttttt sssss 000 ddddd 1010111", "vd, vs2, vs1, vm", "Product of the fractions vs2 and vs1, rounded as vxrm says and saturating."),
	VSMUL_VX("vsmul.vx", "100111 v ttttt sssss 100 ddddd 1010111", "vd, vs2, rs1, vm", "Product of the fractions vs2 and rs1, rounded as vxrm says and saturating."),
	VSSRL_VV("vssrl.vv", "101010 v ttttt sssss 000 ddddd 1010111", "vd, vs2, vs1, vm", "Shifts vs2 right by vs1, filling with zeros, rounded as vxrm says."),
	VSSRL_VX("vssrl.vx", "101010 v ttttt sssss 100 ddddd 1010111", "vd, vs2, rs1, vm", "Shifts vs2 right by rs1, filling with zeros, rounded as vxrm says."),
	VSSRL_VI("vssrl.vi", "101010 v ttttt zzzzz 011 ddddd 1010111", "vd, vs2, zimm, vm", "Shifts vs2 right by the immediate, filling with zeros, rounded as vxrm says."),
	VSSRA_VV("vssra.vv", "101011 v ttttt sssss 000 ddddd 1010111", "vd, vs2, vs1, vm", "Shifts vs2 right by vs1, filling with the sign, rounded as vxrm says."),
	VSSRA_VX("vssra.vx", "101011 v ttttt sssss 100 ddddd 1010111", "vd, vs2, rs1, vm", "Shifts vs2 right by rs1, filling with the sign, rounded as vxrm says."),
	VSSRA_VI("vssra.vi", "101011 v ttttt zzzzz 011 ddddd 1010111", "vd, vs2, zimm, vm", "Shifts vs2 right by the immediate, filling with the sign, rounded as vxrm says."),
	VNCLIPU_WV("vnclipu.wv", "101110 v ttttt sssss 000 ddddd 1010111", "vd, vs2, vs1, vm", "Shifts elements of vs2 of twice the width right by vs1, rounded as vxrm says, and saturates them to unsigned ones."),
	VNCLIPU_WX("vnclipu.wx", "101110 v ttttt sssss 100 ddddd 1010111", "vd, vs2, rs1, vm", "Shifts elements of vs2 of twice the width right by rs1, rounded as vxrm says, and saturates them to unsigned ones."),
	VNCLIPU_WI("vnclipu.wi", "101110 v ttttt zzzzz 011 ddddd 1010111", "vd, vs2, zimm, vm", "Shifts elements of vs2 of twice the width right by the immediate, rounded as vxrm says, and saturates them to unsigned ones."),
	VNCLIP_WV("vnclip.wv", "101111 v ttttt sssss 000 ddddd 1010111", "vd, vs2, vs1, vm", "Shifts elements of vs2 of twice the width right by vs1, rounded as vxrm says, and saturates them to signed ones."),
	VNCLIP_WX("vnclip.wx", "101111 v ttttt sssss 100 ddddd 1010111", "vd, vs2, rs1, vm", "Shifts elements of vs2 of twice the width right by rs1, rounded as vxrm says, and saturates them to signed ones."),
	VNCLIP_WI("vnclip.wi", "101111 v ttttt zzzzz 011 ddddd 1010111", "vd, vs2, zimm, vm", "Shifts elements of vs2 of twice the width right by the immediate, rounded as vxrm says, and saturates them to signed ones.");

	private final Row row;

	RvVFixed(String mnemonic, String pattern, String syntax, String help) {
		row = Row.of(Extension.V, mnemonic, pattern, syntax, help).requiring("ZVE32X");
	}

	@Override
	public Row row() {
		return row;
	}
}
