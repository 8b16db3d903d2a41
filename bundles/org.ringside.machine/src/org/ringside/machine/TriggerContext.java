/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

/** The further conditions of {@code tdata3} (Debug, textra64): that scontext, the ASID or mcontext has a value. */
final class TriggerContext {

	private static final long SVALUE = (1L << 32) - 1;
	private static final int SVALUE_SHIFT = 2;
	private static final int SCONTEXT = 1;
	private static final int ASID = 2;
	private static final int MHSELECT_SHIFT = 48;
	private static final int MCONTEXT = 4;
	private static final int MHVALUE_SHIFT = 51;
	private static final long MHVALUE = (1L << 13) - 1;

	private TriggerContext() {
	}

	/** What of a value tdata3 holds (WARL). */
	static long legal(long value) {
		long select = value & 3;
		long machine = value >>> MHSELECT_SHIFT & 7;
		return (select == 3 ? 0 : select | value & SVALUE << SVALUE_SHIFT)
				| (machine == MCONTEXT ? value & (7L << MHSELECT_SHIFT | MHVALUE << MHVALUE_SHIFT) : 0);
	}

	static boolean matches(long data3, Hart hart) {
		if (data3 == 0) {
			return true;
		}
		long value = data3 >>> SVALUE_SHIFT & SVALUE;
		boolean supervisor = switch ((int) (data3 & 3)) {
			case SCONTEXT -> (hart.triggers.scontext & SVALUE) == value;
			case ASID -> ((hart.state.virtual ? hart.state.vsatp : hart.state.satp) >>> 44 & 0xffff) == (value & 0xffff);
			default -> true;
		};
		return supervisor && ((data3 >>> MHSELECT_SHIFT & 7) != MCONTEXT || (hart.triggers.mcontext & MHVALUE) == data3 >>> MHVALUE_SHIFT);
	}
}
