/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.vector;

import org.ringside.isa.Decoded;
import org.ringside.isa.Operand;
import org.ringside.machine.Hart;
import org.ringside.machine.instructions.FloatInstructions;

/** Where the second source of an instruction comes from. */
enum Source {
	/** A vector register. */
	VECTOR,
	/** An integer register. */
	INTEGER,
	/** A floating-point register. */
	FLOAT,
	/** Five bits of the word, two's complement. */
	SIGNED,
	/** Five bits of the word, or six. */
	UNSIGNED;

	static Source of(Decoded d) {
		for (Operand operand : d.instruction().operands()) {
			switch (operand) {
				case VS1 -> {
					return VECTOR;
				}
				case RS1 -> {
					return INTEGER;
				}
				case FS1 -> {
					return FLOAT;
				}
				case SIMM5 -> {
					return SIGNED;
				}
				case ZIMM, ZIMM6 -> {
					return UNSIGNED;
				}
				default -> { /* not the second source */ }
			}
		}
		return SIGNED; // of instructions with one source, which ignore it
	}

	/** The value where it is the same for all elements; a narrower number that is not NaN-boxed is a NaN. */
	long scalar(Hart h, int field, int width) {
		return switch (this) {
			case VECTOR -> 0;
			case INTEGER -> h.x(field);
			case FLOAT -> switch (width) {
				case 1 -> FloatInstructions.half(h.f(field));
				case 2 -> FloatInstructions.single(h.f(field));
				default -> h.f(field);
			};
			case SIGNED -> field << 27 >> 27;
			case UNSIGNED -> field;
		};
	}
}
