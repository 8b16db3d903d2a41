/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Waiting on a reservation set (Unprivileged, chapter "Zawrs"). */
public enum Zawrs implements Instruction {
	WRS_NTO("wrs.nto", "000000001101 00000 000 00000 1110011", "", "Waits until the reserved address may have been written; traps below M-mode where mstatus.TW bounds waiting.", "Gives up the hart, and whether it may do so for long depends on the mode."),
	WRS_STO("wrs.sto", "000000011101 00000 000 00000 1110011", "", "Waits a short time until the reserved address may have been written.");

	private final Row row;

	Zawrs(String mnemonic, String pattern, String syntax, String help) {
		row = Row.of(Extension.ZAWRS, mnemonic, pattern, syntax, help);
	}

	Zawrs(String mnemonic, String pattern, String syntax, String help, String sensitivity) {
		row = Row.of(Extension.ZAWRS, mnemonic, pattern, syntax, help).sensitiveBecause(sensitivity);
	}

	@Override
	public Row row() {
		return row;
	}
}
