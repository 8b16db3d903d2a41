/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Passes events to the observer and keeps the reason, if there is one, why the run is to end. */
final class EventSink {
	private Optional<VmObserver> observer = Optional.empty();
	private Set<EventKind> interests = EnumSet.noneOf(EventKind.class);
	private Optional<VmStop> pending = Optional.empty();

	void setObserver(VmObserver newObserver) {
		observer = Optional.of(newObserver);
		interests = EnumSet.noneOf(EventKind.class);
		interests.addAll(newObserver.interests());
	}

	void clearObserver() {
		observer = Optional.empty();
		interests = EnumSet.noneOf(EventKind.class);
	}

	/** Whether anybody wants to hear of anything. */
	boolean observed() {
		return !interests.isEmpty();
	}

	boolean wants(EventKind kind) {
		return interests.contains(kind);
	}

	/** Tells the observer; returns whether the run is to end here. */
	boolean publish(VmEvent event) {
		if (observer.isEmpty() || !wants(event.kind()) || observer.get().on(event) != VmObserver.Reply.STOP) {
			return false;
		}
		stop(new VmStop.EventStop(event));
		return true;
	}

	/** Ends the run; the first reason counts, but the guest's own end counts most. */
	void stop(VmStop reason) {
		Objects.requireNonNull(reason);
		if (pending.isEmpty() || reason instanceof VmStop.GuestExit) {
			pending = Optional.of(reason);
		}
	}

	boolean stopping() {
		return pending.isPresent();
	}

	Optional<VmStop> take() {
		Optional<VmStop> reason = pending;
		pending = Optional.empty();
		return reason;
	}
}
