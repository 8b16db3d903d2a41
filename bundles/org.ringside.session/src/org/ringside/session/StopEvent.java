/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.List;
import java.util.Optional;

import org.ringside.vmm.VmEvent;

/**
 * Why and where the guest stands still; also told, with a guest that runs on, for a breakpoint that only logs.
 *
 * @param kind why
 * @param vcpu on which vCPU it happened
 * @param sentence what happened, in one sentence
 * @param breakpoints those that were hit, by number
 * @param event the event that was waited for, if the stop is one at an event
 * @param facts where the guest stands
 * @param failure the fault of Ringside itself for {@link StopKind#INTERNAL_ERROR}
 */
public record StopEvent(StopKind kind, int vcpu, String sentence, List<BreakpointId> breakpoints, Optional<VmEvent> event,
		StopFacts facts, Optional<Throwable> failure) {

	public StopEvent {
		breakpoints = List.copyOf(breakpoints);
	}
}
