/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator.x86;

import static org.ringside.translator.x86.Vex.MAP_0F;
import static org.ringside.translator.x86.Vex.MAP_0F3A;
import static org.ringside.translator.x86.Vex.NONE;
import static org.ringside.translator.x86.Vex.P66;
import static org.ringside.translator.x86.Vex.PF2;
import static org.ringside.translator.x86.Vex.WHOLE;

import org.ringside.translator.x86.Assembler.Memory;
import org.ringside.translator.x86.Assembler.Operand;

/**
 * Encodes instructions of AVX that do the same to many bytes (Intel 64 manual, volume 2, chapters 3 to 5). Registers are those for
 * vectors where none other is meant.
 */
public final class PackedAssembler {

	private final Assembler a;

	public PackedAssembler(Assembler assembler) {
		a = assembler;
	}

	/** Loads 16 bytes, or 32, from any address. */
	public void load(int register, Memory from, boolean whole) {
		Vex.emit(a, MAP_0F, whole ? NONE | WHOLE : NONE, false, 0x10, register, 0, from);
	}

	/** Stores 16 bytes, or 32, to any address. */
	public void store(int register, Memory to, boolean whole) {
		Vex.emit(a, MAP_0F, whole ? NONE | WHOLE : NONE, false, 0x11, register, 0, to);
	}

	/** Repeats the lowest 8 bytes of a register in all 32. */
	public void repeat(int register) {
		Vex.emit(a, MAP_0F, PF2, false, 0x12, register, 0, Operand.register(register));
		Vex.emit(a, MAP_0F3A, P66 | WHOLE, false, 0x18, register, register, Operand.register(register));
		a.emit(1);
	}

	/** Clears a register. */
	public void clear(int register) {
		Vex.emit(a, MAP_0F, P66, false, 0xef, register, register, Operand.register(register));
	}

	/** Sets each byte to all ones where 16 bytes of memory hold the same as another register, else to zero. */
	public void compareBytes(int register, int other, Memory memory) {
		Vex.emit(a, MAP_0F, P66, false, 0x74, register, other, memory);
	}

	/** Sets a general register to the highest bits of 16 bytes. */
	public void mask(int general, int register) {
		Vex.emit(a, MAP_0F, P66, false, 0xd7, general, 0, Operand.register(register));
	}

	/** Clears the upper 16 bytes of all registers, behind instructions that wrote some. */
	public void clearUpper() {
		a.emit(0xc5);
		a.emit(0xf8);
		a.emit(0x77);
	}
}
