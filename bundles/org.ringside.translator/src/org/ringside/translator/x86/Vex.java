/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator.x86;

import org.ringside.translator.x86.Assembler.Memory;
import org.ringside.translator.x86.Assembler.Operand;
import org.ringside.translator.x86.Assembler.Register;

/** The VEX prefix, which the instructions of AVX and FMA begin with (Intel 64 manual, volume 2, section 2.3). */
final class Vex {

	static final int NONE = 0;
	static final int P66 = 1;
	static final int PF3 = 2;
	static final int PF2 = 3;
	/** Added to one of these where all 256 bits of registers are meant. */
	static final int WHOLE = 4;
	static final int MAP_0F = 1;
	static final int MAP_0F38 = 2;
	static final int MAP_0F3A = 3;

	private Vex() {
	}

	/** @param first 0 where the instruction has none */
	static void emit(Assembler a, int map, int prefix, boolean wide, int opcode, int register, int first, Operand operand) {
		int inverted = (register >= 8 ? 0 : 0x80) | switch (operand) {
			case Register(int n) -> 0x40 | (n >= 8 ? 0 : 0x20);
			case Memory(int base, int index, int displacement) -> (index >= 8 ? 0 : 0x40) | (base >= 8 ? 0 : 0x20);
		};
		int tail = (~first & 15) << 3 | prefix;
		if (map == MAP_0F && !wide && (inverted & 0x60) == 0x60) {
			a.emit(0xc5);
			a.emit(inverted & 0x80 | tail);
		} else {
			a.emit(0xc4);
			a.emit(inverted | map);
			a.emit((wide ? 0x80 : 0) | tail);
		}
		a.emit(opcode);
		a.operand(register, operand);
	}
}
