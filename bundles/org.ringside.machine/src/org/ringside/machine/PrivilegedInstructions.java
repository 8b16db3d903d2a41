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

	/** The exception of an instruction that HS-mode may execute, but not the guest; the value is that of an illegal one. */
	static Trap virtual(Hart h) {
		return h.trap.with(ExceptionCause.VIRTUAL_INSTRUCTION, Integer.toUnsignedLong(h.site.word));
	}

	/** What an access to a CSR raises if the hart may not make it now; else {@code null}. */
	public static Trap refusedCsr(Hart h, int number, boolean write) {
		return h.csrs.refusal(number, write);
	}

	/** What instructions of S-mode and above raise in U-mode; {@code null} in other modes. */
	public static Trap refusedToUser(Hart h) {
		return h.state.mode == 0 && h.extensions.s && !h.state.virtual ? illegal(h) : null;
	}

	public static Trap ecall(Hart h) {
		return h.trap.with(switch (h.state.mode) {
			case 0 -> ExceptionCause.ECALL_FROM_U;
			case 1 -> h.state.virtual ? ExceptionCause.ECALL_FROM_VS : ExceptionCause.ECALL_FROM_S;
			default -> ExceptionCause.ECALL_FROM_M;
		}, 0);
	}

	/** The value is the address of the instruction, as the reference models have it; 0 would do as well (Privileged 3.1.16). */
	public static Trap ebreak(Hart h) {
		return h.trap.with(ExceptionCause.BREAKPOINT, h.site.pc);
	}

	public static void mret(Hart h) {
		if (h.state.mode < 3) {
			throw illegal(h);
		}
		h.traps.returnFromMachine();
	}

	public static void sret(Hart h) {
		supervisorOnly(h, PrivilegedState.TSR, HypervisorState.VTSR);
		h.traps.returnFromSupervisor();
	}

	/**
	 * Lets an instruction pass that is S-mode's, unless M-mode has it trap there by a bit of mstatus, or in VS-mode the
	 * hypervisor by one of hstatus.
	 */
	private static void supervisorOnly(Hart h, long trapped, long trappedInGuest) {
		PrivilegedState s = h.state;
		if (s.virtual) {
			if (s.mode < 1 || (s.hstatus & trappedInGuest) != 0) {
				throw virtual(h);
			}
		} else if (s.mode < 1 || s.mode == 1 && (s.mstatus & trapped) != 0) {
			throw illegal(h);
		}
	}

	/** Where TW forbids waiting, no time is allowed for it (Privileged 3.1.6.6). */
	public static void wfi(Hart h) {
		int mode = h.state.mode;
		if (mode < 3 && (h.state.mstatus & PrivilegedState.TW) != 0 || mode == 0 && h.extensions.s && !h.state.virtual) {
			throw illegal(h);
		}
		if (h.state.virtual && (mode == 0 || (h.state.hstatus & HypervisorState.VTW) != 0)) {
			throw virtual(h);
		}
		if (!h.interruptWakes()) {
			h.waiting = true;
			h.attend();
		}
	}

	/** Of a single address if {@code oneAddress}, else of all; all address spaces are forgotten in either case. */
	public static void sfenceVma(Hart h, boolean oneAddress, long va, long asid) {
		supervisorOnly(h, PrivilegedState.TVM, HypervisorState.VTVM);
		if (h.state.virtual) {
			HypervisorInstructions.forgetGuest(h, oneAddress, va);
		} else if (oneAddress) {
			h.flushTlb(va, (int) asid);
		} else {
			h.translationChanged();
		}
		h.fenced(oneAddress, va, asid);
	}

	/** The fences around {@code sinval.vma} (Privileged, chapter "Svinval"): there is nothing to order here. */
	public static void orderInvalidations(Hart h) {
		supervisorOnly(h, 0, 0);
	}

	private static final int CBIE_SHIFT = 4;
	private static final long CBCFE = 1 << 6;
	private static final long CBZE = 1 << 7;
	private static final int BLOCK = 64;

	/** Lets an instruction pass that {@code field} of menvcfg, henvcfg and senvcfg enables for the modes below. */
	private static void enabled(Hart h, long field) {
		PrivilegedState s = h.state;
		boolean bySupervisor = s.mode == 1 || (s.senvcfg & field) != 0;
		if (s.mode != 3 && ((s.menvcfg & field) == 0 || !bySupervisor && !s.virtual)) {
			throw illegal(h);
		}
		if (s.virtual && ((s.henvcfg & field) == 0 || !bySupervisor)) {
			throw virtual(h);
		}
	}

	/** Zicbom's clean and flush, and inval, which here is done as flush: all memory is coherent. */
	public static void manageBlock(Hart h, long va, boolean invalidate) {
		enabled(h, invalidate ? 3L << CBIE_SHIFT : CBCFE);
		int mode = h.dataMode();
		PageWalker walker = h.walker;
		if (!walker.walk(va, Access.READ, mode, true, null) && !walker.walk(va, Access.WRITE, mode, true, null)) {
			throw h.trap.with(walker, va);
		}
		long physical = walker.physical;
		if (!h.bus.isMemory(physical)
				|| !h.pmp.allows(physical, 1, Access.READ, mode) && !h.pmp.allows(physical, 1, Access.WRITE, mode)) {
			throw h.trap.with(ExceptionCause.STORE_ACCESS_FAULT, va);
		}
	}

	/** Zicboz: writes zeros to a block of 64 bytes. */
	public static void zeroBlock(Hart h, long va) {
		enabled(h, CBZE);
		long physical = h.tlb.translate(va, Access.WRITE, 1) & -BLOCK;
		if (!h.bus.isMemory(physical)) {
			throw h.trap.with(ExceptionCause.STORE_ACCESS_FAULT, va);
		}
		for (int i = 0; i < BLOCK; i += 8) {
			h.bus.write(h, physical + i, 8, 0);
		}
	}
}
