/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.util.Set;

import org.ringside.isa.Extension;
import org.ringside.isa.MachineCsrs;

/** The machine-level CSRs (Privileged, chapter 3) apart from counters and memory protection. */
final class MachineRegisters {

	/** MXL of misa, SXL and UXL of mstatus: 64 bits. */
	private static final long XLEN_64 = 2;
	private static final long FIOM = 1;
	private static final long CBIE = 3 << 4;
	private static final long RESERVED_CBIE = 2 << 4;
	private static final long CBCFE = 1 << 6;
	private static final long CBZE = 1 << 7;
	static final long DTE = 1L << 59;
	static final long ADUE = 1L << 61;
	static final long PBMTE = 1L << 62;
	static final long STCE = 1L << 63;
	/** Every exception but ecall from M-mode and the reserved ones. */
	private static final long DELEGABLE = 0xb3ff;
	/** With guests: ecall from VS-mode, guest-page faults, virtual instructions. */
	private static final long GUEST_DELEGABLE = 0xf0_0400;
	/** What bit B of misa stands for (Unprivileged, chapter "B"). */
	private static final Set<Extension> BIT_MANIPULATION = Set.of(Extension.ZBA, Extension.ZBB, Extension.ZBS);
	private static final long ENVIRONMENT = FIOM | CBIE | CBCFE | CBZE;

	private MachineRegisters() {
	}

	static void define(CsrFile csrs, Hart hart) {
		PrivilegedState s = hart.state;
		HartConfig config = hart.config();
		boolean supervisor = hart.extensions.s;
		boolean hypervisor = hart.extensions.h;
		long delegable = hypervisor ? DELEGABLE | GUEST_DELEGABLE : DELEGABLE;
		long ofGuests = hypervisor ? HypervisorRegisters.interrupts(hart) : 0;
		s.mideleg = ofGuests;
		long misa = misa(hart);
		csrs.define(MachineCsrs.MVENDORID, config::vendorId);
		csrs.define(MachineCsrs.MARCHID, config::archId);
		csrs.define(MachineCsrs.MIMPID, config::implId);
		csrs.define(MachineCsrs.MHARTID, hart::hartId);
		csrs.define(MachineCsrs.MCONFIGPTR, () -> 0);
		csrs.define(MachineCsrs.MISA, () -> misa);
		csrs.define(MachineCsrs.MSTATUS, () -> readStatus(hart), value -> writeStatus(hart, value, statusMask(hart)));
		if (supervisor) {
			csrs.define(MachineCsrs.MEDELEG, () -> s.medeleg, value -> s.medeleg = value & delegable);
			csrs.define(MachineCsrs.MIDELEG, () -> s.mideleg, value -> {
				s.mideleg = value & supervisorInterrupts(hart) | ofGuests; // which are always delegated
				hart.enablesChanged();
			});
		}
		long interrupts = interrupts(hart) | ofGuests;
		csrs.define(MachineCsrs.MIE, () -> s.mie, value -> {
			s.mie = value & interrupts;
			hart.enablesChanged();
		});
		csrs.defineModified(MachineCsrs.MIP, s::mip, () -> s.mipSoftware, value -> {
			long writable = supervisorInterrupts(hart) | (hypervisor ? 1L << HypervisorState.VSSI : 0);
			if (hart.extensions.sstc && (s.menvcfg & STCE) != 0) {
				writable &= ~(1L << PrivilegedState.STI);
			}
			writable &= ~(s.aia.mvien & 1L << PrivilegedState.SEI);
			s.mipSoftware = s.mipSoftware & ~writable | value & writable;
			hart.enablesChanged();
		});
		csrs.define(MachineCsrs.MTVEC, () -> s.mtvec, value -> s.mtvec = trapVector(s.mtvec, value));
		csrs.define(MachineCsrs.MSCRATCH, () -> s.plain.mscratch(), value -> s.plain.mscratch(value));
		csrs.define(MachineCsrs.MEPC, () -> s.plain.mepc() & hart.pcMask(), value -> s.plain.mepc(value & ~1L));
		csrs.define(MachineCsrs.MCAUSE, () -> s.plain.mcause(), value -> s.plain.mcause(value));
		csrs.define(MachineCsrs.MTVAL, () -> s.plain.mtval(), value -> s.plain.mtval(value));
		if (hart.extensions.ssdbltrp || hart.extensions.smdbltrp || hypervisor) {
			csrs.define(MachineCsrs.MTVAL2, () -> s.mtval2, value -> s.mtval2 = value);
		}
		if (hart.extensions.u) {
			csrs.define(MachineCsrs.MENVCFG, () -> s.menvcfg, value -> {
				s.menvcfg = environment(value & (environmentMask(hart) | delegation(hart)));
				if ((s.menvcfg & DTE) == 0) {
					s.mstatus &= ~PrivilegedState.SDT;
					s.vsstatus &= ~PrivilegedState.SDT;
				}
				hart.environmentChanged();
			});
		}
	}

