/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

import org.ringside.image.fdt.DeviceNode;
import org.ringside.image.fdt.DeviceTree;
import org.ringside.machine.Clock;

/**
 * A clock of the wall, in nanoseconds since 1970, with an alarm. It goes with the machine's clock from a start that the
 * owner states (and records), so that a run repeats itself. Source: Android's Goldfish device list.
 */
public final class GoldfishRtc implements BoardDevice {

	private static final int TIME_LOW = 0x00;
	private static final int TIME_HIGH = 0x04;
	private static final int ALARM_LOW = 0x08;
	private static final int ALARM_HIGH = 0x0c;
	private static final int IRQ_ENABLED = 0x10;
	private static final int CLEAR_ALARM = 0x14;
	private static final int ALARM_STATUS = 0x18;
	private static final int CLEAR_INTERRUPT = 0x1c;
	private static final long NANOSECONDS_PER_TICK = 1_000_000_000 / Clock.FREQUENCY;

	private final Clock clock;
	private final InterruptLine line;
	private final long start;

	/** What to add to the machine's time to have the wall's. */
	private long offset;
	private int timeHigh;
	private int alarmHigh;
	private long alarmAt;
	private boolean enabled;
	private boolean pending;
	private Clock.Event alarm;

	/**
	 * @param clock the machine's
	 * @param line the alarm's interrupt
	 * @param start the wall's time when the machine's clock is at 0, in nanoseconds since 1970
	 */
	public GoldfishRtc(Clock clock, InterruptLine line, long start) {
		this.clock = clock;
		this.line = line;
		this.start = start;
		this.offset = start;
	}

	@Override
	public String name() {
		return "rtc";
	}

	@Override
	public long size() {
		return 0x1000;
	}

	@Override
	public boolean accepts(long at, int size, boolean write) {
		return size == 4;
	}

	private long now() {
		return clock.now() * NANOSECONDS_PER_TICK + offset;
	}

	@Override
	public long read(long at, int size) {
		return switch ((int) at) {
		case TIME_LOW -> {
			// reading the lower half keeps the upper one, so that both belong together
			long now = now();
			timeHigh = (int) (now >>> 32);
			yield (int) now;
		}
		case TIME_HIGH -> timeHigh;
		case ALARM_LOW -> (int) alarmAt;
		case ALARM_HIGH -> alarmHigh;
		case IRQ_ENABLED -> enabled ? 1 : 0;
		case ALARM_STATUS -> alarm != null ? 1 : 0;
		default -> 0;
		};
	}

	@Override
	public void write(long at, int size, long value) {
		switch ((int) at) {
		case TIME_LOW -> setTime(now() & ~0xffff_ffffL | value & 0xffff_ffffL);
		case TIME_HIGH -> setTime(now() & 0xffff_ffffL | value << 32);
		case ALARM_LOW -> {
			alarmAt = (long) alarmHigh << 32 | value & 0xffff_ffffL;
			startAlarm();
		}
		case ALARM_HIGH -> alarmHigh = (int) value;
		case IRQ_ENABLED -> {
			enabled = (value & 1) != 0;
			update();
		}
		case CLEAR_ALARM -> cancelAlarm();
		case CLEAR_INTERRUPT -> {
			pending = false;
			update();
		}
		default -> {
			// the rest is read-only or empty
		}
		}
	}

	private void setTime(long time) {
		offset = time - clock.now() * NANOSECONDS_PER_TICK;
		if (alarm != null) {
			startAlarm();
		}
	}

	private void startAlarm() {
		cancelAlarm();
		long wait = alarmAt - now();
		if (alarmAt <= now()) {
			ring();
		} else {
			// rounded up: an alarm is never early
			alarm = clock.schedule(clock.now() + (wait - 1) / NANOSECONDS_PER_TICK + 1, this::ring);
		}
	}

	private void ring() {
		alarm = null;
		pending = true;
		update();
	}

	private void cancelAlarm() {
		if (alarm != null) {
			clock.cancel(alarm);
			alarm = null;
		}
	}

	private void update() {
		line.set(pending && enabled);
	}

	@Override
	public void reset() {
		cancelAlarm();
		offset = start;
		timeHigh = 0;
		alarmHigh = 0;
		alarmAt = 0;
		enabled = false;
		pending = false;
		update();
	}

	@Override
	public void describe(DeviceTree tree, DeviceNode bus, Placement place) {
		place.node(bus, "rtc").strings("compatible", "google,goldfish-rtc");
	}

	@Override
	public void save(DataOutput out) throws IOException {
		out.writeLong(offset);
		out.writeInt(timeHigh);
		out.writeInt(alarmHigh);
		out.writeLong(alarmAt);
		out.writeBoolean(enabled);
		out.writeBoolean(pending);
		out.writeLong(alarm == null ? -1 : alarm.tick());
	}

	/** The clock must have its time back before this is called. */
	@Override
	public void load(DataInput in) throws IOException {
		cancelAlarm();
		offset = in.readLong();
		timeHigh = in.readInt();
		alarmHigh = in.readInt();
		alarmAt = in.readLong();
		enabled = in.readBoolean();
		pending = in.readBoolean();
		long due = in.readLong();
		if (due != -1) {
			alarm = clock.schedule(due, this::ring);
		}
		update();
	}
}
