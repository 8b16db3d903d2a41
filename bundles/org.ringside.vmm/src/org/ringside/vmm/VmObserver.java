/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.util.Optional;
import java.util.Set;

/**
 * Told what happens in a virtual machine, on the thread that runs it, at the moment it happens.
 *
 * <p>It must return soon and may read the machine (registers, memory, walks) but not run or change it.
 */
public interface VmObserver {
	/** What the observer wants to happen next. */
	enum Reply {
		/** Go on. */
		CONTINUE,
		/** End the run with {@link VmStop.EventStop}, precisely here (each event says where that is). */
		STOP
	}

	/**
	 * The kinds of events wanted. Kinds not in the set cost nothing. Read when the observer is set, so call
	 * {@link VirtualMachine#setObserver} again after a change.
	 */
	Set<EventKind> interests();

	/** What of these kinds is not wanted after all. Read when the observer is set, too. */
	default EventFilter filter() {
		return EventFilter.NONE;
	}

	/** Who takes down all traps and returns, whatever events are wanted. Read when the observer is set, too. */
	default Optional<TrapRecorder> recorder() {
		return Optional.empty();
	}

	/** One event of a kind in {@link #interests()}. */
	Reply on(VmEvent event);
}
