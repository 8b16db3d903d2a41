/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** The pseudo-instructions of the vector extension that stand for one instruction with the same operands. */
final class VectorAliases {

	private VectorAliases() {
	}

	/** Adds them to {@link Aliases}. */
	static void define() {
		Aliases.written("vneg.v", RvVInteger.VRSUB_VX, "vd, vs2, vm", "RS1=0");
		Aliases.written("vwcvt.x.x.v", RvVInteger.VWADD_VX, "vd, vs2, vm", "RS1=0");
		Aliases.written("vwcvtu.x.x.v", RvVInteger.VWADDU_VX, "vd, vs2, vm", "RS1=0");
		Aliases.written("vncvt.x.x.w", RvVInteger.VNSRL_WX, "vd, vs2, vm", "RS1=0");
		Aliases.written("vnot.v", RvVInteger.VXOR_VI, "vd, vs2, vm", "SIMM5=-1");
		Aliases.written("vfneg.v", RvVFloat.VFSGNJN_VV, "vd, vs2, vm", "VS1=VS2");
		Aliases.written("vfabs.v", RvVFloat.VFSGNJX_VV, "vd, vs2, vm", "VS1=VS2");
		Aliases.written("vmmv.m", RvVMask.VMAND_MM, "vd, vs2", "VS1=VS2");
		Aliases.written("vmclr.m", RvVMask.VMXOR_MM, "vd", "VS1=VD VS2=VD");
		Aliases.written("vmset.m", RvVMask.VMXNOR_MM, "vd", "VS1=VD VS2=VD");
		Aliases.written("vmnot.m", RvVMask.VMNAND_MM, "vd, vs2", "VS1=VS2");
		swapped("vmsgt.vv", RvVInteger.VMSLT_VV);
		swapped("vmsgtu.vv", RvVInteger.VMSLTU_VV);
		swapped("vmsge.vv", RvVInteger.VMSLE_VV);
		swapped("vmsgeu.vv", RvVInteger.VMSLEU_VV);
		swapped("vmfgt.vv", RvVFloat.VMFLT_VV);
		swapped("vmfge.vv", RvVFloat.VMFLE_VV);
		earlier();
	}

	private static void swapped(String mnemonic, Instruction base) {
		Aliases.read(mnemonic, base, "vd, vs1, vs2, vm", "");
	}

	/** Names from before version 1.0, and short ones of whole-register loads. */
	private static void earlier() {
		Aliases.read("vmcpy.m", RvVMask.VMAND_MM, "vd, vs2", "VS1=VS2");
		Aliases.read("vpopc.m", RvVMask.VCPOP_M, "rd, vs2, vm", "");
		Aliases.read("vmandnot.mm", RvVMask.VMANDN_MM, "vd, vs2, vs1", "");
		Aliases.read("vmornot.mm", RvVMask.VMORN_MM, "vd, vs2, vs1", "");
		Aliases.read("vle1.v", RvVLoad.VLM_V, "vd, (rs1)", "");
		Aliases.read("vse1.v", RvVStore.VSM_V, "vs3, (rs1)", "");
		Aliases.read("vfrece7.v", RvVFloat.VFREC7_V, "vd, vs2, vm", "");
		Aliases.read("vfrsqrte7.v", RvVFloat.VFRSQRT7_V, "vd, vs2, vm", "");
		Aliases.read("vfredsum.vs", RvVReduction.VFREDUSUM_VS, "vd, vs2, vs1, vm", "");
		Aliases.read("vfwredsum.vs", RvVReduction.VFWREDUSUM_VS, "vd, vs2, vs1, vm", "");
		Aliases.written("vl1r.v", RvVLoad.VL1RE8_V, "vd, (rs1)", "");
		Aliases.written("vl2r.v", RvVLoad.VL2RE8_V, "vd, (rs1)", "");
		Aliases.written("vl4r.v", RvVLoad.VL4RE8_V, "vd, (rs1)", "");
		Aliases.written("vl8r.v", RvVLoad.VL8RE8_V, "vd, (rs1)", "");
	}
}
