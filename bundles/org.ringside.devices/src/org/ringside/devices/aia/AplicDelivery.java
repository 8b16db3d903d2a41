/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.aia;

import org.ringside.machine.Saveable;

/** How a domain of an APLIC gets interrupts to harts: by wires, or by messages. */
sealed interface AplicDelivery extends Saveable permits DirectDelivery, MessageDelivery {

	/** Field DM of domaincfg in place. */
	int mode();

	/** The value of a target register that software has written. */
	int target(int old, int written);

	/** What stands in target when a source becomes active. */
	int freshTarget();

	/** Delivers what is pending, enabled and not delivered yet. */
	void update(AplicDomain domain);

	/** Reads a register of its own. */
	int read(AplicDomain domain, int offset);

	/** Writes a register of its own. */
	void write(AplicDomain domain, int offset, int value);

	void reset();
}
