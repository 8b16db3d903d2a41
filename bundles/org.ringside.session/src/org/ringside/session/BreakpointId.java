/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

/**
 * The name of a breakpoint within its session.
 *
 * @param number counted from 1 in the order in which breakpoints were added
 */
public record BreakpointId(int number) implements Comparable<BreakpointId> {

	@Override
	public int compareTo(BreakpointId other) {
		return Integer.compare(number, other.number);
	}

	@Override
	public String toString() {
		return "#" + number;
	}
}
