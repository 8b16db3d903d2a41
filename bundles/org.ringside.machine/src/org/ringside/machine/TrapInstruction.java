/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import org.ringside.isa.Decoded;
import org.ringside.isa.Decoder;
import org.ringside.isa.RvC;

/**
 * What {@code mtinst} and {@code htinst} tell of a trap (Privileged, chapter "H", "Transformed Instruction or
 * Pseudoinstruction for mtinst or htinst").
 */
final class TrapInstruction {

	private static final int OPCODE = 0x7f;
	private static final int RS1_SHIFT = 15;
	private static final int RS1 = 31 << RS1_SHIFT;
	private static final int RD = 31 << 7;
	private static final int RS2 = 31 << 20;
	private static final int FUNCT3 = 7 << 12;
	/** A read and a write of an entry of the VS-stage. */
	private static final int PSEUDO_READ = 0x3000;
	private static final int PSEUDO_WRITE = 0x3020;

	private TrapInstruction() {
	}

	/** The pseudoinstruction for a guest-page fault that comes from an access to an entry of the VS-stage. */
	static int pseudo(Access implicit) {
		return implicit == Access.WRITE ? PSEUDO_WRITE : PSEUDO_READ;
	}

	/**
	 * The transformation of an instruction whose explicit access faults; 0 where none is defined.
	 *
	 * @param word    as fetched, zero-extended if compressed
	 * @param address the faulting virtual address; of a misaligned access it may lie behind the first one
	 */
	static int transformed(Hart hart, Decoder decoder, int word, long address) {
		int length = Decoder.length(word);
		Decoded decoded = decoder.decode(word);
		int wide = length == 2 ? decoded.instruction() instanceof RvC ? decoded.expanded().word() : 0 : word;
		int funct3 = (wide & FUNCT3) >>> 12;
		int keep;
		long offset = 0;
		switch (wide & OPCODE) {
			case 0x03 -> {
				keep = RD | FUNCT3 | OPCODE;
				offset = wide >> 20;
			}
			case 0x07 -> {
				// The other widths are vector loads, for which no transformation is defined.
				keep = funct3 >= 1 && funct3 <= 4 ? RD | FUNCT3 | OPCODE : 0;
				offset = wide >> 20;
			}
			case 0x23 -> {
				keep = RS2 | FUNCT3 | OPCODE;
				offset = wide >> 25 << 5 | wide >>> 7 & 31;
			}
			case 0x27 -> {
				keep = funct3 >= 1 && funct3 <= 4 ? RS2 | FUNCT3 | OPCODE : 0;
				offset = wide >> 25 << 5 | wide >>> 7 & 31;
			}
			case 0x2f -> keep = ~RS1;
			case 0x73 -> keep = funct3 == 4 ? ~RS1 : 0; // hlv, hlvx and hsv
			default -> keep = 0;
		}
		if (keep == 0) {
			return 0;
		}
		long behind = address - (hart.x((wide & RS1) >>> RS1_SHIFT) + offset);
		int result = wide & keep | (int) (behind & 31) << RS1_SHIFT;
		return length == 2 ? result & ~2 : result;
	}
}
