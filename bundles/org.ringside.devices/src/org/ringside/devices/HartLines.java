/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices;

import java.util.Objects;

/**
 * The interrupt wires that lead into one hart.
 *
 * @param machineSoftware MSIP
 * @param machineTimer MTIP
 * @param machineExternal MEIP
 * @param supervisorExternal SEIP
 */
public record HartLines(InterruptLine machineSoftware, InterruptLine machineTimer, InterruptLine machineExternal,
		InterruptLine supervisorExternal) {

	public HartLines {
		Objects.requireNonNull(machineSoftware);
		Objects.requireNonNull(machineTimer);
		Objects.requireNonNull(machineExternal);
		Objects.requireNonNull(supervisorExternal);
	}
}
