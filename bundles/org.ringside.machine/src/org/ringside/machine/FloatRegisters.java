/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import org.ringside.isa.FloatCsrs;

/** The floating-point control and status register and its parts (Unprivileged, chapter "F"). */
public final class FloatRegisters {

	private static final long FLAGS = 31;
	private static final int MODE_SHIFT = 5;
	private static final long MODE = 7;

	private FloatRegisters() {
	}

	static void define(CsrFile csrs, Hart hart) {
		if (!hart.extensions.f) {
			return;
		}
		csrs.define(FloatCsrs.FFLAGS, () -> hart.floatFlags.flags, value -> set(hart, value, hart.roundingMode), hart::floatOn);
		csrs.define(FloatCsrs.FRM, () -> hart.roundingMode, value -> set(hart, hart.floatFlags.flags, value), hart::floatOn);
		csrs.define(FloatCsrs.FCSR, () -> (long) hart.roundingMode << MODE_SHIFT | hart.floatFlags.flags,
				value -> set(hart, value, value >>> MODE_SHIFT), hart::floatOn);
	}

	/** Gives a hart the registers and fcsr of another one; not {@link Hart#adoptUnitStatus whether they are on}. */
	public static void adopt(Hart to, Hart from) {
		to.copyFloats(from);
		to.floatFlags.flags = from.floatFlags.flags;
		to.roundingMode = from.roundingMode;
	}

	private static void set(Hart hart, long flags, long mode) {
		hart.floatFlags.flags = (int) (flags & FLAGS);
		hart.roundingMode = (int) (mode & MODE);
		hart.floatDirty();
	}
}