	/** The interrupts of mie that are not a hypervisor's. */
	static long interrupts(Hart hart) {
		return PrivilegedState.M_INTERRUPTS | supervisorInterrupts(hart);
	}

	/** The interrupts that can be delegated; those of the counters need a supervisor too (Sscofpmf). */
	static long supervisorInterrupts(Hart hart) {
		return hart.extensions.s ? PrivilegedState.S_INTERRUPTS | (hart.extensions.sscofpmf ? 1L << PrivilegedState.LCOFI : 0) : 0;
	}

	private static long misa(Hart hart) {
		long misa = XLEN_64 << 62;
		for (Extension extension : hart.profile().extensions()) {
			String name = extension.spelling();
			if (name.length() == 1) {
				misa |= 1L << name.charAt(0) - 'a';
			}
		}
		if (hart.profile().extensions().containsAll(BIT_MANIPULATION)) {
			misa |= 1L << 'b' - 'a';
		}
		return misa;
	}

	private static long environmentMask(Hart hart) {
		long mask = FIOM;
		mask |= hart.extensions.zicbom ? CBIE | CBCFE : 0;
		mask |= hart.extensions.zicboz ? CBZE : 0;
		mask |= hart.extensions.ssdbltrp ? DTE : 0;
		mask |= hart.extensions.svadu ? ADUE : 0;
		mask |= hart.extensions.svpbmt ? PBMTE : 0;
		mask |= hart.extensions.sstc ? STCE : 0;
		return mask;
	}

	private static long delegation(Hart hart) {
		return hart.profile().has(Extension.SSCCFG) ? DelegatedCounters.CDE : 0;
	}

	/** The reserved value of CBIE becomes 0 (WARL). */
	static long environment(long value) {
		return (value & CBIE) == RESERVED_CBIE ? value & ~CBIE : value;
	}

	/** The bits of {@code senvcfg} that a hart has. */
	static long supervisorEnvironmentMask(Hart hart) {
		return environmentMask(hart) & ENVIRONMENT;
	}

	static long readStatus(Hart hart) {
		long status = hart.state.mstatus;
		if (hart.extensions.u) {
			status |= XLEN_64 << 32;
		}
		if (hart.extensions.s) {
			status |= XLEN_64 << 34;
		}
		if (isDirty(status)) {
			status |= 1L << 63;
		}
		return status;
	}

	private static long statusMask(Hart hart) {
		long mask = PrivilegedState.MIE | PrivilegedState.MPIE;
		if (hart.extensions.u) {
			mask |= PrivilegedState.MPP | PrivilegedState.MPRV | PrivilegedState.TW;
		}
		if (hart.extensions.s) {
			mask |= PrivilegedState.SIE | PrivilegedState.SPIE | PrivilegedState.SPP | PrivilegedState.SUM | PrivilegedState.MXR
					| PrivilegedState.TVM | PrivilegedState.TSR | doubleTrapMask(hart);
		}
		mask |= hart.extensions.smdbltrp ? PrivilegedState.MDT : 0;
		if (hart.extensions.h) {
			mask |= HypervisorState.MPV | HypervisorState.MSTATUS_GVA;
		}
		return mask | (hart.extensions.f ? PrivilegedState.FS : 0) | (hart.vector.exists() ? PrivilegedState.VS : 0);
	}

	/** Whether the floating-point or the vector state is dirty by a status register. */
	static boolean isDirty(long status) {
		return (status & PrivilegedState.FS) == PrivilegedState.FS || (status & PrivilegedState.VS) == PrivilegedState.VS;
	}

	/** SDT, where menvcfg lets S-mode have it. */
	static long doubleTrapMask(Hart hart) {
		return (hart.state.menvcfg & DTE) != 0 ? PrivilegedState.SDT : 0;
	}

	/** Where a trap could not be taken twice, interrupts stay off (Privileged, chapters "Ssdbltrp" and "Smdbltrp"). */
	static long withoutDoubleTraps(long status) {
		return status & ~((status & PrivilegedState.SDT) != 0 ? PrivilegedState.SIE : 0)
				& ~((status & PrivilegedState.MDT) != 0 ? PrivilegedState.MIE : 0);
	}

	/** Puts the bits of a mask into mstatus; an MPP that no mode has is ignored (WARL). */
	static void writeStatus(Hart hart, long value, long mask) {
		long mpp = (value & PrivilegedState.MPP) >>> PrivilegedState.MPP_SHIFT;
		if (mpp == 2 || mpp == 1 && !hart.extensions.s) {
			mask &= ~PrivilegedState.MPP;
		}
		hart.setStatus(withoutDoubleTraps(hart.state.mstatus & ~mask | value & mask));
	}

	/** The reserved vector modes are ignored (WARL). */
	static long trapVector(long old, long value) {
		return (value & 2) != 0 ? old : value;
	}

}
