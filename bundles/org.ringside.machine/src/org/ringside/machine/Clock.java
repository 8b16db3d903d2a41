/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import java.util.PriorityQueue;

/**
 * The time of a machine as a function of the instructions that its harts have retired or slept through, so that a
 * run repeats itself exactly. Events are due at ticks and run on the machine's thread, in the order of their ticks
 * and, within a tick, of scheduling.
 *
 * <p>Where harts run in parallel no such count exists: the clock then follows the host's, from {@link #start} to
 * {@link #stop}, and belongs to who holds the lock of the machine.
 */
public final class Clock implements Saveable {

	/** Ticks per second that the device tree tells ({@code timebase-frequency}). */
	public static final long FREQUENCY = 10_000_000;

	private static final long NANOSECONDS_PER_TICK = 1_000_000_000L / FREQUENCY;

	/** Default of instructions per tick and hart. */
	public static final int INSTRUCTIONS_PER_TICK = 10;

	/** A handle on a scheduled event. */
	public static final class Event implements Comparable<Event> {
		private final long tick;
		private final long order;
		private final Runnable action;

		private Event(long tick, long order, Runnable action) {
			this.tick = tick;
			this.order = order;
			this.action = action;
		}

		/** When it is due. */
		public long tick() {
			return tick;
		}

		@Override
		public int compareTo(Event other) {
			int byTick = Long.compareUnsigned(tick, other.tick);
			return byTick != 0 ? byTick : Long.compare(order, other.order);
		}
	}

	private final long divisor;
	private final PriorityQueue<Event> events = new PriorityQueue<>();
	private final boolean real;
	private long instructions;
	private long offset;
	/** The host's clock at the start, in nanoseconds. */
	private long started;
	private boolean running;
	private long order;
	/** Unless the clock is real: the count of instructions at which the first event is due, so that asking needs no division. */
	private long due = Long.MAX_VALUE;
	/** Whether {@link #due} may have become earlier since {@link #instructionsUntilEvent} was asked. */
	private boolean changed;

	/** A clock for one hart. */
	public Clock() {
		this(1, INSTRUCTIONS_PER_TICK);
	}

	/**
	 * @param harts               that advance this clock side by side
	 * @param instructionsPerTick of one hart
	 */
	public Clock(int harts, int instructionsPerTick) {
		this(harts, instructionsPerTick, false);
	}

	/** A clock that follows the host's while it runs, and stands now. */
	public static Clock real() {
		return new Clock(1, 1, true);
	}

	private Clock(int harts, int instructionsPerTick, boolean real) {
		if (harts < 1 || instructionsPerTick < 1) {
			throw new IllegalArgumentException("A clock needs at least one hart and one instruction per tick");
		}
		this.divisor = (long) harts * instructionsPerTick;
		this.real = real;
	}

	/** Lets a real clock go on from where it stands. */
	public void start() {
		started = System.nanoTime();
		running = true;
	}

	/** Lets a real clock stand. */
	public void stop() {
		offset = now();
		running = false;
	}

	/** Nanoseconds until the next event of a real clock is due: 0 if it is already, {@link Long#MAX_VALUE} if there is none. */
	public long nanosecondsUntilEvent() {
		Event first = events.peek();
		if (first == null) {
			return Long.MAX_VALUE;
		}
		long ticks = first.tick - now();
		if (Long.compareUnsigned(first.tick, now()) <= 0) {
			return 0;
		}
		return ticks < 0 || ticks > Long.MAX_VALUE / NANOSECONDS_PER_TICK ? Long.MAX_VALUE : ticks * NANOSECONDS_PER_TICK;
	}

	/** The value of {@code mtime}. */
	public long now() {
		if (real) {
			return running ? (System.nanoTime() - started) / NANOSECONDS_PER_TICK + offset : offset;
		}
		return instructions / divisor + offset;
	}

	/** The value of {@code mtime} once {@code more} further instructions are accounted for. */
	public long nowAfter(long more) {
		return real ? now() : (instructions + more) / divisor + offset;
	}

	/** Sets {@code mtime}, as a write to the timer's register does. */
	public void setNow(long ticks) {
		if (real) {
			started = System.nanoTime();
			offset = ticks;
		} else {
			offset = ticks - instructions / divisor;
			reckon();
		}
	}

	/** Finds {@link #due} anew after the events or the offset changed. */
	private void reckon() {
		Event first = events.peek();
		changed = true;
		if (first == null || real) {
			due = Long.MAX_VALUE;
		} else if (Long.compareUnsigned(first.tick, now()) <= 0) {
			due = Long.MIN_VALUE;
		} else {
			long ticks = first.tick - offset;
			due = ticks < 0 || ticks > Long.MAX_VALUE / divisor ? Long.MAX_VALUE : ticks * divisor;
		}
	}

	/** Accounts for retired (or slept through) instructions of one hart; runs no events. */
	public void advance(long retired) {
		instructions += retired;
	}

	/** All instructions accounted for. */
	public long instructions() {
		return instructions;
	}

	/** Runs {@code action} as soon as {@link #now} reaches {@code tick} (unsigned). */
	public Event schedule(long tick, Runnable action) {
		Event event = new Event(tick, order++, Objects.requireNonNull(action));
		events.add(event);
		reckon();
		return event;
	}

	/** Takes back an event that has not run; {@code true} if it was still waiting. */
	public boolean cancel(Event event) {
		boolean waiting = events.remove(event);
		reckon();
		return waiting;
	}

	/** Whether an event is due now. */
	public boolean eventDue() {
		if (!real) {
			return instructions >= due;
		}
		Event first = events.peek();
		return first != null && Long.compareUnsigned(first.tick, now()) <= 0;
	}

	/** When the next event is due; -1, the last tick of all, if there is none. */
	public long nextEventTick() {
		return events.isEmpty() ? -1 : events.peek().tick;
	}

	/** Runs all events that are due. */
	public void poll() {
		while (eventDue()) {
			Event first = events.poll();
			reckon();
			first.action.run();
		}
	}

	/** Instructions until the next event is due: 0 if it is already, {@link Long#MAX_VALUE} if there is none. */
	public long instructionsUntilEvent() {
		if (real) {
			return eventDue() ? 0 : Long.MAX_VALUE;
		}
		changed = false;
		return due == Long.MAX_VALUE ? due : due <= instructions ? 0 : due - instructions;
	}

	/** Whether events were scheduled or taken back, or {@code mtime} was set, since {@link #instructionsUntilEvent} was asked last. */
	boolean eventsChanged() {
		return changed && !real;
	}

	/** Goes on to the next event, as when every hart sleeps; {@code false} if no event will ever come. */
	public boolean skipToNextEvent() {
		if (real) {
			Event first = events.peek();
			if (first != null && Long.compareUnsigned(first.tick, now()) > 0) {
				setNow(first.tick);
			}
			return first != null;
		}
		long skipped = instructionsUntilEvent();
		if (skipped == Long.MAX_VALUE) {
			return false;
		}
		instructions += skipped;
		return true;
	}

	/** Events are not saved: who scheduled them schedules them again. */
	@Override
	public void save(DataOutput out) throws IOException {
		out.writeLong(instructions);
		out.writeLong(real ? now() : offset);
	}

	@Override
	public void load(DataInput in) throws IOException {
		instructions = in.readLong();
		offset = in.readLong();
		events.clear();
		reckon();
	}
}
