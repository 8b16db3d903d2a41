/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices;

import java.util.Objects;

import org.ringside.isa.InterruptCause;
import org.ringside.machine.Hart;

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

	/** @return the wires that set the pending bits of a hart */
	public static HartLines of(Hart hart) {
		return new HartLines(line(hart, InterruptCause.MACHINE_SOFTWARE), line(hart, InterruptCause.MACHINE_TIMER),
				line(hart, InterruptCause.MACHINE_EXTERNAL), line(hart, InterruptCause.SUPERVISOR_EXTERNAL));
	}

	private static InterruptLine line(Hart hart, InterruptCause cause) {
		return level -> hart.setInterruptPending(cause.number(), level);
	}
}
