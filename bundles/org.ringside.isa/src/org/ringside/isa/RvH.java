/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** The instructions of the hypervisor extension (Privileged, chapter "H"). */
public enum RvH implements Instruction {
	HFENCE_VVMA("hfence.vvma", "0010001 ttttt sssss 000 00000 1110011", "rs1, rs2", "Orders page-table writes before later VS-stage translations of guest-virtual address rs1 (x0: all) in address space rs2 (x0: all).", "Acts on the translation caches of the hart."),
	HFENCE_GVMA("hfence.gvma", "0110001 ttttt sssss 000 00000 1110011", "rs1, rs2", "Orders page-table writes before later G-stage translations of the guest-physical address in rs1, divided by 4 (x0: all), in virtual machine rs2 (x0: all).", "Acts on the translation caches of the hart."),
	HLV_B("hlv.b", "0110000 00000 sssss 100 ddddd 1110011", "rd, (rs1)", "Loads a byte, sign-extended, from guest-virtual address rs1.", "Reaches the memory of the guest from outside it, with the privilege that hstatus.SPVP tells."),
	HLV_BU("hlv.bu", "0110000 00001 sssss 100 ddddd 1110011", "rd, (rs1)", "Loads a byte, zero-extended, from guest-virtual address rs1.", "Reaches the memory of the guest from outside it, with the privilege that hstatus.SPVP tells."),
	HLV_H("hlv.h", "0110010 00000 sssss 100 ddddd 1110011", "rd, (rs1)", "Loads 16 bits, sign-extended, from guest-virtual address rs1.", "Reaches the memory of the guest from outside it, with the privilege that hstatus.SPVP tells."),
	HLV_HU("hlv.hu", "0110010 00001 sssss 100 ddddd 1110011", "rd, (rs1)", "Loads 16 bits, zero-extended, from guest-virtual address rs1.", "Reaches the memory of the guest from outside it, with the privilege that hstatus.SPVP tells."),
	HLV_W("hlv.w", "0110100 00000 sssss 100 ddddd 1110011", "rd, (rs1)", "Loads 32 bits, sign-extended, from guest-virtual address rs1.", "Reaches the memory of the guest from outside it, with the privilege that hstatus.SPVP tells."),
	HLV_WU("hlv.wu", "0110100 00001 sssss 100 ddddd 1110011", "rd, (rs1)", "Loads 32 bits, zero-extended, from guest-virtual address rs1.", "Reaches the memory of the guest from outside it, with the privilege that hstatus.SPVP tells."),
	HLV_D("hlv.d", "0110110 00000 sssss 100 ddddd 1110011", "rd, (rs1)", "Loads 64 bits from guest-virtual address rs1.", "Reaches the memory of the guest from outside it, with the privilege that hstatus.SPVP tells."),
	HLVX_HU("hlvx.hu", "0110010 00011 sssss 100 ddddd 1110011", "rd, (rs1)", "Loads 16 bits, zero-extended, from guest-virtual address rs1 where it is executable.", "Reaches the memory of the guest from outside it, with the privilege that hstatus.SPVP tells."),
	HLVX_WU("hlvx.wu", "0110100 00011 sssss 100 ddddd 1110011", "rd, (rs1)", "Loads 32 bits, zero-extended, from guest-virtual address rs1 where it is executable.", "Reaches the memory of the guest from outside it, with the privilege that hstatus.SPVP tells."),
	HSV_B("hsv.b", "0110001 ttttt sssss 100 00000 1110011", "rs2, (rs1)", "Stores the lowest byte of rs2 at guest-virtual address rs1.", "Reaches the memory of the guest from outside it, with the privilege that hstatus.SPVP tells."),
	HSV_H("hsv.h", "0110011 ttttt sssss 100 00000 1110011", "rs2, (rs1)", "Stores the lowest 16 bits of rs2 at guest-virtual address rs1.", "Reaches the memory of the guest from outside it, with the privilege that hstatus.SPVP tells."),
	HSV_W("hsv.w", "0110101 ttttt sssss 100 00000 1110011", "rs2, (rs1)", "Stores the lowest 32 bits of rs2 at guest-virtual address rs1.", "Reaches the memory of the guest from outside it, with the privilege that hstatus.SPVP tells."),
	HSV_D("hsv.d", "0110111 ttttt sssss 100 00000 1110011", "rs2, (rs1)", "Stores the 64 bits of rs2 at guest-virtual address rs1.", "Reaches the memory of the guest from outside it, with the privilege that hstatus.SPVP tells.");

	private final Row row;

	RvH(String mnemonic, String pattern, String syntax, String help, String sensitivity) {
		row = Row.of(Extension.H, mnemonic, pattern, syntax, help).privilegedBecause(sensitivity);
	}

	@Override
	public Row row() {
		return row;
	}
}
