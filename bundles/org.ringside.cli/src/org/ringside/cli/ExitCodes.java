/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.cli;

import org.ringside.session.StopEvent;
import org.ringside.session.StopKind;
import org.ringside.vmm.Verdict;

/** The exit codes of {@code run}. Codes that a guest gives itself come through unchanged where they are 1 to 255. */
final class ExitCodes {

	/** The guest says pass: the finisher's 0x5555, or a shutdown without failure. */
	static final int PASS = 0;
	/** The guest says that it failed, without a code (a shutdown with a failure as its reason), or with one that is no byte. */
	static final int FAIL = 1;
	/** Wrong options (EX_USAGE of sysexits). */
	static final int USAGE = 64;
	/** A file or value that cannot be used (EX_DATAERR). */
	static final int BAD_INPUT = 65;
	/** Ringside itself failed (EX_SOFTWARE). */
	static final int INTERNAL_ERROR = 70;
	/** The guest's console cannot be written (EX_IOERR). */
	static final int OUTPUT_LOST = 74;
	static final int INSTRUCTION_LIMIT = 120;
	static final int TIMEOUT = 121;
	static final int TRAP_STORM = 122;
	static final int IDLE = 123;
	static final int BREAKPOINT = 124;
	/** Left with the escape key. */
	static final int LEFT = 125;

	private ExitCodes() {
	}

	static int of(Verdict verdict) {
		return switch (verdict.kind()) {
			case PASS, RESET -> PASS;
			case FAIL -> verdict.code() >= 1 && verdict.code() <= 255 ? verdict.code() : FAIL;
		};
	}

	/** The code for a guest that has ended or is not to go on. */
	static int of(StopEvent stop) {
		return of(stop.kind());
	}

	private static int of(StopKind kind) {
		return switch (kind) {
			case GUEST_EXIT -> FAIL;
			case BREAKPOINT, ENTRY, STEP, RUN_TO -> BREAKPOINT;
			case INSTRUCTION_LIMIT -> INSTRUCTION_LIMIT;
			case SUSPEND -> TIMEOUT;
			case TRAP_STORM -> TRAP_STORM;
			case IDLE -> IDLE;
			case TERMINATED -> LEFT;
			case INTERNAL_ERROR -> INTERNAL_ERROR;
		};
	}
}
