/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import org.ringside.isa.Extension;
import org.ringside.isa.MachineCsrs;
import org.ringside.isa.PmpCsrs;
import org.ringside.isa.PrivilegeMode;
import org.ringside.machine.Access;
import org.ringside.machine.FloatRegisters;
import org.ringside.machine.Hart;
import org.ringside.machine.HartStop;
import org.ringside.machine.Monitor;
import org.ringside.machine.PlainCsrs;
import org.ringside.machine.Reservation;
import org.ringside.machine.VectorRegisters;

/**
 * A virtual hart under trap-and-emulate: a hart of the machine runs the guest's code in U-mode, and what it may not do
 * there the monitor does in its place, one instruction at a time, on the virtual privileged state.
 */
final class EmulatedVcpu extends GuestVcpu implements Monitor {
	private static final int OPCODE = 0x7f;
	private static final int OPCODE_AMO = 0x2f;
	/** pmpaddr63. */
	private static final int LAST_PMP_CSR = PmpCsrs.PMPADDR0 + 63;
	private static final long TW = 1L << 21;

	private final Shadowing shadowing;
	/** Holds x and pc and runs the guest's code; always in U-mode. */
	private final Hart machine;
	private final ShadowPager pager;
	private final boolean floats;
	private final boolean vectors;
	private boolean emulating;
	/** Within an emulation: whether the virtual state holds the floating-point and vector registers. */
	private boolean unitsAdopted;
	private long emulated;
	/** Emulated instructions that are among the retired ones of the machine's hart. */
	private long emulatedInPlace;

	EmulatedVcpu(GuestCore core, Hart state, Hart machine, Shadowing shadowing) {
		super(core, state);
		this.shadowing = shadowing;
		this.machine = machine;
		this.pager = new ShadowPager(core, shadowing, this, machine);
		this.floats = state.profile().has(Extension.F);
		this.vectors = state.profile().has(Extension.ZVE32X);
		machine.setMonitor(this, state);
		machine.setMode(PrivilegeMode.U);
		machine.pokeCsr(MachineCsrs.MCOUNTEREN, 0);
		machine.pokeCsr(MachineCsrs.MSTATUS, machine.peekCsr(MachineCsrs.MSTATUS) | TW);
	}

	ShadowPager pager() {
		return pager;
	}

	@Override
	Hart runner() {
		return emulating ? state : machine;
	}

	@Override
	public long retired() {
		return emulating ? state.retired() : machine.retired() + emulated;
	}

	long nativeInstructions() {
		return machine.retired() - emulatedInPlace;
	}

	long emulatedInstructions() {
		return emulated + emulatedInPlace;
	}

	@Override
	long executing() {
		return emulating ? state.currentInstruction() : machine.pc();
	}

	@Override
	TurnEnd run(long limit) {
		long end = retired() + limit < 0 ? Long.MAX_VALUE : retired() + limit;
		wake();
		while (true) {
			core.clock().poll();
			if (mustLook() || retired() >= end) {
				return TurnEnd.LOOK;
			}
			if (state.interruptDue()) {
				inject();
				continue;
			}
			if (state.waitingForInterrupt()) {
				if (!state.interruptWakes()) {
					return TurnEnd.WAITING;
				}
				wake();
			}
			pager.chooseTable();
			long slice = Math.min(end - retired(), core.clock().instructionsUntilEvent());
			if (!after(passing() ? machine.step() : machine.run(slice))) {
				return TurnEnd.LOOK;
			}
		}
	}

	private boolean mustLook() {
		return core.events().stopping() || core.memory().exhausted() || !runnable() && !state.waitingForInterrupt();
	}

	@Override
	void stepOnce() {
		wake();
		if (state.interruptDue()) {
			inject();
			return;
		}
		long before = retired();
		long pc = pc();
		while (retired() == before && pc() == pc && !mustLook()) {
			int emulations = pager.emulations();
			pager.chooseTable();
			after(machine.step());
			if (pager.emulations() != emulations) {
				return;
			}
		}
	}

