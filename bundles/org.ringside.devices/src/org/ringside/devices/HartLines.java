/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices;

import java.util.Objects;

import org.ringside.isa.InterruptCause;
import org.ringside.machine.Hart;
import org.ringside.machine.SoftwareInterrupt;

/**
 * The interrupt wires that lead into one hart.
 *
 * @param machineSoftware MSIP
 * @param machineTimer MTIP
 * @param machineExternal MEIP
 * @param supervisorExternal SEIP
 * @param supervisorSoftware sets SSIP when it goes high; only software clears it
 * @param guestExternal the guest external interrupts
 */
public record HartLines(InterruptLine machineSoftware, InterruptLine machineTimer, InterruptLine machineExternal,
		InterruptLine supervisorExternal, InterruptLine supervisorSoftware, GuestLines guestExternal) {

	/** The wires of guest external interrupts. */
	@FunctionalInterface
	public interface GuestLines {

		/** Wires that lead nowhere. */
		GuestLines NONE = (number, level) -> {
			// nobody listens
		};

		/** Drives the wire of a number, from 1 on. */
		void set(int number, boolean level);
	}

	public HartLines {
		Objects.requireNonNull(machineSoftware);
		Objects.requireNonNull(machineTimer);
		Objects.requireNonNull(machineExternal);
		Objects.requireNonNull(supervisorExternal);
		Objects.requireNonNull(supervisorSoftware);
		Objects.requireNonNull(guestExternal);
	}

	/** @return the wires that set the pending bits of a hart */
	public static HartLines of(Hart hart) {
		return new HartLines(line(hart, InterruptCause.MACHINE_SOFTWARE), line(hart, InterruptCause.MACHINE_TIMER),
				line(hart, InterruptCause.MACHINE_EXTERNAL), line(hart, InterruptCause.SUPERVISOR_EXTERNAL),
				level -> raise(hart, level), hart::setGuestExternalPending);
	}

	private static InterruptLine line(Hart hart, InterruptCause cause) {
		return level -> hart.setInterruptPending(cause.number(), level);
	}

	private static void raise(Hart hart, boolean level) {
		if (level) {
			SoftwareInterrupt.raise(hart, InterruptCause.SUPERVISOR_SOFTWARE.number());
		}
	}
}
