/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Vector mask instructions (Unprivileged, V: Vector Mask Instructions). */
public enum RvVMask implements Instruction {
	VMANDN_MM("vmandn.mm", "011000 1 ttttt sssss 010 ddddd 1010111", "vd, vs2, vs1", "Bits of vs2 that are not in vs1."),
	VMAND_MM("vmand.mm", "011001 1 ttttt sssss 010 ddddd 1010111", "vd, vs2, vs1", "And of the bits of vs2 and vs1."),
	VMOR_MM("vmor.mm", "011010 1 ttttt sssss 010 ddddd 1010111", "vd, vs2, vs1", "Or of the bits of vs2 and vs1."),
	VMXOR_MM("vmxor.mm", "011011 1 ttttt sssss 010 ddddd 1010111", "vd, vs2, vs1", "Exclusive or of the bits of vs2 and vs1."),
	VMORN_MM("vmorn.mm", "011100 1 ttttt sssss 010 ddddd 1010111", "vd, vs2, vs1", "Or of the bits of vs2 and the opposite of vs1."),
	VMNAND_MM("vmnand.mm", "011101 1 ttttt sssss 010 ddddd 1010111", "vd, vs2, vs1", "Opposite of the and of vs2 and vs1."),
	VMNOR_MM("vmnor.mm", "011110 1 ttttt sssss 010 ddddd 1010111", "vd, vs2, vs1", "Opposite of the or of vs2 and vs1."),
	VMXNOR_MM("vmxnor.mm", "011111 1 ttttt sssss 010 ddddd 1010111", "vd, vs2, vs1", "Opposite of the exclusive or of vs2 and vs1."),
	VCPOP_M("vcpop.m", "010000 v ttttt 10000 010 ddddd 1010111", "rd, vs2, vm", "Counts the set bits of the mask vs2."),
	VFIRST_M("vfirst.m", "010000 v ttttt 10001 010 ddddd 1010111", "rd, vs2, vm", "Finds the first set bit of the mask vs2; -1 if there is none."),
	VMSBF_M("vmsbf.m", "010100 v ttttt 00001 010 ddddd 1010111", "vd, vs2, vm", "Sets the bits before the first set bit of vs2."),
	VMSOF_M("vmsof.m", "010100 v ttttt 00010 010 ddddd 1010111", "vd, vs2, vm", "Sets only the first set bit of vs2."),
	VMSIF_M("vmsif.m", "010100 v ttttt 00011 010 ddddd 1010111", "vd, vs2, vm", "Sets the bits up to the first set bit of vs2."),
	VIOTA_M("viota.m", "010100 v ttttt 10000 010 ddddd 1010111", "vd, vs2, vm", "Writes for each element how many bits of the mask vs2 are set before it."),
	VID_V("vid.v", "010100 v 00000 10001 010 ddddd 1010111", "vd, vm", "Writes to each element its index.");

	private final Row row;

	RvVMask(String mnemonic, String pattern, String syntax, String help) {
		row = Row.of(Extension.V, mnemonic, pattern, syntax, help).requiring("ZVE32X");
	}

	@Override
	public Row row() {
		return row;
	}
}
