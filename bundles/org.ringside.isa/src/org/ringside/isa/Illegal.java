/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** What the decoder answers for a word that is no instruction of the profile, so that no caller meets null. */
public enum Illegal implements Instruction {

	/** A word that raises an illegal-instruction exception. Its pattern fixes nothing and is in no table. */
	ILLEGAL;

	private final Row row = Row.of(Extension.I, "illegal", "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii", "; any",
			"Not an instruction of this machine: raises an illegal-instruction exception.");

	@Override
	public Row row() {
		return row;
	}
}