	/** Deals with the end of a run of the machine's hart; returns whether to go on. */
	private boolean after(HartStop stop) {
		return switch (stop) {
			case HartStop.Budget budget -> true;
			case HartStop.Interrupted interrupted -> false;
			case HartStop.Breakpoint breakpoint -> {
				core.breakpointReached(this);
				yield false;
			}
			case HartStop.ListenerStop listener -> true;
			case HartStop.MonitorTrap trap -> throw unexpected(stop);
			case HartStop.WaitForInterrupt waiting -> throw unexpected(stop);
			case HartStop.CriticalError error -> throw unexpected(stop);
			case HartStop.NeedsExclusion exclusion -> throw unexpected(stop);
			case HartStop.MonitorInterrupt interrupt -> throw unexpected(stop);
		};
	}

	private IllegalStateException unexpected(HartStop stop) {
		return new IllegalStateException("The machine's hart " + index() + " stopped in U-mode with " + stop);
	}

	/** Deals with a trap of the machine's hart in the middle of its run; whether it goes on. */
	@Override
	public boolean trapped(HartStop.MonitorTrap trap) {
		exit(trap);
		if (mustLook() || state.interruptDue() || state.waitingForInterrupt()) {
			return false;
		}
		pager.chooseTable();
		return true;
	}

	/** An exit that needs no detour is dealt with where it is, unless somebody wants to hear of it. */
	@Override
	public int opened() {
		return core.events().wants(EventKind.VM_EXIT) ? -1 : PlainCsrs.openedUnwatched(state);
	}

	@Override
	public void accessed(long count) {
		core.count(ExitReason.CSR, count);
		emulatedInPlace += count;
		pager.noteEmulations(count);
	}

	private void exit(HartStop.MonitorTrap trap) {
		switch (trap.cause()) {
			case INSTRUCTION_PAGE_FAULT -> pager.fault(Access.EXECUTE, trap);
			case LOAD_PAGE_FAULT -> pager.fault(Access.READ, trap);
			case STORE_PAGE_FAULT -> pager.fault(Access.WRITE, trap);
			case ILLEGAL_INSTRUCTION -> emulate(reasonOf(trap.instruction()), trap);
			case ECALL_FROM_U -> emulate(ExitReason.ECALL, trap);
			case BREAKPOINT -> emulate(ExitReason.EBREAK, trap);
			default -> emulate(ExitReason.ACCESS_FAULT, trap);
		}
	}

	/** What a system instruction is, from its word (Privileged, instruction listings). */
	private static ExitReason reasonOf(int word) {
		if ((word & OPCODE) != 0x73) {
			return ExitReason.ILLEGAL;
		}
		if ((word >>> 12 & 3) != 0) {
			return ExitReason.CSR;
		}
		if ((word & 0xfe00_7fff) == 0x1200_0073 || (word & 0xfe00_7fff) == 0x1600_0073) {
			return ExitReason.FENCE; // sfence.vma, sinval.vma
		}
		return switch (word) {
			case 0x1020_0073, 0x3020_0073 -> ExitReason.TRAP_RETURN;
			case 0x1050_0073 -> ExitReason.WAIT;
			case 0x1800_0073, 0x1810_0073 -> ExitReason.FENCE; // sfence.w.inval, sfence.inval.ir
			default -> ExitReason.ILLEGAL;
		};
	}

