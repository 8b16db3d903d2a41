/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import static org.ringside.machine.PrivilegedState.MDT;
import static org.ringside.machine.PrivilegedState.MIE;
import static org.ringside.machine.PrivilegedState.MPIE;
import static org.ringside.machine.PrivilegedState.MPP;
import static org.ringside.machine.PrivilegedState.MPP_SHIFT;
import static org.ringside.machine.PrivilegedState.MPRV;
import static org.ringside.machine.PrivilegedState.SDT;
import static org.ringside.machine.PrivilegedState.SIE;
import static org.ringside.machine.PrivilegedState.SPIE;
import static org.ringside.machine.PrivilegedState.SPP;

import org.ringside.isa.ExceptionCause;
import org.ringside.isa.PrivilegeMode;

/** Entry into traps with delegation, return from them, and the choice among pending interrupts (Privileged 3.1.6 to 3.1.9). */
final class TrapUnit {

	private static final long INTERRUPT = 1L << 63;
	/** From the highest priority down (Privileged 3.1.9). */
	private static final int[] PRIORITY = {PrivilegedState.MEI, PrivilegedState.MSI, PrivilegedState.MTI, PrivilegedState.SEI,
			PrivilegedState.SSI, PrivilegedState.STI, PrivilegedState.LCOFI};

	private final Hart hart;
	private final PrivilegedState s;

	TrapUnit(Hart hart) {
		this.hart = hart;
		this.s = hart.state;
	}

	/** The number of the interrupt to take now, or -1. */
	int pendingInterrupt() {
		long pending = s.mip() & s.mie;
		if (pending == 0) {
			return -1;
		}
		long machine = pending & ~s.mideleg;
		if (machine != 0 && (s.mode < 3 || (s.mstatus & MIE) != 0)) {
			return first(machine);
		}
		long supervisor = pending & s.mideleg;
		if (supervisor != 0 && (s.mode < 1 || s.mode == 1 && (s.mstatus & SIE) != 0)) {
			return first(supervisor);
		}
		return -1;
	}

	private static int first(long pending) {
		for (int interrupt : PRIORITY) {
			if ((pending >>> interrupt & 1) != 0) {
				return interrupt;
			}
		}
		return -1;
	}

	/** Takes an interrupt, or says that the monitor is to take it. */
	HartStop interrupt(int number) {
		boolean delegated = s.mode < 3 && (s.mideleg >>> number & 1) != 0;
		if (hart.monitored && !delegated) {
			return new HartStop.MonitorInterrupt(number, Tlb.modeOf(s.mode));
		}
		return enter(INTERRUPT | number, 0, hart.pc(), delegated);
	}

	/** Takes an exception of the instruction at {@code epc}, or says that the monitor is to take it. */
	HartStop exception(ExceptionCause cause, long value, long epc, int instruction) {
		boolean delegated = s.mode < 3 && (s.medeleg >>> cause.number() & 1) != 0;
		boolean unexpected = delegated && supervisorCannot();
		if (hart.monitored && (!delegated || unexpected)) {
			hart.setPc(epc);
			return new HartStop.MonitorTrap(unexpected ? ExceptionCause.DOUBLE_TRAP : cause, value, instruction, Tlb.modeOf(s.mode));
		}
		return enter(cause.number(), value, epc, delegated);
	}

	/** Whether a trap into S-mode would be one too many (Privileged, chapter "Ssdbltrp"). */
	private boolean supervisorCannot() {
		return (s.menvcfg & MachineRegisters.DTE) != 0 && (s.mstatus & SDT) != 0;
	}

	/**
	 * Enters a trap in M-mode, or in S-mode if it is delegated and S-mode can take one; otherwise M-mode is told of a double
	 * trap.
	 *
	 * @return {@link HartStop.CriticalError} if not even M-mode can take a trap, otherwise {@code null}
	 */
	HartStop enter(long cause, long value, long epc, boolean delegated) {
		boolean supervisor = delegated && !supervisorCannot();
		if (!supervisor && (s.mstatus & MDT) != 0) {
			hart.setPc(epc);
			return new HartStop.CriticalError(cause);
		}
		PrivilegeMode from = hart.mode();
		hart.counters.count(cause < 0 ? CounterEvent.INTERRUPTS : CounterEvent.EXCEPTIONS);
		hart.triggers.trapTaken(cause, s.mode, !supervisor);
		long status = s.mstatus;
		long vector;
		long told = cause;
		if (supervisor) {
			s.scause = cause;
			s.sepc = epc;
			s.stval = value;
			status = status & ~(SPP | SPIE | SIE) | (s.mode == 1 ? SPP : 0) | ((status & SIE) != 0 ? SPIE : 0)
					| ((s.menvcfg & MachineRegisters.DTE) != 0 ? SDT : 0);
			vector = s.stvec;
			s.mode = 1;
		} else {
			told = delegated ? ExceptionCause.DOUBLE_TRAP.number() : cause;
			s.mcause = told;
			s.mtval2 = delegated ? cause : 0;
			s.mepc = epc;
			s.mtval = value;
			status = status & ~(MPP | MPIE | MIE) | (long) s.mode << MPP_SHIFT | ((status & MIE) != 0 ? MPIE : 0)
					| (hart.extensions.smdbltrp ? MDT : 0);
			vector = s.mtvec;
			s.mode = 3;
		}
		hart.setStatus(status);
		hart.setPc((vector & ~3L) + (told < 0 && (vector & 1) != 0 ? 4 * (told & ~INTERRUPT) : 0));
		hart.trapTaken(told, value, epc, from);
		return null;
	}

	/** {@code mret}, privilege already checked. */
	void returnFromMachine() {
		PrivilegeMode from = hart.mode();
		long status = s.mstatus;
		int mode = (int) ((status & MPP) >>> MPP_SHIFT);
		status = status & ~(MIE | MPP) | ((status & MPIE) != 0 ? MIE : 0) | MPIE | (hart.extensions.u ? 0 : MPP);
		status &= ~(MDT | (mode == 0 ? SDT : 0));
		if (mode != 3) {
			status &= ~MPRV;
		}
		hart.triggers.returnedFromMachine();
		s.mode = mode;
		hart.setStatus(status);
		hart.setPc(s.mepc & hart.pcMask());
		hart.returned(from);
	}

	/** {@code sret}, privilege already checked. */
	void returnFromSupervisor() {
		PrivilegeMode from = hart.mode();
		long status = s.mstatus;
		int mode = (status & SPP) != 0 ? 1 : 0;
		status = status & ~(SIE | SPP | MPRV | SDT | (s.mode == 3 ? MDT : 0)) | ((status & SPIE) != 0 ? SIE : 0) | SPIE;
		s.mode = mode;
		hart.setStatus(status);
		hart.setPc(s.sepc & hart.pcMask());
		hart.returned(from);
	}
}
