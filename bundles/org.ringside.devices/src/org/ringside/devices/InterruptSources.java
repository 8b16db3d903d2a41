/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices;

/** An interrupt controller to which the wires of devices lead. */
public interface InterruptSources {

	/** The wire of a source, numbered from 1 on. */
	InterruptLine source(int number);
}
