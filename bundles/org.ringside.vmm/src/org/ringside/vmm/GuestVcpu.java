/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.util.Optional;

import org.ringside.isa.MachineCsrs;
import org.ringside.isa.PmpCsrs;
import org.ringside.isa.PrivilegeMode;
import org.ringside.isa.StateEnableCsrs;
import org.ringside.isa.SupervisorCsrs;
import org.ringside.machine.Hart;
import org.ringside.machine.HartListener;
import org.ringside.vmm.sbi.SbiPlatform.HartState;

/** A virtual hart: the state that the guest sees, and how the technique executes it. */
abstract class GuestVcpu implements Vcpu {
	/** How a turn on the machine ended. */
	enum TurnEnd {
		/** Something is to be looked at: a stop, an event, the end of the slice. */
		LOOK,
		/** The hart waits for an interrupt. */
		WAITING
	}

	/** Where a hart goes on that wakes from a suspension that lost its registers. */
	record Restart(long address, long opaque) {
	}

	/** STCE, PBMTE, ADUE, CDE, CBZE, CBCFE and CBIE: what of it the hart lacks stays 0. */
	private static final long DELEGATED_FEATURES = 15L << 60 | 0xd0;
	/** SSEED: kernels read {@code seed} where the device tree tells of Zkr. */
	private static final long SUPERVISOR_SEED = 1 << 9;
	private static final long NOWHERE = 1;

	final GuestCore core;
	/** Registers and CSRs as the guest has them; x and pc only while the monitor works on them. */
	final Hart state;
	HartState hsm = HartState.STARTED;
	Optional<Restart> restart = Optional.empty();
	/** An odd address that no pc can have, or that of the breakpoint that was told already. */
	private long passed = NOWHERE;
	private long passedRetired;

	GuestVcpu(GuestCore core, Hart state) {
		this.core = core;
		this.state = state;
	}

	/** The hart that holds x and pc between instructions. */
	abstract Hart runner();

	/** Address of the instruction that executes, for events that happen within it. */
	abstract long executing();

	/** Executes up to that many instructions. */
	abstract TurnEnd run(long limit);

	/** Executes one instruction or takes one trap. */
	abstract void stepOnce();

	/** Another hart gets its turn: what it stores goes unnoticed, so no reservation outlives this. */
	abstract void cancelReservation();

	/** Makes a run on another thread return soon. */
	abstract void requestStop();

	@Override
	public int index() {
		return state.hartId();
	}

	@Override
	public long x(int register) {
		return runner().x(register);
	}

	@Override
	public void setX(int register, long value) {
		runner().setX(register, value);
	}

	@Override
	public long f(int register) {
		return runner().f(register);
	}

	@Override
	public void setF(int register, long bits) {
		runner().setF(register, bits);
	}

	@Override
	public byte[] v(int register) {
		return runner().vector.register(register);
	}

	@Override
	public long pc() {
		return runner().pc();
	}

	@Override
	public void setPc(long pc) {
		runner().setPc(pc);
	}

	@Override
	public PrivilegeMode mode() {
		return state.mode();
	}

	@Override
	public boolean hasCsr(int number) {
		return state.hasCsr(number);
	}

	@Override
	public long csr(int number) {
		return state.peekCsr(number);
	}

	@Override
	public void setCsr(int number, long value) {
		state.pokeCsr(number, value);
	}

	@Override
	public VcpuState state() {
		if (hsm == HartState.STOPPED) {
			return VcpuState.STOPPED;
		}
		return state.waitingForInterrupt() ? VcpuState.WAITING : VcpuState.STARTED;
	}

	/** The register that names the tables of the present address space: vsatp while the guest runs a guest of its own. */
	long satp() {
		return HartListener.addressSpace(state);
	}

	/** Whether it would execute something now. */
	boolean runnable() {
		return hsm != HartState.STOPPED && (!state.waitingForInterrupt() || state.interruptWakes());
	}

	/** Prepares a hart that wakes up: one whose registers were lost begins at its restart address. */
	void wake() {
		if (state.waitingForInterrupt() && state.interruptWakes()) {
			state.setWaitingForInterrupt(false);
			hsm = HartState.STARTED;
			if (restart.isPresent()) {
				begin(restart.get().address, restart.get().opaque);
			}
		}
	}

	/** Enters S-mode as the SBI starts a hart (SBI 9.1). */
	void begin(long address, long opaque) {
		restart = Optional.empty();
		state.pokeCsr(SupervisorCsrs.SATP, 0);
		state.pokeCsr(SupervisorCsrs.SSTATUS, 0);
		state.setMode(PrivilegeMode.S);
		state.setWaitingForInterrupt(false);
		runner().setPc(address);
		runner().setX(10, index());
		runner().setX(11, opaque);
		hsm = HartState.STARTED;
	}

	/** Sets up what M-mode software leaves to its supervisor: delegation, counters, memory. */
	void monitorAsFirmware() {
		state.setMonitored(true);
		state.pokeCsr(MachineCsrs.MEDELEG, GuestCore.DELEGATED_EXCEPTIONS);
		state.pokeCsr(MachineCsrs.MIDELEG, GuestCore.DELEGATED_INTERRUPTS);
		state.pokeCsr(MachineCsrs.MCOUNTEREN, -1);
		state.pokeCsr(SupervisorCsrs.SCOUNTEREN, -1);
		state.pokeCsr(MachineCsrs.MENVCFG, DELEGATED_FEATURES);
		state.pokeCsr(MachineCsrs.MSECCFG, SUPERVISOR_SEED);
		for (int i = 0; i < 4; i++) {
			state.pokeCsr(StateEnableCsrs.MSTATEEN0 + i, -1);
		}
		state.pokeCsr(PmpCsrs.PMPADDR0, -1);
		state.pokeCsr(PmpCsrs.PMPCFG0, 0x1f);
		state.setMode(PrivilegeMode.S);
	}

	/** The machine stands at this pc for a reason that was told: a breakpoint there lets it pass once. */
	void passBreakpointHere() {
		passed = pc();
		passedRetired = retired();
	}

	/** Whether a breakpoint at the present pc was told already. */
	boolean passing() {
		if (passed != NOWHERE && (passed != pc() || passedRetired != retired())) {
			passed = NOWHERE;
		}
		return passed != NOWHERE;
	}

	void forgetPassed() {
		passed = NOWHERE;
	}
}
