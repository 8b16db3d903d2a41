/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Instructions of the privileged architecture without extensions (Privileged, chapters "Machine-Level" and "Supervisor-Level"). */
public enum RvPrivileged implements Instruction {
	MRET(Extension.I, "mret", "0011000 00010 00000 000 00000 1110011", "", "Returns from a trap into M-mode: the mode becomes mstatus.MPP and the pc becomes mepc.",
			"Changes the privilege mode and the interrupt-enable stack."),
	SRET(Extension.S, "sret", "0001000 00010 00000 000 00000 1110011", "", "Returns from a trap into S-mode: the mode becomes sstatus.SPP and the pc becomes sepc.",
			"Changes the privilege mode and the interrupt-enable stack."),
	WFI(Extension.I, "wfi", "0001000 00101 00000 000 00000 1110011", "", "Waits until an interrupt is pending; traps in U-mode, and in S-mode if mstatus.TW is set.",
			"Gives up the hart, and whether it does so depends on the mode."),
	SFENCE_VMA(Extension.S, "sfence.vma", "0001001 ttttt sssss 000 00000 1110011", "rs1, rs2", "Orders page-table writes before later translations of address rs1 (x0: all) in address space rs2 (x0: all).",
			"Acts on the translation caches of the hart.");

	private final Row row;

	RvPrivileged(Extension extension, String mnemonic, String pattern, String syntax, String help, String sensitivity) {
		row = Row.of(extension, mnemonic, pattern, syntax, help).privilegedBecause(sensitivity);
	}

	@Override
	public Row row() {
		return row;
	}
}
