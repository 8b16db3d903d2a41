/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import org.ringside.vmm.VirtualMachine;

/** The instruction breakpoints that the VM has set now: those of the user, and those of a step under way. VM's thread only. */
final class Bindings {

	private final VirtualMachine vm;
	private final Set<Long> virtual = new HashSet<>();
	private final Set<Long> physical = new HashSet<>();
	private final Map<Long, Integer> temporary = new HashMap<>();

	Bindings(VirtualMachine vm) {
		this.vm = vm;
	}

	/** Makes the VM's breakpoints those that take part now. */
	void update(Breakpoints breakpoints) {
		Set<Long> wantedVirtual = new HashSet<>(temporary.keySet());
		Set<Long> wantedPhysical = new HashSet<>();
		for (BoundBreakpoint bound : breakpoints.active()) {
			wantedVirtual.addAll(bound.virtual());
			wantedPhysical.addAll(bound.physical());
		}
		for (Long gva : Set.copyOf(virtual)) {
			if (!wantedVirtual.contains(gva)) {
				vm.removeBreakpoint(gva);
				virtual.remove(gva);
			}
		}
		for (Long gpa : Set.copyOf(physical)) {
			if (!wantedPhysical.contains(gpa)) {
				vm.removePhysicalBreakpoint(gpa);
				physical.remove(gpa);
			}
		}
		for (Long gva : wantedVirtual) {
			if (virtual.add(gva)) {
				vm.addBreakpoint(gva);
			}
		}
		for (Long gpa : wantedPhysical) {
			if (physical.add(gpa)) {
				vm.addPhysicalBreakpoint(gpa);
			}
		}
	}

	boolean any() {
		return !virtual.isEmpty() || !physical.isEmpty();
	}

	boolean isSet(long gva, OptionalLong gpa) {
		return virtual.contains(gva) || gpa.isPresent() && physical.contains(gpa.getAsLong());
	}

	/** Sets a breakpoint for a step; to be followed by {@link #update}. */
	void addTemporary(long gva) {
		temporary.merge(gva, 1, Integer::sum);
	}

	/** Takes back the breakpoints of a step; to be followed by {@link #update}. */
	void clearTemporary() {
		temporary.clear();
	}
}
