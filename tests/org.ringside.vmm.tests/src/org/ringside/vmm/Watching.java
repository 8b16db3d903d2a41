/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** An observer that keeps the events of some kinds and stops at those that a test chooses. */
final class Watching implements VmObserver {
	final List<VmEvent> events = new ArrayList<>();
	private final Set<EventKind> kinds;
	private final Predicate<VmEvent> stop;

	Watching(Predicate<VmEvent> stop, EventKind first, EventKind... more) {
		this.kinds = EnumSet.of(first, more);
		this.stop = stop;
	}

	@Override
	public Set<EventKind> interests() {
		return kinds;
	}

	@Override
	public Reply on(VmEvent event) {
		events.add(event);
		return stop.test(event) ? Reply.STOP : Reply.CONTINUE;
	}
}
