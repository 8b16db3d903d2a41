/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.session;

import java.util.Optional;

import org.ringside.vmm.Verdict;

/**
 * What the end of a guest comes to as the exit code of a process, in every face. Codes that a guest gives itself come
 * through unchanged where they are 1 to 255.
 */
public final class ExitCodes {

	/** The guest says pass: the finisher's 0x5555, or a shutdown without failure. */
	public static final int PASS = 0;
	/** The guest says that it failed, without a code (a shutdown with a failure as its reason), or with one that is no byte. */
	public static final int FAIL = 1;
	/** Wrong options (EX_USAGE of sysexits). */
	public static final int USAGE = 64;
	/** A file or value that cannot be used (EX_DATAERR). */
	public static final int BAD_INPUT = 65;
	/** Ringside itself failed (EX_SOFTWARE). */
	public static final int INTERNAL_ERROR = 70;
	/** The guest's console cannot be written (EX_IOERR). */
	public static final int OUTPUT_LOST = 74;
	/** The limit of instructions was reached. */
	public static final int INSTRUCTION_LIMIT = 120;
	/** The limit of time was reached. */
	public static final int TIMEOUT = 121;
	/** The guest takes one trap after another without getting anywhere. */
	public static final int TRAP_STORM = 122;
	/** The guest waits for an interrupt that can never come. */
	public static final int IDLE = 123;
	/** The guest stands at a breakpoint and is not to go on. */
	public static final int BREAKPOINT = 124;
	/** Somebody ended the guest: terminated it, or left with the escape key. */
	public static final int TERMINATED = 125;

	private ExitCodes() {
	}

	/** The code for what the guest says of itself. */
	public static int of(Verdict verdict) {
		return switch (verdict.kind()) {
			case PASS, RESET -> PASS;
			case FAIL -> verdict.code() >= 1 && verdict.code() <= 255 ? verdict.code() : FAIL;
		};
	}

	/** The code for a guest that has ended, or that is not to go on from where it stopped. */
	public static int of(StopEvent stop) {
		return of(stop.kind());
	}

	/** The code for a debugged guest that has ended: by its own word if there is one, else by its last stop; where that is an ordinary one, somebody terminated it. */
	public static int of(Optional<Verdict> verdict, Optional<StopEvent> last) {
		if (verdict.isPresent()) {
			return of(verdict.get());
		}
		int code = last.map(ExitCodes::of).orElse(TERMINATED);
		return code == BREAKPOINT || code == TIMEOUT ? TERMINATED : code;
	}

	private static int of(StopKind kind) {
		return switch (kind) {
			case GUEST_EXIT -> FAIL;
			case BREAKPOINT, ENTRY, STEP, RUN_TO -> BREAKPOINT;
			case INSTRUCTION_LIMIT -> INSTRUCTION_LIMIT;
			case SUSPEND -> TIMEOUT;
			case TRAP_STORM -> TRAP_STORM;
			case IDLE -> IDLE;
			case TERMINATED -> TERMINATED;
			case INTERNAL_ERROR -> INTERNAL_ERROR;
		};
	}
}
