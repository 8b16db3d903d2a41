/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.util.Optional;

import org.ringside.isa.InterruptCause;
import org.ringside.isa.MachineCsrs;
import org.ringside.machine.Clock;

/**
 * Gives the vCPUs their turns on the machine, one after the other, and time its way, so that a run repeats itself
 * instruction by instruction, whatever the technique.
 *
 * <p>A turn is counted in the guest's retired instructions. A hart that sleeps passes its turn asleep, which moves the
 * clock as far as if it had worked.
 */
final class RunLoop {
	/** Instructions per turn where there are several harts. */
	private static final long TURN = 10_000;
	/** After so many instructions at most, other threads can see how far the guest is. */
	private static final long REPORT = 1_000_000;
	private static final long NANOSECONDS_PER_TICK = 1_000_000_000L / Clock.FREQUENCY;
	private static final long LONGEST_SLEEP_MILLISECONDS = 1000;
	private static final long EXTERNAL = InterruptCause.SUPERVISOR_EXTERNAL.bit() | InterruptCause.MACHINE_EXTERNAL.bit();

	private final GuestCore core;
	private final long turn;
	private int current;
	private long turnLeft;
	private final Object bell = new Object();
	private volatile boolean interrupted;
	private volatile boolean inputCame;
	private volatile long instructions;

	RunLoop(GuestCore core) {
		this.core = core;
		this.turn = core.config().harts() == 1 ? Long.MAX_VALUE : TURN;
		this.turnLeft = turn;
	}

	long instructions() {
		return instructions;
	}

	/** From any thread: the run is to return. */
	void interrupt() {
		interrupted = true;
		ring();
	}

	/** From any thread: bytes were typed, or no more will be. */
	void inputCame() {
		inputCame = true;
		ring();
	}

	private void ring() {
		core.guestVcpus().forEach(GuestVcpu::requestStop);
		synchronized (bell) {
			bell.notifyAll();
		}
	}

	VmStop run(long limit) {
		long left = limit;
		while (true) {
			if (interrupted) {
				interrupted = false;
				return new VmStop.Interrupted();
			}
			Optional<VmStop> stop = attend();
			if (stop.isPresent()) {
				return stop.get();
			}
			if (left <= 0) {
				return new VmStop.Budget();
			}
			if (turnLeft <= 0) {
				endTurn();
			}
			GuestVcpu vcpu = core.guestVcpus().get(current);
			if (vcpu.runnable()) {
				long done = execute(vcpu, Math.min(report(), Math.min(left, turnLeft)));
				left -= done;
				turnLeft -= done;
			} else {
				stop = idle();
				if (stop.isPresent()) {
					return stop.get();
				}
			}
		}
	}

	/** Lets input and due events in, and tells whether something ends the run. */
	private Optional<VmStop> attend() {
		if (inputCame) {
			inputCame = false;
			core.board().uart().poll();
		}
		core.clock().poll();
		core.host().ifPresent(HostTargetInterface::poll);
		return core.takeStop();
	}

	private long execute(GuestVcpu vcpu, long limit) {
		long before = vcpu.retired();
		vcpu.run(limit);
		long done = vcpu.retired() - before;
		instructions += done;
		return done;
	}

	private long report() {
		return core.host().isPresent() && core.host().get().mustPoll() ? HostTargetInterface.SLICE : REPORT;
	}

	private void endTurn() {
		core.guestVcpus().get(current).cancelReservation();
		current = (current + 1) % core.guestVcpus().size();
		turnLeft = turn;
	}

	/** The hart whose turn it is sleeps: pass its turn, or, where all sleep, go on to the next event. */
	private Optional<VmStop> idle() {
		Clock clock = core.clock();
		if (core.guestVcpus().stream().anyMatch(GuestVcpu::runnable)) {
			long sleep = Math.min(turnLeft, clock.instructionsUntilEvent());
			clock.advance(sleep);
			turnLeft -= sleep;
			return Optional.empty();
		}
		if (clock.instructionsUntilEvent() == Long.MAX_VALUE) {
			if (!inputCanWake()) {
				return Optional.of(new VmStop.Idle(idleSentence()));
			}
			sleep(LONGEST_SLEEP_MILLISECONDS);
			return Optional.empty();
		}
		if (core.config().realTime()) {
			passRealTime();
		} else {
			clock.skipToNextEvent();
		}
		return Optional.empty();
	}

	private void passRealTime() {
		Clock clock = core.clock();
		long instructionsPerTick = (long) Clock.INSTRUCTIONS_PER_TICK * core.config().harts();
		long until = clock.instructionsUntilEvent();
		long milliseconds = Math.min(LONGEST_SLEEP_MILLISECONDS,
				until / instructionsPerTick * NANOSECONDS_PER_TICK / 1_000_000);
		long began = System.nanoTime();
		if (milliseconds > 0) {
			sleep(milliseconds);
		}
		long ticks = (System.nanoTime() - began) / NANOSECONDS_PER_TICK;
		if (milliseconds == 0 || ticks * instructionsPerTick >= until) {
			clock.skipToNextEvent();
		} else {
			clock.advance(ticks * instructionsPerTick);
		}
	}

	private void sleep(long milliseconds) {
		synchronized (bell) {
			if (interrupted || inputCame) {
				return;
			}
			try {
				bell.wait(milliseconds);
			} catch (InterruptedException e) {
				Thread.currentThread().interrupt();
				interrupted = true;
			}
		}
	}

	/** Whether a typed byte could wake a hart: one of them lets external interrupts in. */
	private boolean inputCanWake() {
		// Input that is queued and was not fetched is input that the guest has no room for.
		return (inputCame || core.config().console().inputOpen()) && core.guestVcpus().stream()
				.anyMatch(vcpu -> vcpu.state() == VcpuState.WAITING && (vcpu.state.peekCsr(MachineCsrs.MIE) & EXTERNAL) != 0);
	}

	private String idleSentence() {
		boolean allStopped = core.guestVcpus().stream().allMatch(vcpu -> vcpu.state() == VcpuState.STOPPED);
		return allStopped ? "All harts of the guest are stopped: nothing will ever run again."
				: "All harts of the guest wait for an interrupt and no timer is set: nothing will ever wake them.";
	}

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
