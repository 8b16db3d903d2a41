/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices;

/** A wire that asks for an interrupt as long as it is high. */
@FunctionalInterface
public interface InterruptLine {

	/** A wire that leads nowhere. */
	InterruptLine NONE = level -> {
		// nobody listens
	};

	/** Drives the wire; the same level again changes nothing. */
	void set(boolean level);
}
