/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import org.ringside.isa.Decoded;
import org.ringside.isa.Instruction;

/**
 * One instruction of a region.
 *
 * @param pc  its virtual address
 * @param raw as fetched
 * @param d   the same, expanded if it was compressed
 */
record Step(long pc, Decoded raw, Decoded d) {

	Instruction instruction() {
		return d.instruction();
	}

	/** The address behind it. */
	long next() {
		return pc + raw.length();
	}

	/** Where a direct jump or branch goes. */
	long target() {
		return pc + d.imm();
	}
}
