/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

/** The rounding modes by their encoding in {@code frm} (Unprivileged, table of rounding modes). */
public final class RoundingMode {

	public static final int NEAREST_EVEN = 0;
	public static final int TOWARDS_ZERO = 1;
	public static final int DOWN = 2;
	public static final int UP = 3;
	public static final int NEAREST_MAX_MAGNITUDE = 4;
	/** In an instruction: what {@code frm} says. */
	public static final int DYNAMIC = 7;

	private RoundingMode() {
	}

	/** Whether to go to the next greater magnitude, from the last bit kept, the first bit lost, and whether more is lost. */
	static boolean roundsUp(int mode, boolean negative, boolean odd, boolean half, boolean more) {
		return switch (mode) {
			case NEAREST_EVEN -> half && (more || odd);
			case TOWARDS_ZERO -> false;
			case DOWN -> negative && (half || more);
			case UP -> !negative && (half || more);
			case NEAREST_MAX_MAGNITUDE -> half;
			default -> throw new IllegalArgumentException("rounding mode " + mode);
		};
	}
}
