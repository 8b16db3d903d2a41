/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

/** Why {@link Machine#run} came back. */
public sealed interface MachineStop {

	/** The budget is used up. */
	record Budget() implements MachineStop {
	}

	/** {@link Machine#requestStop} was called. */
	record Interrupted() implements MachineStop {
	}

	/** Every hart sleeps and no event of the clock will ever come: only something from outside can wake the machine. */
	record Idle() implements MachineStop {
	}

	/** Every hart sleeps until the clock reaches a tick; only told where the machine does not skip idle time itself. */
	record Sleeping(long untilTick) implements MachineStop {
	}

	/** A hart stopped for a reason of its own; it is the next to run. */
	record AtHart(Hart hart, HartStop stop) implements MachineStop {
	}
}
