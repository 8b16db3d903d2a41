/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.Optional;

import org.ringside.isa.MachineCsrs;
import org.ringside.isa.PrivilegeMode;
import org.ringside.isa.SupervisorCsrs;
import org.ringside.vmm.EventPlace;
import org.ringside.vmm.Vcpu;
import org.ringside.vmm.VmEvent;

/** What a vCPU's own registers tell of the last trap, where nothing has recorded it. */
final class TrapRegisters {

	private static final int SPP_SHIFT = 8;
	private static final int MPP_SHIFT = 11;

	private TrapRegisters() {
	}

	/**
	 * The trap that the vCPU's mode took last, with the present count of instructions; that of S-mode where U-mode executes. Empty if the registers
	 * are as at reset, and in a guest of the guest, whose registers have other names.
	 */
	static Optional<VmEvent.TrapTaken> lastException(Vcpu vcpu) {
		if (vcpu.mode().isVirtual()) {
			return Optional.empty();
		}
		boolean machine = vcpu.mode() == PrivilegeMode.M;
		long cause = vcpu.csr(machine ? MachineCsrs.MCAUSE : SupervisorCsrs.SCAUSE);
		long pc = vcpu.csr(machine ? MachineCsrs.MEPC : SupervisorCsrs.SEPC);
		if (cause == 0 && pc == 0) {
			return Optional.empty();
		}
		long status = vcpu.csr(MachineCsrs.MSTATUS);
		PrivilegeMode from = PrivilegeMode.of(machine ? (int) (status >>> MPP_SHIFT) & 3 : (int) (status >>> SPP_SHIFT) & 1, false);
		long tval = vcpu.csr(machine ? MachineCsrs.MTVAL : SupervisorCsrs.STVAL);
		long vector = vcpu.csr(machine ? MachineCsrs.MTVEC : SupervisorCsrs.STVEC) & -4;
		EventPlace place = new EventPlace(vcpu.index(), vcpu.retired(), pc, from, Goal.satp(vcpu));
		return Optional.of(new VmEvent.TrapTaken(place, cause, tval, machine ? PrivilegeMode.M : PrivilegeMode.S, vector));
	}
}
