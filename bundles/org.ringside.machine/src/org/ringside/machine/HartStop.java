/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import org.ringside.isa.ExceptionCause;
import org.ringside.isa.PrivilegeMode;

/** Why {@link Hart#run} or {@link Hart#step} came back. The hart's pc is that of the next instruction. */
public sealed interface HartStop {

	/** The budget is used up; of {@code step}: the instruction or trap entry is done. */
	record Budget() implements HartStop {
		static final Budget INSTANCE = new Budget();
	}

	/** {@link Hart#requestStop} was called. */
	record Interrupted() implements HartStop {
		static final Interrupted INSTANCE = new Interrupted();
	}

	/** A listener or observer called {@link Hart#requestStopNow}: the instruction or trap entry it saw is complete. */
	record ListenerStop() implements HartStop {
		static final ListenerStop INSTANCE = new ListenerStop();
	}

	/** The hart executed {@code wfi} and no enabled interrupt is pending. */
	record WaitForInterrupt() implements HartStop {
		static final WaitForInterrupt INSTANCE = new WaitForInterrupt();
	}

	/**
	 * The next instruction was not executed: it must be, by {@link Hart#stepExclusively}, while no other hart runs. Only where
	 * harts run in parallel.
	 */
	record NeedsExclusion() implements HartStop {
		static final NeedsExclusion INSTANCE = new NeedsExclusion();
	}

	/**
	 * The next instruction has a breakpoint and was not executed.
	 *
	 * @param va virtual address of the instruction
	 * @param pa its physical address on this hart's bus
	 */
	record Breakpoint(long va, long pa) implements HartStop {
	}

	/**
	 * A monitored hart met an exception that M-mode would handle. Nothing of the trap entry was done: pc is that of
	 * the instruction (its epc).
	 *
	 * @param cause       the exception
	 * @param value       what {@code mtval} would hold
	 * @param instruction the instruction word, zero-extended if compressed; 0 if it could not be fetched
	 * @param from        the mode in which it ran
	 */
	record MonitorTrap(ExceptionCause cause, long value, int instruction, PrivilegeMode from) implements HartStop {
	}

	/**
	 * A monitored hart has a pending interrupt that M-mode would handle. Nothing of the trap entry was done.
	 *
	 * @param interrupt its number
	 * @param from      the mode in which the hart runs
	 */
	record MonitorInterrupt(int interrupt, PrivilegeMode from) implements HartStop {
	}

	/**
	 * The hart is in the critical-error state: M-mode was to take a trap while it could not take one (Privileged, chapter
	 * "Smdbltrp"). Nothing of the trap entry was done, and the hart comes to the same end again if it is run.
	 *
	 * @param cause what {@code mcause} would hold
	 */
	record CriticalError(long cause) implements HartStop {
	}
}
