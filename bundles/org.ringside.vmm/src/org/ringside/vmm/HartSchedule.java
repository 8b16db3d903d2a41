/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

import org.ringside.isa.InterruptCause;
import org.ringside.isa.MachineCsrs;

/** How the vCPUs of a virtual machine come to run: by turns on one thread ({@link RunLoop}), or each on its own ({@link ParallelLoop}). */
abstract class HartSchedule {
	/** The longest that an idle machine sleeps without looking around. */
	static final long LONGEST_SLEEP_MILLISECONDS = 1000;
	private static final long EXTERNAL = InterruptCause.SUPERVISOR_EXTERNAL.bit() | InterruptCause.MACHINE_EXTERNAL.bit();

	final GuestCore core;
	volatile boolean interrupted;
	volatile boolean inputCame;
	volatile long instructions;

	HartSchedule(GuestCore core) {
		this.core = core;
	}

	/** Runs until so many instructions of all harts together are done, or something stops the machine. */
	abstract VmStop run(long limit);

	/** Wakes whoever sleeps, and makes runs return soon. */
	abstract void ring();

	/** What all harts together have executed, as far as it was counted. */
	final long instructions() {
		return instructions;
	}

	/** From any thread: the run is to return. */
	final void interrupt() {
		interrupted = true;
		ring();
	}

	/** From any thread: bytes were typed, or no more will be. */
	final void inputCame() {
		inputCame = true;
		ring();
	}

	/** Lets input and due events in, and tells whether something ends the run. */
	final Optional<VmStop> attend() {
		if (inputCame) {
			inputCame = false;
			core.board().uart().poll();
			core.devices().inputCame();
		}
		core.devices().network().ifPresent(NetworkCard::poll);
		core.clock().poll();
		core.host().ifPresent(HostTargetInterface::poll);
		return core.takeStop();
	}

	/** Writes whose turn it is. */
	void save(DataOutput out) throws IOException {
		out.writeLong(instructions);
	}

	void load(DataInput in) throws IOException {
		instructions = in.readLong();
	}

	/** Whether a typed byte or a frame could wake a hart: one of them lets external interrupts in. */
	final boolean inputCanWake() {
		// Input that is queued and was not fetched is input that the guest has no room for.
		return (inputCame || core.config().console().inputOpen() || core.config().network().isPresent()) && core.guestVcpus().stream()
				.anyMatch(vcpu -> vcpu.state() == VcpuState.WAITING && (vcpu.state.peekCsr(MachineCsrs.MIE) & EXTERNAL) != 0);
	}

	final String idleSentence() {
		boolean allStopped = core.guestVcpus().stream().allMatch(vcpu -> vcpu.state() == VcpuState.STOPPED);
		return allStopped ? "All harts of the guest are stopped: nothing will ever run again."
				: "All harts of the guest wait for an interrupt and no timer is set: nothing will ever wake them.";
	}

	/** Executes one instruction of one hart, while all others stand. */
	VmStop step(GuestVcpu vcpu) {
		Optional<VmStop> stop = attend();
		if (stop.isPresent()) {
			return stop.get();
		}
		if (vcpu.state() == VcpuState.STOPPED) {
			return new VmStop.Idle("vCPU " + vcpu.index() + " is stopped: no other hart has started it yet.");
		}
		while (!vcpu.runnable()) {
			if (!core.clock().skipToNextEvent()) {
				return new VmStop.Idle("vCPU " + vcpu.index() + " waits for an interrupt and no timer is set: nothing will ever wake it.");
			}
			core.clock().poll();
		}
		// A hart that is stepped out of turn may store unnoticed where another one has a reservation.
		core.guestVcpus().stream().filter(other -> other != vcpu).forEach(GuestVcpu::cancelReservation);
		long before = vcpu.retired();
		vcpu.stepOnce();
		instructions += vcpu.retired() - before;
		return core.takeStop().orElseGet(VmStop.Budget::new);
	}
}
