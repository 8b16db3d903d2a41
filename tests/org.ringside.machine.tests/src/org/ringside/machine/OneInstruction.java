/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine;

import org.ringside.isa.Encoder;
import org.ringside.isa.ExceptionCause;
import org.ringside.isa.Instruction;
import org.ringside.isa.IsaProfile;
import org.ringside.isa.MachineCsrs;

/** For tests of single instructions of floating point and vectors. */
final class OneInstruction {

	/** mstatus with the floating-point and vector state initial. */
	private static final long ON = 0x2200;

	private OneInstruction() {
	}

	/** A board whose hart tells of its traps. */
	static TestBoard board(String isa) {
		TestBoard board = new TestBoard(IsaProfile.parse(isa));
		board.hart().pokeCsr(MachineCsrs.MSTATUS, ON);
		board.hart().setMonitored(true);
		return board;
	}

	/** The exception that an instruction raises, or {@code null}. */
	static ExceptionCause execute(TestBoard board, Instruction instruction, long... operands) {
		board.code(TestBoard.RAM, Encoder.encode(instruction, operands));
		board.hart().setPc(TestBoard.RAM);
		board.hart().invalidateCode(TestBoard.RAM);
		return board.hart().run(1) instanceof HartStop.MonitorTrap trap ? trap.cause() : null;
	}
}