	/** Executes the instruction at pc on the virtual state, or takes its trap there. */
	void emulate(ExitReason reason, HartStop.MonitorTrap trap) {
		core.count(reason);
		EventPlace place = placeOfExit();
		boolean atomic = (trap.instruction() & OPCODE) == OPCODE_AMO;
		beginEmulation(EmulatedUnits.areUsedBy(trap.instruction()));
		if (atomic) {
			Reservation.adopt(state, machine, core.memory()::guestAddress);
		}
		HartStop stop = state.step();
		if (stop instanceof HartStop.MonitorTrap call) {
			core.firmware().trap(this, call);
		} else if (stop instanceof HartStop.CriticalError error) {
			core.criticalError(this, error.cause());
		}
		endEmulation();
		if (atomic) {
			Reservation.adopt(machine, state, gpa -> core.memory().machineAddress(gpa).orElse(-1));
		}
		int csr = trap.instruction() >>> 20;
		if (reason == ExitReason.CSR && (csr >= PmpCsrs.PMPCFG0 && csr <= LAST_PMP_CSR || csr == MachineCsrs.MSECCFG)) {
			pager.protectionChanged();
		}
		pager.noteEmulations(1);
		if (place != null) {
			core.events().publish(new VmEvent.VmExit(place, reason, trap.cause().number(), detail(reason, trap)));
		}
	}

	private static long detail(ExitReason reason, HartStop.MonitorTrap trap) {
		return switch (reason) {
			case CSR, TRAP_RETURN, WAIT, FENCE, ILLEGAL, ECALL, EBREAK -> trap.instruction() & 0xffff_ffffL;
			default -> trap.value();
		};
	}

	private void inject() {
		core.count(ExitReason.INTERRUPT);
		EventPlace place = placeOfExit();
		beginEmulation(false);
		state.step();
		endEmulation();
		pager.noteEmulations(1);
		if (place != null) {
			core.events().publish(new VmEvent.VmExit(place, ExitReason.INTERRUPT, 0, 0));
		}
	}

	/** Where the guest is before an exit is dealt with; {@code null} if nobody wants to hear of exits. */
	private EventPlace placeOfExit() {
		return core.events().wants(EventKind.VM_EXIT) ? core.place(this, machine.pc()) : null;
	}

	private void beginEmulation(boolean withUnits) {
		state.setRetired(retired());
		state.copyRegisters(machine);
		state.setPc(machine.pc());
		state.adoptUnitStatus(machine);
		unitsAdopted = false;
		if (withUnits) {
			adoptUnits();
		}
		emulating = true;
	}

	private void endEmulation() {
		emulated = state.retired() - machine.retired();
		emulating = false;
		machine.copyRegisters(state);
		machine.setPc(state.pc());
		machine.adoptUnitStatus(state);
		if (unitsAdopted) {
			copyUnits(machine, state);
		}
	}

	/** Has the virtual state hold the floating-point and vector registers, as few emulated instructions need it. */
	private void adoptUnits() {
		copyUnits(state, machine);
		unitsAdopted = true;
	}

	private void copyUnits(Hart to, Hart from) {
		if (floats) {
			FloatRegisters.adopt(to, from);
		}
		if (vectors) {
			VectorRegisters.adopt(to, from);
		}
	}

	/** The hart that holds the floating-point and vector registers. */
	private Hart unitsOf() {
		return emulating && unitsAdopted ? state : machine;
	}

	@Override
	public long f(int register) {
		return unitsOf().f(register);
	}

	@Override
	public void setF(int register, long bits) {
		unitsOf().setF(register, bits);
	}

	@Override
	public byte[] v(int register) {
		return unitsOf().vector.register(register);
	}

	/** Counts, floating-point and vector state move on natively; the virtual CSRs learn of them when somebody looks. */
	private void catchUp() {
		if (!emulating) {
			state.setRetired(retired());
			state.adoptUnitStatus(machine);
			copyUnits(state, machine);
		} else if (!unitsAdopted) {
			adoptUnits();
		}
	}

	@Override
	public long csr(int number) {
		catchUp();
		return super.csr(number);
	}

	@Override
	public void setCsr(int number, long value) {
		catchUp();
		super.setCsr(number, value);
		if (!emulating) {
			machine.adoptUnitStatus(state);
			copyUnits(machine, state);
		}
	}

	@Override
	void cancelReservation() {
		machine.cancelReservation();
		state.cancelReservation();
	}

	@Override
	void requestStop() {
		machine.requestStop();
	}
}
