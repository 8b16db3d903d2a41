/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import org.ringside.isa.SupervisorCsrs;

/** The supervisor-level CSRs (Privileged, chapter 10): partly views of the machine-level ones. */
final class SupervisorRegisters {

	/** The part of mstatus that sstatus shows and may write; UXL is shown as well. */
	private static final long STATUS = PrivilegedState.SIE | PrivilegedState.SPIE | PrivilegedState.SPP | PrivilegedState.SUM
			| PrivilegedState.MXR | PrivilegedState.FS | PrivilegedState.VS;
	private static final long UXL = 3L << 32;
	private static final long UXL_64 = 2L << 32;
	private static final long SD = 1L << 63;
	private static final long ASID_AND_PPN = (1L << 60) - 1;

	private SupervisorRegisters() {
	}

	static void define(CsrFile csrs, Hart hart) {
		PrivilegedState s = hart.state;
		csrs.define(SupervisorCsrs.SSTATUS, () -> MachineRegisters.readStatus(hart) & (STATUS | UXL | SD | PrivilegedState.SDT),
				value -> MachineRegisters.writeStatus(hart, value, statusMask(hart) | MachineRegisters.doubleTrapMask(hart)));
		csrs.define(SupervisorCsrs.SIE, () -> s.mie & delegated(s), value -> {
			s.mie = s.mie & ~delegated(s) | value & delegated(s);
			hart.enablesChanged();
		});
		csrs.defineModified(SupervisorCsrs.SIP, () -> s.mip() & delegated(s), () -> s.mipSoftware & delegated(s), value -> {
			long writable = s.mideleg & (1L << PrivilegedState.SSI | 1L << PrivilegedState.LCOFI);
			s.mipSoftware = s.mipSoftware & ~writable | value & writable;
			hart.enablesChanged();
		});
		csrs.define(SupervisorCsrs.STVEC, () -> s.stvec, value -> s.stvec = MachineRegisters.trapVector(s.stvec, value));
		csrs.define(SupervisorCsrs.SSCRATCH, () -> s.plain.sscratch(), value -> s.plain.sscratch(value));
		csrs.define(SupervisorCsrs.SEPC, () -> s.plain.sepc() & hart.pcMask(), value -> s.plain.sepc(value & ~1L));
		csrs.define(SupervisorCsrs.SCAUSE, () -> s.plain.scause(), value -> s.plain.scause(value));
		csrs.define(SupervisorCsrs.STVAL, () -> s.plain.stval(), value -> s.plain.stval(value));
		csrs.define(SupervisorCsrs.SENVCFG, () -> s.senvcfg,
				value -> s.senvcfg = MachineRegisters.environment(value & MachineRegisters.supervisorEnvironmentMask(hart)),
				() -> StateEnableRegisters.enabled(hart, 0, StateEnableRegisters.ENVCFG));
		csrs.define(SupervisorCsrs.SATP, () -> s.satp, value -> writeSatp(hart, value),
				() -> s.virtual || s.mode != 1 || (s.mstatus & PrivilegedState.TVM) == 0);
	}

	/** What of sstatus and vsstatus is writable. */
	static long statusMask(Hart hart) {
		return STATUS & ~(hart.extensions.f ? 0 : PrivilegedState.FS) & ~(hart.vector.exists() ? 0 : PrivilegedState.VS);
	}

	/** A status register of S-mode as it reads: 64 bits in U-mode, and whether some state is dirty. */
	static long shown(long status) {
		return status & (STATUS | PrivilegedState.SDT) | UXL_64 | (MachineRegisters.isDirty(status) ? SD : 0);
	}

	/** The interrupts of sie and sip; those that the hypervisor extension adds are in hie and hip instead. */
	private static long delegated(PrivilegedState s) {
		return s.mideleg & ~HypervisorState.HYPERVISOR_INTERRUPTS;
	}

	/** A write with a mode that the hart does not have has no effect (Privileged 10.1.11). */
	private static void writeSatp(Hart hart, long value) {
		int mode = (int) (value >>> 60);
		long old = hart.state.satp;
		long wanted = (long) mode << 60 | value & ASID_AND_PPN;
		if (hart.hasTranslation(mode) && wanted != old) {
			hart.state.satp = wanted;
			hart.translationChanged();
			hart.satpWritten(old, wanted);
		}
	}
}
