/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import static org.ringside.machine.HypervisorState.VS_INTERRUPTS;

import org.ringside.isa.Counters;
import org.ringside.isa.DebugCsrs;
import org.ringside.isa.Extension;
import org.ringside.isa.HypervisorCsrs;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.SupervisorCsrs;
import org.ringside.isa.Zkr;

/** The CSRs of the hypervisor and of its guest's supervisor (Privileged, chapter "H"). */
final class HypervisorRegisters {

	/** Exceptions that may go on to VS-mode (Privileged, table of hedeleg). */
	private static final long DELEGABLE = 0xc_b1ff;
	private static final long VSXL_64 = 2L << 32;
	private static final long ROOT_ALIGNMENT = 3;
	private static final long VMID_AND_PPN = 0x3fffL << 44 | (1L << 44) - 1;
	private static final int MODE_SHIFT = 60;

	private HypervisorRegisters() {
	}

	static void define(CsrFile csrs, Hart hart) {
		PrivilegedState s = hart.state;
		csrs.define(HypervisorCsrs.HSTATUS, () -> s.hstatus | VSXL_64, value -> writeStatus(hart, value));
		csrs.define(HypervisorCsrs.HEDELEG, () -> s.hedeleg, value -> s.hedeleg = value & DELEGABLE);
		csrs.define(HypervisorCsrs.HCOUNTEREN, () -> s.hcounteren, value -> s.hcounteren = value & CounterRegisters.enables(hart));
		csrs.define(HypervisorCsrs.HTIMEDELTA, () -> s.htimedelta, value -> {
			s.htimedelta = value;
			hart.timersChanged();
		});
		csrs.define(HypervisorCsrs.HENVCFG, () -> s.henvcfg & environmentMask(hart), value -> {
			s.henvcfg = MachineRegisters.environment(value & environmentMask(hart));
			if (!s.guestDoubleTraps()) {
				s.vsstatus &= ~PrivilegedState.SDT;
			}
			hart.guestEnvironmentChanged();
		}, () -> StateEnableRegisters.enabled(hart, 0, StateEnableRegisters.ENVCFG));
		csrs.define(HypervisorCsrs.HTVAL, () -> s.htval, value -> s.htval = value);
		csrs.define(HypervisorCsrs.HTINST, () -> s.htinst, value -> s.htinst = value);
		csrs.define(HypervisorCsrs.HGATP, () -> s.hgatp, value -> writeHgatp(hart, value),
				() -> s.virtual || s.mode != 1 || (s.mstatus & PrivilegedState.TVM) == 0);
		csrs.define(MachineCsrs.MTINST, () -> s.mtinst, value -> s.mtinst = value);
		defineInterrupts(csrs, hart);
		defineGuest(csrs, hart);
		restrictGuest(csrs, hart);
	}

	/** hie, hvip and hip are parts of mie and mip; hgeie and hgeip stand before them. */
	private static void defineInterrupts(CsrFile csrs, Hart hart) {
		PrivilegedState s = hart.state;
		long implemented = interrupts(hart);
		long lines = (1L << hart.config().guestExternalInterrupts()) - 1 << 1;
		csrs.define(HypervisorCsrs.HIDELEG, () -> s.hideleg, value -> {
			s.hideleg = value & VS_INTERRUPTS;
			hart.attend();
		});
		csrs.define(HypervisorCsrs.HIE, () -> s.mie & implemented, value -> {
			s.mie = s.mie & ~implemented | value & implemented;
			hart.attend();
		});
		csrs.define(HypervisorCsrs.HVIP, () -> s.mipSoftware & VS_INTERRUPTS, value -> inject(hart, VS_INTERRUPTS, value));
		csrs.defineModified(HypervisorCsrs.HIP, () -> s.mip() & implemented, () -> s.mipSoftware & VS_INTERRUPTS,
				value -> inject(hart, 1L << HypervisorState.VSSI, value));
		csrs.define(HypervisorCsrs.HGEIE, () -> s.hgeie, value -> {
			s.hgeie = value & lines;
			hart.guestExternalChanged();
		});
		csrs.define(HypervisorCsrs.HGEIP, () -> s.hgeip);
	}

	/** The interrupts that the extension adds; without guest external interrupts, none announces them. */
	static long interrupts(Hart hart) {
		return hart.config().guestExternalInterrupts() > 0 ? HypervisorState.HYPERVISOR_INTERRUPTS : VS_INTERRUPTS;
	}

	private static void inject(Hart hart, long mask, long value) {
		hart.state.mipSoftware = hart.state.mipSoftware & ~mask | value & mask;
		hart.attend();
	}

