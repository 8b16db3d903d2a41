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

import org.ringside.isa.Decoder;
import org.ringside.isa.ExceptionCause;
import org.ringside.isa.PrivilegeMode;

/**
 * Entry into traps with delegation, return from them, and the choice among pending interrupts (Privileged 3.1.6 to 3.1.9, with
 * guests chapter "H", "Traps").
 */
final class TrapUnit {

	private static final long INTERRUPT = 1L << 63;
	/** Who takes a trap: M-mode, S-mode (HS with the hypervisor extension), or VS-mode. */
	static final int MACHINE = 0;
	static final int SUPERVISOR = 1;
	static final int GUEST = 2;
	private static final int TARGET_SHIFT = 16;
	/** From the highest priority down (Privileged 3.1.9 and chapter "H", hip). */
	private static final int[] PRIORITY = {PrivilegedState.MEI, PrivilegedState.MSI, PrivilegedState.MTI, PrivilegedState.SEI,
			PrivilegedState.SSI, PrivilegedState.STI, HypervisorState.SGEI, HypervisorState.VSEI, HypervisorState.VSSI,
			HypervisorState.VSTI, PrivilegedState.LCOFI};
	private static final long FETCH_CAUSES = 1L << 0 | 1L << 1 | 1L << 12 | 1L << 20;
	private static final long DATA_CAUSES = 1L << 4 | 1L << 5 | 1L << 6 | 1L << 7 | 1L << 13 | 1L << 15 | 1L << 21 | 1L << 23;

	private final Hart hart;
	private final PrivilegedState s;
	private final Decoder decoder;
	/** Who is told of the traps that M-mode would take, or {@code null}. */
	Monitor monitor;
	/** Of the exception that is being taken: what a trap to a hypervisor tells besides cause and value. */
	private long guestPhysical;
	private int instruction;
	private boolean ofGuest;

	TrapUnit(Hart hart) {
		this.hart = hart;
		this.s = hart.state;
		this.decoder = Decoder.of(hart.profile());
	}

	/** An interrupt and who is to take it, for {@link #interrupt}. */
	static int due(int target, int number) {
		return target << TARGET_SHIFT | number;
	}

