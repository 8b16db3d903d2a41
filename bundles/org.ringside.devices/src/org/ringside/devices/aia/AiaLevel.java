/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.devices.aia;

import org.ringside.devices.HartLines;
import org.ringside.devices.HartNodes;
import org.ringside.devices.InterruptLine;
import org.ringside.image.fdt.DeviceTree;
import org.ringside.isa.InterruptCause;

/** The privilege level whose external interrupts a device of the AIA signals. */
enum AiaLevel {
	MACHINE('m', InterruptCause.MACHINE_EXTERNAL),
	SUPERVISOR('s', InterruptCause.SUPERVISOR_EXTERNAL);

	private final char letter;
	private final InterruptCause cause;

	AiaLevel(char letter, InterruptCause cause) {
		this.letter = letter;
		this.cause = cause;
	}

	char letter() {
		return letter;
	}

	/** The wire of the level into a hart. */
	InterruptLine line(HartLines hart) {
		return this == MACHINE ? hart.machineExternal() : hart.supervisorExternal();
	}

	/** What {@code interrupts-extended} tells of the wires to all harts. */
	int[] wires(DeviceTree tree, int harts) {
		int[] wires = new int[harts * 2];
		for (int hart = 0; hart < harts; hart++) {
			wires[hart * 2] = HartNodes.interruptController(tree, hart);
			wires[hart * 2 + 1] = cause.number();
		}
		return wires;
	}
}
