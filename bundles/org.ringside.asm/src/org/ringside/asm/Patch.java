/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.asm;

import org.ringside.isa.Operand;

/** Writes values into the fields of instructions and data, as relocations say. */
final class Patch {

	private Patch() {
	}

	/**
	 * Applies a relocation.
	 *
	 * @param value symbol plus addend, less the place if the relocation is relative to it
	 * @throws AssemblyException if the value does not fit
	 */
	static void apply(byte[] bytes, int offset, Relocation kind, long value) {
		switch (kind) {
			case ABS8, ABS16, ABS32, ABS64 -> {
				int bits = 8 * kind.size();
				if (bits < 64 && value >> bits != 0 && value >> bits - 1 != -1) {
					throw new AssemblyException("The value 0x" + Long.toHexString(value) + " does not fit in " + bits + " bits.");
				}
				put(bytes, offset, kind.size(), value);
			}
			case DTPREL32, DTPREL64 -> put(bytes, offset, kind.size(), value);
			case PCREL32 -> {
				if (value != (int) value) {
					throw new AssemblyException("The distance of " + value + " bytes is more than 2 GiB.");
				}
				put(bytes, offset, 4, value);
			}
			case SET8, SET16, SET32 -> put(bytes, offset, kind.size(), value);
			case SET6 -> bytes[offset] = (byte) (bytes[offset] & 0xc0 | value & 0x3f);
			case SUB6 -> bytes[offset] = (byte) (bytes[offset] & 0xc0 | bytes[offset] - value & 0x3f);
			case ADD8, ADD16, ADD32, ADD64 -> put(bytes, offset, kind.size(), get(bytes, offset, kind.size()) + value);
			case SUB8, SUB16, SUB32, SUB64 -> put(bytes, offset, kind.size(), get(bytes, offset, kind.size()) - value);
			case BRANCH -> field(bytes, offset, 4, Operand.IMM_B, value, "branch");
			case JAL -> field(bytes, offset, 4, Operand.IMM_J, value, "jump");
			case RVC_BRANCH -> field(bytes, offset, 2, Operand.C_IMM_B, value, "compressed branch");
			case RVC_JUMP -> field(bytes, offset, 2, Operand.C_IMM_J, value, "compressed jump");
			case HI20, PCREL_HI20, GOT_HI20, TLS_GOT_HI20, TLS_GD_HI20, TPREL_HI20 -> field(bytes, offset, 4, Operand.IMM_U, upper(value), "upper immediate");
			case RVC_LUI -> field(bytes, offset, 2, Operand.C_IMM_U, upper(value), "upper immediate");
			case GPREL_I -> field(bytes, offset, 4, Operand.IMM_I, value, "distance from the global pointer");
			case GPREL_S -> field(bytes, offset, 4, Operand.IMM_S, value, "distance from the global pointer");
			case LO12_I, PCREL_LO12_I, TPREL_LO12_I -> field(bytes, offset, 4, Operand.IMM_I, lower(value), "lower immediate");
			case LO12_S, PCREL_LO12_S, TPREL_LO12_S -> field(bytes, offset, 4, Operand.IMM_S, lower(value), "lower immediate");
			case NONE, TPREL_ADD, ALIGN, RELAX -> { /* say something to the linker only */ }
			case CALL, CALL_PLT -> {
				field(bytes, offset, 4, Operand.IMM_U, upper(value), "call");
				field(bytes, offset + 4, 4, Operand.IMM_I, lower(value), "call");
			}
		}
	}

	/** The upper part, rounded so that adding the sign-extended lower part gives the value. */
	static long upper(long value) {
		return value + 0x800 & -0x1000L;
	}

	/** The lower 12 bits, sign-extended. */
	static long lower(long value) {
		return value << 52 >> 52;
	}

	private static void field(byte[] bytes, int offset, int size, Operand operand, long value, String what) {
		if (operand.check(value).isPresent()) {
			throw new AssemblyException("The " + what + " cannot reach a distance of " + value + " bytes (" + operand.minimum() + " to "
					+ operand.maximum() + (value % operand.alignment() == 0 ? "" : ", a multiple of " + operand.alignment()) + ").");
		}
		put(bytes, offset, size, operand.insert((int) get(bytes, offset, size), value));
	}

	static long get(byte[] bytes, int offset, int size) {
		long value = 0;
		for (int i = 0; i < size; i++) {
			value |= (bytes[offset + i] & 0xffL) << 8 * i;
		}
		return value;
	}

	static void put(byte[] bytes, int offset, int size, long value) {
		for (int i = 0; i < size; i++) {
			bytes[offset + i] = (byte) (value >>> 8 * i);
		}
	}
}
