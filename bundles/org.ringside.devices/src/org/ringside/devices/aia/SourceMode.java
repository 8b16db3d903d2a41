/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.aia;

/** What of the wire of a source means an interrupt: field SM of sourcecfg (AIA 1.0, table 4.2). */
enum SourceMode {
	INACTIVE, DETACHED, EDGE_RISING, EDGE_FALLING, LEVEL_HIGH, LEVEL_LOW;

	private static final SourceMode[] BY_NUMBER = {INACTIVE, DETACHED, INACTIVE, INACTIVE, EDGE_RISING, EDGE_FALLING, LEVEL_HIGH, LEVEL_LOW};

	/** The mode of bits 2 to 0; the reserved numbers are taken as inactive (WARL). */
	static SourceMode of(int value) {
		return BY_NUMBER[value & 7];
	}

	int number() {
		return this == INACTIVE || this == DETACHED ? ordinal() : ordinal() + 2;
	}

	boolean isLevel() {
		return this == LEVEL_HIGH || this == LEVEL_LOW;
	}

	/** The input that the domain sees where the wire is high or low. */
	boolean rectified(boolean wire) {
		return switch (this) {
			case INACTIVE, DETACHED -> false;
			case EDGE_RISING, LEVEL_HIGH -> wire;
			case EDGE_FALLING, LEVEL_LOW -> !wire;
		};
	}
}
