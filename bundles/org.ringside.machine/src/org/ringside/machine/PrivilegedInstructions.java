/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import org.ringside.isa.ExceptionCause;

/**
 * The privileged instructions and the traps on purpose. Each is called with exact state: the hart's pc is the address of
 * the next instruction, the site is the instruction itself.
 */
public final class PrivilegedInstructions {

	private PrivilegedInstructions() {
	}

	/** The word of the executing instruction as {@code xtval} wants it. */
	public static Trap illegal(Hart h) {
		return h.trap.with(ExceptionCause.ILLEGAL_INSTRUCTION, Integer.toUnsignedLong(h.site.word));
	}

	public static void ecall(Hart h) {
		throw h.trap.with(switch (h.state.mode) {
			case 0 -> ExceptionCause.ECALL_FROM_U;
			case 1 -> ExceptionCause.ECALL_FROM_S;
			default -> ExceptionCause.ECALL_FROM_M;
		}, 0);
	}

	public static void ebreak(Hart h) {
		throw h.trap.with(ExceptionCause.BREAKPOINT, 0);
	}

	public static void mret(Hart h) {
		if (h.state.mode < 3) {
			throw illegal(h);
		}
		h.traps.returnFromMachine();
	}

	public static void sret(Hart h) {
		int mode = h.state.mode;
		if (mode < 1 || mode == 1 && (h.state.mstatus & PrivilegedState.TSR) != 0) {
			throw illegal(h);
		}
		h.traps.returnFromSupervisor();
	}

	/** Where TW forbids waiting, no time is allowed for it (Privileged 3.1.6.6). */
	public static void wfi(Hart h) {
		int mode = h.state.mode;
		if (mode < 3 && (h.state.mstatus & PrivilegedState.TW) != 0 || mode == 0 && h.extensions.s) {
			throw illegal(h);
		}
		h.waiting = !h.interruptWakes();
		h.attend();
	}

	/** Of a single address if {@code oneAddress}, else of all; all address spaces are forgotten in either case. */
	public static void sfenceVma(Hart h, boolean oneAddress, long va, long asid) {
		int mode = h.state.mode;
		if (mode < 1 || mode == 1 && (h.state.mstatus & PrivilegedState.TVM) != 0) {
			throw illegal(h);
		}
		if (oneAddress) {
			h.flushTlb(va, (int) asid);
		} else {
			h.translationChanged();
		}
		h.fenced(oneAddress, va, asid);
	}
}
