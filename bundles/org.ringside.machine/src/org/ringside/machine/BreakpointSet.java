/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import java.util.HashSet;
import java.util.Set;

/** The addresses of a hart at which {@link Hart#run} stops before the instruction. */
final class BreakpointSet {

	private final Set<Long> virtual = new HashSet<>();
	private final Set<Long> physical = new HashSet<>();

	boolean addVirtual(long va) {
		return virtual.add(va);
	}

	boolean addPhysical(long pa) {
		return physical.add(pa);
	}

	boolean removeVirtual(long va) {
		return virtual.remove(va);
	}

	boolean removePhysical(long pa) {
		return physical.remove(pa);
	}

	boolean isEmpty() {
		return virtual.isEmpty() && physical.isEmpty();
	}

	/** Whether an address of a piece of memory, seen at that virtual and physical address, is among them. */
	boolean hitsWithin(long va, long pa, int length) {
		return virtual.stream().anyMatch(at -> at - va >= 0 && at - va < length)
				|| physical.stream().anyMatch(at -> at - pa >= 0 && at - pa < length);
	}

	boolean hits(long va, long pa) {
		return !isEmpty() && (virtual.contains(va) || physical.contains(pa));
	}
}