	private static void defineGuest(CsrFile csrs, Hart hart) {
		PrivilegedState s = hart.state;
		csrs.define(HypervisorCsrs.VSSTATUS, () -> SupervisorRegisters.shown(s.vsstatus), value -> {
			long mask = SupervisorRegisters.statusMask(hart) | (s.guestDoubleTraps() ? PrivilegedState.SDT : 0);
			hart.setGuestStatus(MachineRegisters.withoutDoubleTraps(s.vsstatus & ~mask | value & mask));
		});
		// The bits of vsie and vsip are those of hie and hip, one place lower, as far as they are delegated.
		csrs.define(HypervisorCsrs.VSIE, () -> (s.mie & s.hideleg) >>> 1, value -> {
			s.mie = s.mie & ~s.hideleg | value << 1 & s.hideleg;
			hart.attend();
		});
		csrs.defineModified(HypervisorCsrs.VSIP, () -> (s.mip() & s.hideleg) >>> 1, () -> (s.mipSoftware & s.hideleg) >>> 1,
				value -> inject(hart, s.hideleg & 1L << HypervisorState.VSSI, value << 1));
		csrs.define(HypervisorCsrs.VSTVEC, () -> s.vstvec, value -> s.vstvec = MachineRegisters.trapVector(s.vstvec, value));
		csrs.define(HypervisorCsrs.VSSCRATCH, () -> s.vsscratch, value -> s.vsscratch = value);
		csrs.define(HypervisorCsrs.VSEPC, () -> s.vsepc & hart.pcMask(), value -> s.vsepc = value & ~1L);
		csrs.define(HypervisorCsrs.VSCAUSE, () -> s.vscause, value -> s.vscause = value);
		csrs.define(HypervisorCsrs.VSTVAL, () -> s.vstval, value -> s.vstval = value);
		csrs.define(HypervisorCsrs.VSATP, () -> s.vsatp, value -> writeVsatp(hart, value));
		csrs.substitute(SupervisorCsrs.SSTATUS, HypervisorCsrs.VSSTATUS);
		csrs.substitute(SupervisorCsrs.SIE, HypervisorCsrs.VSIE);
		csrs.substitute(SupervisorCsrs.SIP, HypervisorCsrs.VSIP);
		csrs.substitute(SupervisorCsrs.STVEC, HypervisorCsrs.VSTVEC);
		csrs.substitute(SupervisorCsrs.SSCRATCH, HypervisorCsrs.VSSCRATCH);
		csrs.substitute(SupervisorCsrs.SEPC, HypervisorCsrs.VSEPC);
		csrs.substitute(SupervisorCsrs.SCAUSE, HypervisorCsrs.VSCAUSE);
		csrs.substitute(SupervisorCsrs.STVAL, HypervisorCsrs.VSTVAL);
		csrs.substitute(SupervisorCsrs.SATP, HypervisorCsrs.VSATP);
	}

	/** What the hypervisor or the guest's supervisor may keep from the guest. */
	private static void restrictGuest(CsrFile csrs, Hart hart) {
		PrivilegedState s = hart.state;
		csrs.openToGuest(SupervisorCsrs.SENVCFG, () -> StateEnableRegisters.guestEnabled(hart, 0, StateEnableRegisters.ENVCFG));
		if (csrs.exists(DebugCsrs.SCONTEXT)) {
			csrs.openToGuest(DebugCsrs.SCONTEXT, () -> StateEnableRegisters.guestEnabled(hart, 0, StateEnableRegisters.CONTEXT));
		}
		if (csrs.exists(Zkr.SEED)) {
			csrs.openToGuest(Zkr.SEED, () -> false);
		}
		csrs.openToGuest(SupervisorCsrs.SATP, () -> (s.hstatus & HypervisorState.VTVM) == 0);
		for (int i = 0; i < 32; i++) {
			int bit = i;
			if (csrs.exists(Counters.CYCLE + i)) {
				csrs.openToGuest(Counters.CYCLE + i, () -> (s.hcounteren >>> bit & 1) != 0 && (s.mode == 1 || (s.scounteren >>> bit & 1) != 0));
			}
		}
		if (hart.profile().has(Extension.ZICNTR)) {
			csrs.define(Counters.TIME, () -> s.virtual ? hart.clock.now() + s.htimedelta : hart.clock.now(), csrs.accessible(Counters.TIME));
			csrs.openToGuest(Counters.TIME, () -> (s.hcounteren & 2) != 0 && (s.mode == 1 || (s.scounteren & 2) != 0));
		}
	}

	private static void writeStatus(Hart hart, long value) {
		PrivilegedState s = hart.state;
		long mask = HypervisorState.VTSR | HypervisorState.VTW | HypervisorState.VTVM | HypervisorState.HU | HypervisorState.SPVP
				| HypervisorState.SPV | HypervisorState.HSTATUS_GVA;
		// VGEIN is WLRL: a number that no guest external interrupt has is ignored.
		mask |= (value & HypervisorState.VGEIN) >>> HypervisorState.VGEIN_SHIFT <= hart.config().guestExternalInterrupts()
				? HypervisorState.VGEIN : 0;
		s.hstatus = s.hstatus & ~mask | value & mask;
		hart.guestExternalChanged();
	}

	/** Where menvcfg withholds a feature, its bit of henvcfg is read-only zero. */
	private static long environmentMask(Hart hart) {
		long features = MachineRegisters.DTE | MachineRegisters.ADUE | MachineRegisters.PBMTE | MachineRegisters.STCE;
		return MachineRegisters.supervisorEnvironmentMask(hart) | features & hart.state.menvcfg;
	}

	/** The mode is WARL in the normal way: one that the hart does not have leaves the old one (Privileged, hgatp). */
	private static void writeHgatp(Hart hart, long value) {
		PrivilegedState s = hart.state;
		long mode = hart.hasTranslation((int) (value >>> MODE_SHIFT)) ? value >>> MODE_SHIFT : s.hgatp >>> MODE_SHIFT;
		long wanted = mode << MODE_SHIFT | value & VMID_AND_PPN & ~ROOT_ALIGNMENT;
		if (wanted != s.hgatp) {
			s.hgatp = wanted;
			hart.guestTranslationChanged();
		}
	}

	private static void writeVsatp(Hart hart, long value) {
		PrivilegedState s = hart.state;
		long old = s.vsatp;
		if (hart.hasTranslation((int) (value >>> MODE_SHIFT)) && value != old) {
			s.vsatp = value;
			hart.guestTranslationChanged();
			if (s.virtual) {
				hart.guestSatpWritten(old, value);
			}
		}
	}
}
