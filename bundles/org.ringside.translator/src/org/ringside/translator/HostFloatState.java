/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import org.ringside.machine.Hart;
import org.ringside.machine.HostMemory;
import org.ringside.machine.instructions.FloatFlags;
import org.ringside.machine.instructions.RoundingMode;
import org.ringside.translator.x86.GuestRegisters;
import org.ringside.translator.x86.HostCode;

/** Hands a hart's floating-point state to host code and takes it back (Intel 64 manual, volume 1, section 10.2.3). */
final class HostFloatState {

	/** All exceptions masked, none raised, nearest even. */
	private static final int CONTROL = 0x1f80;
	private static final int ROUNDING_SHIFT = 13;
	/** Of frm as the host has them. */
	private static final int[] ROUNDING = {0, 3, 1, 2};
	private static final int EXCEPTIONS = 0x3f;
	private static final int[] FLAGS = flags();

	private HostFloatState() {
	}

	private static int[] flags() {
		// The second of the host's is for subnormal operands, which the guest has no flag for.
		int[] each = {FloatFlags.INVALID, 0, FloatFlags.DIVISION_BY_ZERO, FloatFlags.OVERFLOW, FloatFlags.UNDERFLOW, FloatFlags.INEXACT};
		int[] flags = new int[EXCEPTIONS + 1];
		for (int i = 0; i < flags.length; i++) {
			for (int k = 0; k < each.length; k++) {
				flags[i] |= (i >>> k & 1) * each[k];
			}
		}
		return flags;
	}

	/** Lets host code compute if the state is dirty already, so that it has not to say so, and the rounding mode is one of the host's. */
	static void put(Hart h, long registers) {
		int mode = h.roundingMode(RoundingMode.DYNAMIC);
		boolean on = HostCode.hasFloats() && mode < ROUNDING.length && h.isFloatDirty();
		HostMemory.putInt(registers + GuestRegisters.FLOAT_CONTROL, on ? CONTROL | ROUNDING[mode] << ROUNDING_SHIFT : 0);
		if (on) {
			putRegisters(h, registers);
		}
	}

	static void get(Hart h, long registers) {
		int control = HostMemory.getInt(registers + GuestRegisters.FLOAT_CONTROL);
		if (control != 0) {
			h.floatFlags.flags |= FLAGS[control & EXCEPTIONS];
			getRegisters(h, registers);
		}
	}

	private static void putRegisters(Hart h, long registers) {
		HostMemory.putLong(registers + GuestRegisters.floatOffset(0), h.f0);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(1), h.f1);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(2), h.f2);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(3), h.f3);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(4), h.f4);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(5), h.f5);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(6), h.f6);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(7), h.f7);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(8), h.f8);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(9), h.f9);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(10), h.f10);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(11), h.f11);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(12), h.f12);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(13), h.f13);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(14), h.f14);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(15), h.f15);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(16), h.f16);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(17), h.f17);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(18), h.f18);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(19), h.f19);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(20), h.f20);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(21), h.f21);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(22), h.f22);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(23), h.f23);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(24), h.f24);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(25), h.f25);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(26), h.f26);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(27), h.f27);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(28), h.f28);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(29), h.f29);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(30), h.f30);
		HostMemory.putLong(registers + GuestRegisters.floatOffset(31), h.f31);
	}

	private static void getRegisters(Hart h, long registers) {
		h.f0 = HostMemory.getLong(registers + GuestRegisters.floatOffset(0));
		h.f1 = HostMemory.getLong(registers + GuestRegisters.floatOffset(1));
		h.f2 = HostMemory.getLong(registers + GuestRegisters.floatOffset(2));
		h.f3 = HostMemory.getLong(registers + GuestRegisters.floatOffset(3));
		h.f4 = HostMemory.getLong(registers + GuestRegisters.floatOffset(4));
		h.f5 = HostMemory.getLong(registers + GuestRegisters.floatOffset(5));
		h.f6 = HostMemory.getLong(registers + GuestRegisters.floatOffset(6));
		h.f7 = HostMemory.getLong(registers + GuestRegisters.floatOffset(7));
		h.f8 = HostMemory.getLong(registers + GuestRegisters.floatOffset(8));
		h.f9 = HostMemory.getLong(registers + GuestRegisters.floatOffset(9));
		h.f10 = HostMemory.getLong(registers + GuestRegisters.floatOffset(10));
		h.f11 = HostMemory.getLong(registers + GuestRegisters.floatOffset(11));
		h.f12 = HostMemory.getLong(registers + GuestRegisters.floatOffset(12));
		h.f13 = HostMemory.getLong(registers + GuestRegisters.floatOffset(13));
		h.f14 = HostMemory.getLong(registers + GuestRegisters.floatOffset(14));
		h.f15 = HostMemory.getLong(registers + GuestRegisters.floatOffset(15));
		h.f16 = HostMemory.getLong(registers + GuestRegisters.floatOffset(16));
		h.f17 = HostMemory.getLong(registers + GuestRegisters.floatOffset(17));
		h.f18 = HostMemory.getLong(registers + GuestRegisters.floatOffset(18));
		h.f19 = HostMemory.getLong(registers + GuestRegisters.floatOffset(19));
		h.f20 = HostMemory.getLong(registers + GuestRegisters.floatOffset(20));
		h.f21 = HostMemory.getLong(registers + GuestRegisters.floatOffset(21));
		h.f22 = HostMemory.getLong(registers + GuestRegisters.floatOffset(22));
		h.f23 = HostMemory.getLong(registers + GuestRegisters.floatOffset(23));
		h.f24 = HostMemory.getLong(registers + GuestRegisters.floatOffset(24));
		h.f25 = HostMemory.getLong(registers + GuestRegisters.floatOffset(25));
		h.f26 = HostMemory.getLong(registers + GuestRegisters.floatOffset(26));
		h.f27 = HostMemory.getLong(registers + GuestRegisters.floatOffset(27));
		h.f28 = HostMemory.getLong(registers + GuestRegisters.floatOffset(28));
		h.f29 = HostMemory.getLong(registers + GuestRegisters.floatOffset(29));
		h.f30 = HostMemory.getLong(registers + GuestRegisters.floatOffset(30));
		h.f31 = HostMemory.getLong(registers + GuestRegisters.floatOffset(31));
	}
}
