/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import static org.ringside.machine.AdvancedState.LOCAL_INTERRUPTS;
import static org.ringside.machine.HypervisorState.VSSI;
import static org.ringside.machine.HypervisorState.VS_INTERRUPTS;

import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

import org.ringside.isa.HypervisorCsrs;
import org.ringside.isa.InterruptFileCsrs;
import org.ringside.isa.Sstc;
import org.ringside.isa.SupervisorCsrs;

/** The CSRs by which a hypervisor injects and orders interrupts of its guest, and those that the guest sees (AIA 1.0, chapter 6). */
final class GuestInterruptRegisters {

	private static final long CONTROL = AdvancedState.VTI | AdvancedState.IID << AdvancedState.IID_SHIFT | AdvancedState.DPR | AdvancedState.IPRIOM
			| AdvancedState.IPRIO;
	/** The bytes of interrupts 0, 4 and 8 are read-only zeros. */
	private static final long PRIORITIES_1 = 0xffff_ff00_ff00_ff00L;

	private GuestInterruptRegisters() {
	}

	static void define(CsrFile csrs, Hart hart) {
		AdvancedState a = hart.state.aia;
		define(csrs, hart, InterruptFileCsrs.HVIEN, () -> a.hvien, value -> a.hvien = value & LOCAL_INTERRUPTS);
		define(csrs, hart, InterruptFileCsrs.HVICTL, () -> a.hvictl, value -> a.hvictl = value & CONTROL);
		define(csrs, hart, InterruptFileCsrs.HVIPRIO1, () -> a.hviprio1, value -> a.hviprio1 = value & PRIORITIES_1);
		define(csrs, hart, InterruptFileCsrs.HVIPRIO2, () -> a.hviprio2, value -> a.hviprio2 = value);
		defineDelegation(csrs, hart);
		defineGuest(csrs, hart);
	}

	/** A register that bit 59 of mstateen0 opens, after whose change the hart looks at its interrupts. */
	private static void define(CsrFile csrs, Hart hart, int number, LongSupplier read, LongConsumer write) {
		csrs.define(number, read, value -> {
			write.accept(value);
			hart.attend();
		}, aia(hart));
	}

	private static BooleanSupplier aia(Hart hart) {
		return () -> StateEnableRegisters.enabled(hart, 0, StateEnableRegisters.AIA);
	}

	/** hideleg and hvip, with interrupts from 13 on. */
	private static void defineDelegation(CsrFile csrs, Hart hart) {
		PrivilegedState s = hart.state;
		AdvancedState a = s.aia;
		csrs.define(HypervisorCsrs.HIDELEG, hart.advanced::hideleg, value -> {
			s.hideleg = value & (VS_INTERRUPTS | (s.mideleg | a.mvien) & LOCAL_INTERRUPTS);
			hart.attend();
		});
		csrs.define(HypervisorCsrs.HVIP, () -> s.mipSoftware & VS_INTERRUPTS | a.hvip, value -> {
			s.mipSoftware = s.mipSoftware & ~VS_INTERRUPTS | value & VS_INTERRUPTS;
			a.hvip = value & LOCAL_INTERRUPTS;
			hart.attend();
		});
	}

	private static void defineGuest(CsrFile csrs, Hart hart) {
		PrivilegedState s = hart.state;
		AdvancedState a = s.aia;
		AdvancedInterrupts all = hart.advanced;
		csrs.define(HypervisorCsrs.VSIE, all::vsie, value -> writeVsie(hart, value));
		csrs.defineModified(HypervisorCsrs.VSIP, all::vsip, () -> modifiedVsip(hart), value -> writeVsip(hart, value));
		csrs.define(InterruptFileCsrs.VSTOPI, all::vstopi, aia(hart));
		csrs.define(InterruptFileCsrs.VSTOPEI, () -> AdvancedInterruptRegisters.top(all.guestFile()),
				value -> all.guestFile().ifPresent(InterruptFile::claim),
				() -> s.virtual ? AdvancedInterruptRegisters.filesOpen(hart)
						: all.guestFile().isPresent() && StateEnableRegisters.enabled(hart, 0, StateEnableRegisters.IMSIC));
		csrs.substitute(SupervisorCsrs.SIE, HypervisorCsrs.VSIE);
		csrs.substitute(SupervisorCsrs.SIP, HypervisorCsrs.VSIP);
		csrs.substitute(InterruptFileCsrs.STOPI, InterruptFileCsrs.VSTOPI);
		csrs.substitute(InterruptFileCsrs.STOPEI, InterruptFileCsrs.VSTOPEI);
		csrs.openToGuest(InterruptFileCsrs.STOPI, () -> StateEnableRegisters.guestEnabled(hart, 0, StateEnableRegisters.AIA));
		csrs.openToGuest(InterruptFileCsrs.STOPEI, () -> guestFileOpen(hart));
		// What the hypervisor presents by hvictl is not in these, so that it has to emulate them (AIA 1.0, 6.3.2).
		BooleanSupplier own = () -> (a.hvictl & AdvancedState.VTI) == 0;
		csrs.openToGuest(SupervisorCsrs.SIE, own);
		csrs.openToGuest(SupervisorCsrs.SIP, own);
		if (csrs.exists(Sstc.VSTIMECMP)) {
			csrs.openWritesToGuest(Sstc.STIMECMP, own);
		}
	}

	/** Whether the guest has an interrupt file and may access it. */
	static boolean guestFileOpen(Hart hart) {
		return hart.advanced.guestFile().isPresent() && StateEnableRegisters.guestEnabled(hart, 0, StateEnableRegisters.IMSIC);
	}

	private static void writeVsie(Hart hart, long value) {
		PrivilegedState s = hart.state;
		long hideleg = hart.advanced.hideleg();
		long low = hideleg & VS_INTERRUPTS;
		long passed = hideleg & LOCAL_INTERRUPTS;
		long own = s.aia.hvien & ~hideleg;
		s.mie = s.mie & ~low | value << 1 & low;
		s.aia.vsie = s.aia.vsie & ~own | value & own;
		AdvancedInterruptRegisters.writeSie(hart, hart.advanced.sie() & ~passed | value & passed);
	}

	/** What set and clear instructions modify: of the interrupts that lines drive too, only what software has written. */
	private static long modifiedVsip(Hart hart) {
		PrivilegedState s = hart.state;
		long hideleg = hart.advanced.hideleg();
		long passed = s.mipSoftware & s.mideleg | s.aia.mvip & hart.advanced.filtered();
		return (s.mipSoftware & hideleg & VS_INTERRUPTS) >>> 1
				| (passed & hideleg | s.aia.hvip & s.aia.hvien & ~hideleg) & LOCAL_INTERRUPTS;
	}

	private static void writeVsip(Hart hart, long value) {
		PrivilegedState s = hart.state;
		long hideleg = hart.advanced.hideleg();
		long software = hideleg & 1L << VSSI;
		long passed = hideleg & LOCAL_INTERRUPTS;
		long own = s.aia.hvien & ~hideleg;
		s.mipSoftware = s.mipSoftware & ~software | value << 1 & software;
		s.aia.hvip = s.aia.hvip & ~own | value & own;
		long old = s.mipSoftware & s.mideleg | s.aia.mvip & hart.advanced.filtered();
		AdvancedInterruptRegisters.writeSip(hart, old & ~passed | value & passed);
	}
}
