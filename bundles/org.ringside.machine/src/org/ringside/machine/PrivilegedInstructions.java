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

	/** The value is the address of the instruction, as the reference models have it; 0 would do as well (Privileged 3.1.16). */
	public static void ebreak(Hart h) {
		throw h.trap.with(ExceptionCause.BREAKPOINT, h.site.pc);
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

	/** The fences around {@code sinval.vma} (Privileged, chapter "Svinval"): there is nothing to order here. */
	public static void orderInvalidations(Hart h) {
		if (h.state.mode < 1) {
			throw illegal(h);
		}
	}

	private static final int CBIE_SHIFT = 4;
	private static final long CBCFE = 1 << 6;
	private static final long CBZE = 1 << 7;
	private static final int BLOCK = 64;

	/** Whether the environment lets the present mode execute what {@code field} of menvcfg and senvcfg enables. */
	private static boolean enabled(Hart h, long field) {
		int mode = h.state.mode;
		return mode == 3 || (h.state.menvcfg & field) != 0 && (mode == 1 || (h.state.senvcfg & field) != 0);
	}

	/** Zicbom's clean and flush, and inval, which here is done as flush: all memory is coherent. */
	public static void manageBlock(Hart h, long va, boolean invalidate) {
		if (!enabled(h, invalidate ? 3L << CBIE_SHIFT : CBCFE)) {
			throw illegal(h);
		}
		int mode = h.dataMode();
		PageWalker walker = h.walker;
		if (!walker.walk(va, Access.READ, mode, true, null) && !walker.walk(va, Access.WRITE, mode, true, null)) {
			throw h.trap.with(walker.fault == ExceptionCause.STORE_PAGE_FAULT ? walker.fault : ExceptionCause.STORE_ACCESS_FAULT, va);
		}
		long physical = walker.physical;
		if (!h.bus.isMemory(physical)
				|| !h.pmp.allows(physical, 1, Access.READ, mode) && !h.pmp.allows(physical, 1, Access.WRITE, mode)) {
			throw h.trap.with(ExceptionCause.STORE_ACCESS_FAULT, va);
		}
	}

	/** Zicboz: writes zeros to a block of 64 bytes. */
	public static void zeroBlock(Hart h, long va) {
		if (!enabled(h, CBZE)) {
			throw illegal(h);
		}
		long physical = h.tlb.translate(va, Access.WRITE, 1) & -BLOCK;
		if (!h.bus.isMemory(physical)) {
			throw h.trap.with(ExceptionCause.STORE_ACCESS_FAULT, va);
		}
		for (int i = 0; i < BLOCK; i += 8) {
			h.bus.write(h, physical + i, 8, 0);
		}
	}
}
