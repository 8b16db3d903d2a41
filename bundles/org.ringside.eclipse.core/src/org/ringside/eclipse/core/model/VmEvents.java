/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.debug.core.DebugEvent;
import org.ringside.session.StopEvent;
import org.ringside.session.StopKind;

/** The sets of debug events in which a VM tells the platform what became of it and of its vCPUs. */
final class VmEvents {

	private VmEvents() {
	}

	static List<DebugEvent> created(GuestDebugTarget vm) {
		List<DebugEvent> events = new ArrayList<>();
		events.add(new DebugEvent(vm, DebugEvent.CREATE));
		vm.vcpus().forEach(vcpu -> events.add(new DebugEvent(vcpu, DebugEvent.CREATE)));
		return events;
	}

	static List<DebugEvent> resumed(GuestDebugTarget vm) {
		return vm.vcpus().stream().map(vcpu -> new DebugEvent(vcpu, DebugEvent.RESUME, DebugEvent.CLIENT_REQUEST)).toList();
	}

	/** All vCPUs stand; the one that {@code stop} is about is told last, because the Debug view selects what comes last. */
	static List<DebugEvent> suspended(GuestDebugTarget vm, Optional<StopEvent> stop) {
		int stopped = stop.map(StopEvent::vcpu).filter(index -> index >= 0 && index < vm.vcpus().size()).orElse(0);
		List<DebugEvent> events = new ArrayList<>();
		for (VcpuThread vcpu : vm.vcpus()) {
			if (vcpu.index() != stopped) {
				events.add(new DebugEvent(vcpu, DebugEvent.CHANGE, DebugEvent.CONTENT));
			}
		}
		events.add(new DebugEvent(vm, DebugEvent.CHANGE, DebugEvent.STATE));
		events.add(new DebugEvent(vm.vcpus().get(stopped), DebugEvent.SUSPEND, detail(stop)));
		return events;
	}

	private static int detail(Optional<StopEvent> stop) {
		return switch (stop.map(StopEvent::kind).orElse(StopKind.SUSPEND)) {
		case STEP -> DebugEvent.STEP_END;
		case ENTRY, SUSPEND -> DebugEvent.CLIENT_REQUEST;
		// All that the user did not ask for at this moment brings the Debug view to the front, as a breakpoint does.
		default -> DebugEvent.BREAKPOINT;
		};
	}

	static List<DebugEvent> ended(GuestDebugTarget vm) {
		List<DebugEvent> events = new ArrayList<>();
		vm.vcpus().forEach(vcpu -> events.add(new DebugEvent(vcpu, DebugEvent.TERMINATE)));
		events.add(new DebugEvent(vm, DebugEvent.TERMINATE));
		return events;
	}
}
