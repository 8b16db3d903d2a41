/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Vector reductions (Unprivileged, V: Vector Reduction Operations). */
public enum RvVReduction implements Instruction {
	VREDSUM_VS("vredsum.vs", "000000 v ttttt sssss 010 ddddd 1010111", "vd, vs2, vs1, vm", "Adds all elements of vs2 to the first of vs1."),
	VREDAND_VS("vredand.vs", "000001 v ttttt sssss 010 ddddd 1010111", "vd, vs2, vs1, vm", "Bitwise and of all elements of vs2 and the first of vs1."),
	VREDOR_VS("vredor.vs", "000010 v ttttt sssss 010 ddddd 1010111", "vd, vs2, vs1, vm", "Bitwise or of all elements of vs2 and the first of vs1."),
	VREDXOR_VS("vredxor.vs", "000011 v ttttt sssss 010 ddddd 1010111", "vd, vs2, vs1, vm", "Bitwise exclusive or of all elements of vs2 and the first of vs1."),
	VREDMINU_VS("vredminu.vs", "000100 v ttttt sssss 010 ddddd 1010111", "vd, vs2, vs1, vm", "The least of the elements of vs2 and the first of vs1, unsigned."),
	VREDMIN_VS("vredmin.vs", "000101 v ttttt sssss 010 ddddd 1010111", "vd, vs2, vs1, vm", "The least of the elements of vs2 and the first of vs1, signed."),
	VREDMAXU_VS("vredmaxu.vs", "000110 v ttttt sssss 010 ddddd 1010111", "vd, vs2, vs1, vm", "The greatest of the elements of vs2 and the first of vs1, unsigned."),
	VREDMAX_VS("vredmax.vs", "000111 v ttttt sssss 010 ddddd 1010111", "vd, vs2, vs1, vm", "The greatest of the elements of vs2 and the first of vs1, signed."),
	VWREDSUMU_VS("vwredsumu.vs", "110000 v ttttt sssss 000 ddddd 1010111", "vd, vs2, vs1, vm", "Adds all elements of vs2, unsigned, to the first of vs1 of twice the width."),
	VWREDSUM_VS("vwredsum.vs", "110001 v ttttt sssss 000 ddddd 1010111", "vd, vs2, vs1, vm", "Adds all elements of vs2, signed, to the first of vs1 of twice the width."),
	VFREDUSUM_VS("vfredusum.vs", "000001 v ttttt sssss 001 ddddd 1010111", "vd, vs2, vs1, vm", "Adds all elements of vs2 to the first of vs1 in any order.", "ZVE32F"),
	VFREDOSUM_VS("vfredosum.vs", "000011 v ttttt sssss 001 ddddd 1010111", "vd, vs2, vs1, vm", "Adds all elements of vs2 to the first of vs1 in order.", "ZVE32F"),
	VFREDMIN_VS("vfredmin.vs", "000101 v ttttt sssss 001 ddddd 1010111", "vd, vs2, vs1, vm", "The least of the elements of vs2 and the first of vs1.", "ZVE32F"),
	VFREDMAX_VS("vfredmax.vs", "000111 v ttttt sssss 001 ddddd 1010111", "vd, vs2, vs1, vm", "The greatest of the elements of vs2 and the first of vs1.", "ZVE32F"),
	VFWREDUSUM_VS("vfwredusum.vs", "110001 v ttttt sssss 001 ddddd 1010111", "vd, vs2, vs1, vm", "Adds all elements of vs2 to the first of vs1 of twice the width in any order.", "ZVE32F"),
	VFWREDOSUM_VS("vfwredosum.vs", "110011 v ttttt sssss 001 ddddd 1010111", "vd, vs2, vs1, vm", "Adds all elements of vs2 to the first of vs1 of twice the width in order.", "ZVE32F");

	private final Row row;

	RvVReduction(String mnemonic, String pattern, String syntax, String help) {
		this(mnemonic, pattern, syntax, help, "ZVE32X");
	}

	RvVReduction(String mnemonic, String pattern, String syntax, String help, String requirement) {
		row = Row.of(Extension.V, mnemonic, pattern, syntax, help).requiring(requirement);
	}

	@Override
	public Row row() {
		return row;
	}
}
