/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The counters of a hart by their number: 0 cycle, 2 instret, 3 to 31 the performance counters (Privileged 3.1.10 to 3.1.12;
 * chapters "Sscofpmf" and "Smcntrpmf"). One that counts retired instructions holds its value minus the hart's count, so that
 * nothing needs to be done while instructions retire.
 */
final class PerformanceCounters implements Saveable {

	static final int CYCLE = 0;
	static final int TIME = 1;
	static final int INSTRET = 2;
	static final int FIRST = 3;
	static final int COUNT = 32;
	static final long OVERFLOW = 1L << 63;
	static final long MINH = 1L << 62;
	static final long SINH = 1L << 61;
	static final long UINH = 1L << 60;
	static final long VSINH = 1L << 59;
	static final long VUINH = 1L << 58;
	/** The bits of mhpmevent that are not the number of the event. */
	static final long FLAGS = 0xffL << 56;

	private final Hart hart;
	private final long[] value = new long[COUNT];
	private final long[] config = new long[COUNT];
	private final CounterEvent[] event = new CounterEvent[COUNT];
	/** Whether the value has the hart's count taken away. */
	private final boolean[] running = new boolean[COUNT];
	/** Whether the value had its highest bit set when it was looked at last. */
	private final boolean[] high = new boolean[COUNT];
	private long inhibited;
	private boolean filtered;
	private boolean overflowing;
	/** Events that some counter waits for, by ordinal. */
	private int awaited;
	private int mode = 3;

	PerformanceCounters(Hart hart) {
		this.hart = hart;
		event[CYCLE] = CounterEvent.CYCLES;
		event[INSTRET] = CounterEvent.INSTRUCTIONS;
		update(0);
	}

	/** The value as an instruction reads it. */
	long read(int counter) {
		return running[counter] ? value[counter] + hart.retired() : value[counter];
	}

	/** A write takes the place of the increment by the instruction that writes. */
	void write(int counter, long newValue) {
		value[counter] = running[counter] ? newValue - hart.retired() - hart.executing() : newValue;
		high[counter] = newValue < 0;
		hart.attend();
	}

	long config(int counter) {
		return config[counter];
	}

	/** The flags and the event together, as mhpmevent has them; of an event that is not there only the flags are kept. */
	void configure(int counter, long flags, long number) {
		event[counter] = CounterEvent.of(number).orElse(null);
		config[counter] = flags | (event[counter] == null ? 0 : number);
		update(hart.retired());
	}

	/** Which modes a counter with a fixed event stands still in (Smcntrpmf). */
	void filter(int counter, long flags) {
		config[counter] = flags;
		update(hart.retired());
	}

	long inhibited() {
		return inhibited;
	}

	/** The instruction that writes mcountinhibit counts by what it writes. */
	void inhibit(long counters) {
		inhibited = counters;
		update(hart.retired());
	}

	/** The instruction that changes the mode counts in the old one. */
	void modeChanged(int newMode) {
		if (newMode != mode) {
			mode = newMode;
			if (filtered) {
				update(hart.retired() + hart.executing());
			}
		}
	}

	private boolean counts(int counter) {
		long inhibit = switch (mode) {
			case 0 -> UINH;
			case 1 -> SINH;
			case PageWalker.GUEST -> VUINH;
			case PageWalker.GUEST | 1 -> VSINH;
			default -> MINH;
		};
		return event[counter] != null && (inhibited >>> counter & 1) == 0 && (config[counter] & inhibit) == 0;
	}

	/** Starts and stops counters at a count of retired instructions. */
	private void update(long at) {
		filtered = false;
		overflowing = false;
		awaited = 0;
		for (int i = 0; i < COUNT; i++) {
			boolean counts = counts(i);
			boolean run = counts && event[i].retires();
			if (run != running[i]) {
				value[i] += run ? -at : at;
				running[i] = run;
			}
			filtered |= (config[i] & (MINH | SINH | UINH | VSINH | VUINH)) != 0;
			overflowing |= run && i >= FIRST;
			awaited |= counts && !run ? 1 << event[i].ordinal() : 0;
		}
		hart.attend();
	}

	/** Counts an event. */
	void count(CounterEvent what) {
		if ((awaited & 1 << what.ordinal()) == 0) {
			return;
		}
		for (int i = FIRST; i < COUNT; i++) {
			if (event[i] == what && counts(i) && ++value[i] == 0) {
				overflow(i);
			}
		}
	}

	/** Instructions until a counter overflows; {@link Long#MAX_VALUE} if none does soon. */
	long untilOverflow() {
		long least = Long.MAX_VALUE;
		if (overflowing) {
			for (int i = FIRST; i < COUNT; i++) {
				long now = value[i] + hart.retired();
				if (running[i] && now < 0) {
					least = Math.min(least, now == Long.MIN_VALUE ? Long.MAX_VALUE : -now);
				}
			}
		}
		return least;
	}

	/** Notices overflows of counters of retired instructions. */
	void poll() {
		if (overflowing) {
			for (int i = FIRST; i < COUNT; i++) {
				boolean now = read(i) < 0;
				if (running[i] && high[i] && !now) {
					overflow(i);
				}
				high[i] = now;
			}
		}
	}

	/** A first overflow asks for an interrupt (Privileged, chapter "Sscofpmf"). */
	private void overflow(int counter) {
		if (hart.extensions.sscofpmf && (config[counter] & OVERFLOW) == 0) {
			config[counter] |= OVERFLOW;
			synchronized (hart.bus) {
				hart.state.mipSoftware |= 1L << PrivilegedState.LCOFI;
				hart.attend();
			}
		}
	}

	/** The overflow bits of all counters at their numbers. */
	long overflows() {
		long bits = 0;
		for (int i = FIRST; i < COUNT; i++) {
			bits |= config[i] >>> 63 << i;
		}
		return bits;
	}

	@Override
	public void save(DataOutput out) throws IOException {
		out.writeLong(inhibited);
		for (int i = 0; i < COUNT; i++) {
			out.writeLong(read(i));
			out.writeLong(config[i]);
		}
	}

	/** The hart must have its count and its mode back before this is called. */
	@Override
	public void load(DataInput in) throws IOException {
		inhibited = in.readLong();
		mode = hart.state.translationMode();
		for (int i = 0; i < COUNT; i++) {
			value[i] = in.readLong();
			config[i] = in.readLong();
			running[i] = false;
			high[i] = value[i] < 0;
			if (i >= FIRST) {
				event[i] = CounterEvent.of(config[i] & ~FLAGS).orElse(null);
			}
		}
		update(hart.retired());
	}
}
