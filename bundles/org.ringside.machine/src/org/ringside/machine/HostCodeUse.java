/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

/** Whether a translator makes guests' code into instructions of the host's own processor, and if it does not, why. */
public enum HostCodeUse {

	MADE,
	/** Somebody wanted none. */
	SWITCHED_OFF,
	/** Its processor or its operating system is one for which none is made. */
	OTHER_HOST,
	/** The JVM denies native access. */
	NOT_PERMITTED,
	/** The host gives no memory that can be written to and executed, or no more of it. */
	NO_MEMORY,
	/** The log tells what is wrong. */
	FAILED
}