	/** The interrupt to take now, as {@link #due} puts it together with who takes it, or -1. */
	int pendingInterrupt() {
		if (hart.extensions.advanced) {
			return hart.advanced.due();
		}
		long pending = s.mip() & s.mie;
		if (pending == 0) {
			return -1;
		}
		long machine = pending & ~s.mideleg;
		if (machine != 0 && (s.mode < 3 || (s.mstatus & MIE) != 0)) {
			return due(MACHINE, first(machine));
		}
		long supervisor = pending & s.mideleg & ~s.hideleg;
		if (supervisor != 0 && (s.mode < 1 || s.virtual || s.mode == 1 && (s.mstatus & SIE) != 0)) {
			return due(SUPERVISOR, first(supervisor));
		}
		if (s.virtual && (s.mode < 1 || (s.vsstatus & SIE) != 0)) {
			// VS-mode is told of its interrupts by the numbers that those of S-mode have.
			int guest = first(pending & s.mideleg & s.hideleg);
			return guest < 0 ? -1 : due(GUEST, guest - 1);
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
	HartStop interrupt(int due) {
		int number = due & (1 << TARGET_SHIFT) - 1;
		int target = due >>> TARGET_SHIFT;
		if (hart.monitored && target == MACHINE) {
			return new HartStop.MonitorInterrupt(number, hart.mode());
		}
		return enter(INTERRUPT | number, 0, hart.pc(), target);
	}

	/** Takes an exception of the instruction at {@code epc}, or says that the monitor is to take it. */
	HartStop exception(ExceptionCause cause, long value, long epc, int word) {
		int target = target(cause);
		boolean unexpected = cannotTake(target);
		if (hart.monitored && (target == MACHINE || unexpected)) {
			hart.setPc(epc);
			HartStop.MonitorTrap trap = new HartStop.MonitorTrap(unexpected ? ExceptionCause.DOUBLE_TRAP : cause, value, word, hart.mode());
			if (monitor == null) {
				return trap;
			}
			return monitor.trapped(trap) && !hart.clock.eventsChanged() ? null : HartStop.ListenerStop.INSTANCE;
		}
		if (hart.extensions.h && (target != GUEST || unexpected)) {
			Trap trap = hart.trap;
			guestPhysical = trap.guestPhysical;
			ofGuest = trap.ofGuest;
			instruction = trap.implicit != null && guestPhysical != 0 ? TrapInstruction.pseudo(trap.implicit)
					: (DATA_CAUSES >>> cause.number() & 1) != 0 ? TrapInstruction.transformed(hart, decoder, word, value) : 0;
		}
		return enter(cause.number(), value, epc, target);
	}

	/** Who takes an exception. */
	int target(ExceptionCause cause) {
		if (s.mode == 3 || (s.medeleg >>> cause.number() & 1) == 0) {
			return MACHINE;
		}
		return s.virtual && (s.hedeleg >>> cause.number() & 1) != 0 ? GUEST : SUPERVISOR;
	}

	/** Whether the value of a trap is an address of the guest (Privileged, chapter "H", GVA of hstatus). */
	private boolean tellsGuestAddress(long cause, long value) {
		if (cause < 0) {
			return false;
		}
		if (cause == ExceptionCause.BREAKPOINT.number()) {
			return s.virtual && value != 0;
		}
		return (FETCH_CAUSES >>> cause & 1) != 0 ? s.virtual
				: (DATA_CAUSES >>> cause & 1) != 0 && (ofGuest || hart.dataMode() >= PageWalker.GUEST);
	}

	/** Whether a trap into S-mode or VS-mode would be one too many (Privileged, chapter "Ssdbltrp"). */
	private boolean cannotTake(int target) {
		return target == SUPERVISOR && (s.menvcfg & MachineRegisters.DTE) != 0 && (s.mstatus & SDT) != 0
				|| target == GUEST && s.guestDoubleTraps() && (s.vsstatus & SDT) != 0;
	}

	/**
	 * Enters a trap in the mode that is to take it, if it can take one; otherwise M-mode is told of a double trap.
	 *
	 * @return {@link HartStop.CriticalError} if not even M-mode can take a trap, otherwise {@code null}
	 */
	HartStop enter(long cause, long value, long epc, int wanted) {
		boolean unexpected = cannotTake(wanted);
		int target = unexpected ? MACHINE : wanted;
		if (target == MACHINE && (s.mstatus & MDT) != 0) {
			hart.setPc(epc);
			return new HartStop.CriticalError(cause);
		}
		PrivilegeMode from = hart.mode();
		hart.counters.count(cause < 0 ? CounterEvent.INTERRUPTS : CounterEvent.EXCEPTIONS);
		hart.triggers.trapTaken(cause, s.translationMode(), target == MACHINE);
		long guestAddress = guestPhysical;
		if (hart.extensions.h) {
			enterHypervisor(cause, value, target);
		}
		long status = s.mstatus;
		long vector;
		long told = cause;
		if (target == GUEST) {
			long guestStatus = s.vsstatus;
			s.vscause = cause;
			s.vsepc = epc;
			s.vstval = value;
			s.vsstatus = guestStatus & ~(SPP | SPIE | SIE) | (s.mode == 1 ? SPP : 0) | ((guestStatus & SIE) != 0 ? SPIE : 0)
					| (s.guestDoubleTraps() ? SDT : 0);
			vector = s.vstvec;
			s.mode = 1;
		} else if (target == SUPERVISOR) {
			s.plain.scause(cause);
			s.plain.sepc(epc);
			s.plain.stval(value);
			status = status & ~(SPP | SPIE | SIE) | (s.mode == 1 ? SPP : 0) | ((status & SIE) != 0 ? SPIE : 0)
					| ((s.menvcfg & MachineRegisters.DTE) != 0 ? SDT : 0);
			vector = s.stvec;
			s.mode = 1;
		} else {
			told = unexpected ? ExceptionCause.DOUBLE_TRAP.number() : cause;
			s.plain.mcause(told);
			s.mtval2 = unexpected ? cause : guestAddress >>> 2;
			s.plain.mepc(epc);
			s.plain.mtval(value);
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

	/** What a trap into M-mode or HS-mode tells of the guest; virtualization is off from here. */
	private void enterHypervisor(long cause, long value, int target) {
		if (target != GUEST) {
			boolean address = tellsGuestAddress(cause, value);
			if (target == SUPERVISOR) {
				long guest = s.virtual ? HypervisorState.SPV : 0;
				s.hstatus = s.hstatus & ~(HypervisorState.SPV | HypervisorState.HSTATUS_GVA) | guest | (address ? HypervisorState.HSTATUS_GVA : 0);
				if (s.virtual) {
					s.hstatus = s.hstatus & ~HypervisorState.SPVP | (s.mode == 1 ? HypervisorState.SPVP : 0);
				}
				s.htval = guestPhysical >>> 2;
				s.htinst = Integer.toUnsignedLong(instruction);
			} else {
				s.mstatus = s.mstatus & ~(HypervisorState.MPV | HypervisorState.MSTATUS_GVA) | (s.virtual ? HypervisorState.MPV : 0)
						| (address ? HypervisorState.MSTATUS_GVA : 0);
				s.mtinst = Integer.toUnsignedLong(instruction);
			}
			s.virtual = false;
		}
		guestPhysical = 0;
		instruction = 0;
		ofGuest = false;
	}

	/** {@code mret}, privilege already checked. */
	void returnFromMachine() {
		PrivilegeMode from = hart.mode();
		long status = s.mstatus;
		int mode = (int) ((status & MPP) >>> MPP_SHIFT);
		status = status & ~(MIE | MPP) | ((status & MPIE) != 0 ? MIE : 0) | MPIE | (hart.extensions.u ? 0 : MPP);
		if (mode != 3) {
			status &= ~MPRV;
		}
		s.virtual = mode != 3 && (status & HypervisorState.MPV) != 0;
		status &= ~(MDT | (mode == 0 || s.virtual ? SDT : 0));
		s.vsstatus &= s.virtual && mode == 0 ? ~SDT : -1;
		hart.triggers.returnedFromMachine();
		s.mode = mode;
		hart.setStatus(status & ~HypervisorState.MPV);
		hart.setPc(s.plain.mepc() & hart.pcMask());
		hart.returned(from);
	}

	/** {@code sret}, privilege already checked. */
	void returnFromSupervisor() {
		PrivilegeMode from = hart.mode();
		if (s.virtual) {
			long status = s.vsstatus;
			s.mode = (status & SPP) != 0 ? 1 : 0;
			hart.setGuestStatus(status & ~(SIE | SPP | SDT) | ((status & SPIE) != 0 ? SIE : 0) | SPIE);
			hart.setPc(s.vsepc & hart.pcMask());
			hart.returned(from);
			return;
		}
		long status = s.mstatus;
		int mode = (status & SPP) != 0 ? 1 : 0;
		s.virtual = (s.hstatus & HypervisorState.SPV) != 0;
		s.hstatus &= ~HypervisorState.SPV;
		s.vsstatus &= s.virtual && mode == 0 ? ~SDT : -1;
		status = status & ~(SIE | SPP | MPRV | SDT | (s.mode == 3 ? MDT : 0)) | ((status & SPIE) != 0 ? SIE : 0) | SPIE;
		s.mode = mode;
		hart.setStatus(status);
		hart.setPc(s.plain.sepc() & hart.pcMask());
		hart.returned(from);
	}
}
