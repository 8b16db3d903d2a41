/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

import org.ringside.machine.Clock;

/**
 * Gives the vCPUs their turns on the machine, one after the other, and time its way, so that a run repeats itself
 * instruction by instruction, whatever the technique.
 *
 * <p>A turn is counted in the guest's retired instructions. A hart that sleeps passes its turn asleep, which moves the
 * clock as far as if it had worked.
 */
final class RunLoop extends HartSchedule {
	/** Instructions per turn where there are several harts. */
	private static final long TURN = 10_000;
	/** After so many instructions at most, other threads can see how far the guest is. */
	private static final long REPORT = 1_000_000;
	private static final long NANOSECONDS_PER_TICK = 1_000_000_000L / Clock.FREQUENCY;

	private final long turn;
	private int current;
	private long turnLeft;
	private final Object bell = new Object();

	RunLoop(GuestCore core) {
		super(core);
		this.turn = core.config().harts() == 1 ? Long.MAX_VALUE : TURN;
		this.turnLeft = turn;
	}

	@Override
	void save(DataOutput out) throws IOException {
		super.save(out);
		out.writeInt(current);
		out.writeLong(turnLeft);
	}

	@Override
	void load(DataInput in) throws IOException {
		super.load(in);
		current = in.readInt();
		turnLeft = in.readLong();
		if (current < 0 || current >= core.config().harts() || turnLeft > turn) {
			throw new IOException("The snapshot gives vCPU " + current + " a turn of " + turnLeft + " instructions.");
		}
	}

	@Override
	void ring() {
		core.guestVcpus().forEach(GuestVcpu::requestStop);
		synchronized (bell) {
			bell.notifyAll();
		}
	}

	@Override
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
}
