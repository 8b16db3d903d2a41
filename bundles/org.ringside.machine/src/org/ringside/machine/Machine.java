/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.util.List;

/**
 * Harts that take turns on one thread, in a fixed order and for a fixed number of instructions, so that a run repeats
 * itself exactly. A sleeping hart's turn passes as time: each hart advances the clock by its whole turn, asleep or not.
 */
public final class Machine {

	/** Default length of a turn in instructions. */
	public static final long TURN = 10_000;

	private final List<Hart> harts;
	private final Clock clock;
	private final long turn;
	private int current;
	/** What is left of the current hart's turn. */
	private long left;
	private boolean skipsIdleTime = true;
	private volatile boolean stopRequested;

	public Machine(List<Hart> harts, Clock clock) {
		this(harts, clock, TURN);
	}

	/**
	 * @param harts all on one bus and clock
	 * @param turn  instructions per turn; at least 1
	 */
	public Machine(List<Hart> harts, Clock clock, long turn) {
		if (harts.isEmpty() || turn < 1) {
			throw new IllegalArgumentException("A machine needs at least one hart and turns of at least one instruction");
		}
		this.harts = List.copyOf(harts);
		this.clock = clock;
		this.turn = turn;
		this.left = turn;
	}

	public List<Hart> harts() {
		return harts;
	}

	public Clock clock() {
		return clock;
	}

	/** Whether time jumps to the next event where all harts sleep (the default), or {@link #run} tells so and returns. */
	public void setSkipsIdleTime(boolean skips) {
		skipsIdleTime = skips;
	}

	/** Makes {@link #run} return soon; from any thread. */
	public void requestStop() {
		stopRequested = true;
		harts.forEach(Hart::requestStop);
	}

	/** Runs until {@code budget} instructions and trap entries of all harts together are done, or something stops a hart. */
	public MachineStop run(long budget) {
		long remaining = budget;
		while (true) {
			if (stopRequested) {
				stopRequested = false;
				harts.forEach(hart -> hart.stopRequested = false);
				return new MachineStop.Interrupted();
			}
			clock.poll();
			if (harts.stream().allMatch(Machine::asleep)) {
				long next = clock.instructionsUntilEvent();
				if (next == Long.MAX_VALUE) {
					return new MachineStop.Idle();
				}
				if (!skipsIdleTime) {
					return new MachineStop.Sleeping(clock.nextEventTick());
				}
				clock.skipToNextEvent();
				continue;
			}
			if (remaining <= 0) {
				return new MachineStop.Budget();
			}
			Hart hart = harts.get(current);
			long slice = Math.min(remaining, left);
			long before = clock.instructions();
			HartStop stop = asleep(hart) ? sleep(slice) : hart.run(slice);
			long done = stop instanceof HartStop.Budget ? slice : Math.min(slice, clock.instructions() - before);
			left -= done;
			remaining -= done;
			switch (stop) {
				case HartStop.Budget b -> { /* the turn, or what was asked for, is over */ }
				case HartStop.WaitForInterrupt w -> { /* the rest of the turn passes asleep */ }
				case HartStop.Interrupted i -> {
					stopRequested = false;
					harts.forEach(other -> other.stopRequested = false);
					return new MachineStop.Interrupted();
				}
				default -> {
					return new MachineStop.AtHart(hart, stop);
				}
			}
			if (left <= 0) {
				endTurn(hart);
			}
		}
	}

	private static boolean asleep(Hart hart) {
		return hart.waitingForInterrupt() && !hart.interruptWakes();
	}

	/** Passes time on behalf of a hart that sleeps, but not beyond the next event, which may wake it. */
	private HartStop sleep(long slice) {
		clock.advance(Math.min(slice, clock.instructionsUntilEvent()));
		return HartStop.WaitForInterrupt.INSTANCE;
	}

	private void endTurn(Hart hart) {
		left = turn;
		current = (current + 1) % harts.size();
		if (harts.size() > 1) {
			// What other harts store by their fast path goes unnoticed, so a reservation does not outlive the turn.
			hart.cancelReservation();
		}
	}
}
