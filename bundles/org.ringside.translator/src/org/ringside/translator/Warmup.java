/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.translator;

import org.ringside.isa.IsaProfile;
import org.ringside.machine.Clock;
import org.ringside.machine.Hart;
import org.ringside.machine.Node;
import org.ringside.machine.PhysicalBus;
import org.ringside.machine.TranslatedCode;

/**
 * Has the JVM compile code: calls it for a hart without budget, for which it does nothing, as often as makes the JVM think it
 * hot. The JVM does not tell when it is done, but a call then takes a fraction of the time.
 */
final class Warmup {

	/** Calls that HotSpot's first compiler wants before it compiles, with some to spare. */
	private static final int CALLS = 300;
	private static final int BATCH = 10;
	/** How much faster a compiled call is, at least. */
	private static final int GAIN = 3;
	/** After this time code is used as it is: perhaps the JVM compiles nothing, or has much to compile. */
	private static final long PATIENCE = 1_000_000_000;
	private static final int CALLS_OF_THIS = 20_000;

	private static final Hart IDLE = new Hart(0, IsaProfile.RV64GC, new PhysicalBus(), new Clock());

	private final TranslatedCode code;
	private final long started = System.nanoTime();
	/** The best time of a batch of calls while they were interpreted. */
	private final long slow;

	/** Makes the calls. */
	Warmup(TranslatedCode code) {
		this.code = code;
		long best = Long.MAX_VALUE;
		for (int i = 0; i < CALLS / BATCH; i++) {
			best = Math.min(best, time(code));
		}
		slow = best;
	}

	/** Has the calls themselves be compiled, which would hide what they are to show. */
	static void prepare() {
		TranslatedCode nothing = new Nothing();
		for (int i = 0; i < CALLS_OF_THIS; i++) {
			time(nothing);
		}
	}

	/** Whether the code may be used. */
	boolean done() {
		return GAIN * time(code) < slow || System.nanoTime() - started > PATIENCE;
	}

	private static long time(TranslatedCode code) {
		IDLE.budget = 0;
		long start = System.nanoTime();
		for (int i = 0; i < BATCH; i++) {
			code.run(IDLE);
		}
		return System.nanoTime() - start;
	}

	/** What a call costs without any code. */
	private static final class Nothing extends TranslatedCode {
		Nothing() {
			super(new Origin(0, 1, new Coverage(new int[0], new byte[0]), new Node[0]));
		}

		@Override
		public long run(Hart h) {
			return h.budget;
		}
	}
}
