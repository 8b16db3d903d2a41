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

	boolean hits(long va, long pa) {
		return !isEmpty() && (virtual.contains(va) || physical.contains(pa));
	}
}
