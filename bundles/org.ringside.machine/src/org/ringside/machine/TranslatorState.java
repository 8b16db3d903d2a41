/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

/**
 * What a translator does, and has done so far for all guests of the process.
 *
 * @param hostCode    whether it makes host code
 * @param hostRegions pieces of host code, each of some tens of guest instructions
 * @param hostBytes   their bytes
 * @param classes     Java classes
 * @param noClasses   whether it lacks what it needs to make classes
 */
public record TranslatorState(HostCodeUse hostCode, long hostRegions, long hostBytes, long classes, boolean noClasses) {

	/** Of one that makes neither. */
	static final TranslatorState NOTHING = new TranslatorState(HostCodeUse.SWITCHED_OFF, 0, 0, 0, false);
}
