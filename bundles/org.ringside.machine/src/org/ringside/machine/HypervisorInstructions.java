/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import org.ringside.isa.ExceptionCause;
import org.ringside.isa.RvH;

/**
 * The instructions of the hypervisor extension (Privileged, chapter "H", "Hypervisor Instructions"). Each is called with exact
 * state, as those of {@link PrivilegedInstructions}.
 */
public final class HypervisorInstructions {

	private static final long VMID = 0x3fff;
	private static final long ASID = 0xffff;
	private static final int ID_SHIFT = 44;

	private HypervisorInstructions() {
	}

	/** {@code hfence.vvma} and {@code hinval.vvma}: orders VS-stage translations of the present virtual machine. */
	public static void fenceGuestVirtual(Hart h, boolean oneAddress, long va, boolean oneSpace, long asid) {
		hypervisorOnly(h, 0);
		// Only translations of the present address space are ever cached.
		if (!oneSpace || (asid & ASID) == (h.state.vsatp >>> ID_SHIFT & ASID)) {
			forgetGuest(h, oneAddress, va);
		}
	}

	/** {@code hfence.gvma} and {@code hinval.gvma}: orders G-stage translations, here of all guest-physical addresses. */
	public static void fenceGuestPhysical(Hart h, boolean oneMachine, long vmid) {
		hypervisorOnly(h, PrivilegedState.TVM);
		// Only translations of the present virtual machine are ever cached.
		if (!oneMachine || (vmid & VMID) == (h.state.hgatp >>> ID_SHIFT & VMID)) {
			h.guestTranslationChanged();
		}
	}

	/** Forgets VS-stage translations of one address, or of all. */
	static void forgetGuest(Hart h, boolean oneAddress, long va) {
		if (oneAddress) {
			h.flushGuestTlb(va);
		} else {
			h.guestTranslationChanged();
		}
	}

	private static void hypervisorOnly(Hart h, long trapped) {
		PrivilegedState s = h.state;
		if (s.virtual) {
			throw PrivilegedInstructions.virtual(h);
		}
		if (s.mode < 1 || s.mode == 1 && (s.mstatus & trapped) != 0) {
			throw PrivilegedInstructions.illegal(h);
		}
	}

	/** {@code hlv}, {@code hlvx} and {@code hsv}: accesses the memory of the guest as the guest would in the mode that hstatus.SPVP tells. */
	public static void access(Hart h, RvH instruction, int rd, int rs1, int rs2) {
		PrivilegedState s = h.state;
		if (s.virtual) {
			throw PrivilegedInstructions.virtual(h);
		}
		if (s.mode == 0 && (s.hstatus & HypervisorState.HU) == 0) {
			throw PrivilegedInstructions.illegal(h);
		}
		long va = h.x(rs1);
		long value = h.x(rs2);
		Node site = h.site;
		h.beginGuestAccess();
		try {
			switch (instruction) {
				case HLV_B -> h.setX(rd, MemoryAccess.load8(h, va, site));
				case HLV_BU -> h.setX(rd, MemoryAccess.load8(h, va, site) & 0xff);
				case HLV_H -> h.setX(rd, MemoryAccess.load16(h, va, site));
				case HLV_HU -> h.setX(rd, MemoryAccess.load16(h, va, site) & 0xffff);
				case HLV_W -> h.setX(rd, MemoryAccess.load32(h, va, site));
				case HLV_WU -> h.setX(rd, MemoryAccess.load32(h, va, site) & 0xffff_ffffL);
				case HLV_D -> h.setX(rd, MemoryAccess.load64(h, va, site));
				case HLVX_HU -> h.setX(rd, loadExecutable(h, va, 2));
				case HLVX_WU -> h.setX(rd, loadExecutable(h, va, 4));
				case HSV_B -> MemoryAccess.store8(h, va, value, site);
				case HSV_H -> MemoryAccess.store16(h, va, value, site);
				case HSV_W -> MemoryAccess.store32(h, va, value, site);
				case HSV_D -> MemoryAccess.store64(h, va, value, site);
				case HFENCE_VVMA, HFENCE_GVMA -> throw new IllegalArgumentException(instruction + " accesses no memory");
			}
		} catch (Trap trap) {
			trap.ofGuest = true;
			throw trap;
		} finally {
			h.endGuestAccess();
		}
	}

	/** Reads code of the guest: what it may execute, whether it may read it or not; past the TLB, which does not tell that. */
	private static long loadExecutable(Hart h, long va, int size) {
		int first = (int) Math.min(size, Memory.PAGE - (va & Memory.PAGE - 1));
		long value = executablePart(h, va, first);
		return first == size ? value : value | executablePart(h, va + first, size - first) << 8 * first;
	}

	private static long executablePart(Hart h, long va, int size) {
		PageWalker walker = h.walker;
		int mode = h.dataMode();
		walker.loadsExecutable = true;
		boolean allowed = walker.walk(va, Access.READ, mode, true, null);
		walker.loadsExecutable = false;
		if (!allowed) {
			throw h.trap.with(walker, va);
		}
		long physical = walker.physical;
		if (h.bus.frames(physical) == null || !h.pmp.allows(physical, size, Access.READ, mode)
				|| !h.pmp.allows(physical, size, Access.EXECUTE, mode)) {
			throw h.trap.with(ExceptionCause.LOAD_ACCESS_FAULT, va);
		}
		long value = 0;
		for (int i = size - 1; i >= 0; i--) {
			value = value << 8 | h.bus.read(physical + i, 1);
		}
		return value;
	}
}
