/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import org.ringside.isa.Extension;
import org.ringside.isa.StateEnableCsrs;

/**
 * The state-enable registers (Privileged, chapter "Smstateen/Ssstateen"). Of the state that they govern a hart has senvcfg,
 * scontext and the registers of the next lower level; U-mode has none of it, so that sstateen reads as 0.
 */
final class StateEnableRegisters {

	static final long SE = 1L << 63;
	static final long ENVCFG = 1L << 62;
	static final long CSRIND = 1L << 60;
	static final long AIA = 1L << 59;
	static final long IMSIC = 1L << 58;
	static final long CONTEXT = 1L << 57;
	static final int COUNT = 4;

	private StateEnableRegisters() {
	}

	static void define(CsrFile csrs, Hart hart) {
		PrivilegedState s = hart.state;
		boolean machine = hart.profile().has(Extension.SMSTATEEN) && hart.extensions.u;
		for (int i = 0; i < COUNT; i++) {
			int index = i;
			if (machine) {
				csrs.define(StateEnableCsrs.MSTATEEN0 + i, () -> s.mstateen[index], value -> s.mstateen[index] = value & mask(hart, index));
			}
			if (hart.profile().has(Extension.SSSTATEEN) && hart.extensions.s) {
				csrs.define(StateEnableCsrs.SSTATEEN0 + i, () -> 0, () -> enabled(hart, index, SE));
				if (hart.extensions.h) {
					defineForGuests(csrs, hart, i);
				}
			}
		}
	}

	/** What M-mode withholds reads as 0 in hstateen, and what the hypervisor withholds is a virtual instruction to its guest. */
	private static void defineForGuests(CsrFile csrs, Hart hart, int index) {
		PrivilegedState s = hart.state;
		csrs.define(StateEnableCsrs.HSTATEEN0 + index, () -> guest(hart, index),
				value -> s.hstateen[index] = value & mask(hart, index) & (hart.extensions.smstateen ? s.mstateen[index] : -1),
				() -> enabled(hart, index, SE));
		csrs.openToGuest(StateEnableCsrs.SSTATEEN0 + index, () -> (guest(hart, index) & SE) != 0);
	}

	/** Whether M-mode lets the present mode access what a bit of an mstateen register stands for. */
	static boolean enabled(Hart hart, int register, long bit) {
		return hart.state.mode == 3 || !hart.extensions.smstateen || (hart.state.mstateen[register] & bit) != 0;
	}

	/** What of an hstateen register is in effect. */
	static long guest(Hart hart, int register) {
		return hart.state.hstateen[register] & (hart.extensions.smstateen ? hart.state.mstateen[register] : -1);
	}

	/** Whether the hypervisor lets its guest access what a bit of an hstateen register stands for. */
	static boolean guestEnabled(Hart hart, int register, long bit) {
		return !hart.profile().has(Extension.SSSTATEEN) || (guest(hart, register) & bit) != 0;
	}

	/** The bits of mstateen0 to mstateen3 that stand for something that the hart has. */
	static long mask(Hart hart, int index) {
		if (index > 0) {
			return SE;
		}
		return SE | (hart.extensions.s ? ENVCFG | interrupts(hart) : 0) | (hart.profile().has(Extension.SDTRIG) && hart.extensions.s ? CONTEXT : 0);
	}

	/** The bit for interrupt files is there if the hart has an IMSIC (AIA 1.0, section 2.5). */
	private static long interrupts(Hart hart) {
		boolean advanced = hart.profile().has(Extension.SSAIA);
		return (advanced || hart.profile().has(Extension.SMCSRIND) ? CSRIND : 0) | (advanced ? AIA : 0)
				| (advanced && hart.advanced.files().isPresent() ? IMSIC : 0);
	}
}
