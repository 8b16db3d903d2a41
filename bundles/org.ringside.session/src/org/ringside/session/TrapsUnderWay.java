/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

import org.ringside.isa.PrivilegeMode;
import org.ringside.vmm.VmEvent;

/** Remembers the cause of the trap that each mode of each vCPU took last, so that its return can be told by cause. */
final class TrapsUnderWay {

	private record Handler(int vcpu, PrivilegeMode mode) {
	}

	private final Map<Handler, Long> causes = new HashMap<>();

	void on(VmEvent event) {
		if (event instanceof VmEvent.TrapTaken taken) {
			causes.put(new Handler(taken.place().vcpu(), taken.to()), taken.cause());
		}
	}

	/** The cause of the trap that this return ends, as far as traps of one mode were not nested. */
	OptionalLong cause(VmEvent.TrapReturn back) {
		Long cause = causes.get(new Handler(back.place().vcpu(), back.place().mode()));
		return cause == null ? OptionalLong.empty() : OptionalLong.of(cause);
	}
}
