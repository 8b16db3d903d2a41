/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** The pause hint (Unprivileged, chapter "Zihintpause"). */
public enum Zihintpause implements Instruction {
	PAUSE("pause", "0000 0001 0000 00000 000 00000 0001111", "", "Hints that the hart spins and may slow down for a while.");

	private final Row row;

	Zihintpause(String mnemonic, String pattern, String syntax, String help) {
		row = Row.of(Extension.ZIHINTPAUSE, mnemonic, pattern, syntax, help);
	}

	@Override
	public Row row() {
		return row;
	}
}
