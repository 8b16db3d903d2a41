/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.model;

import java.util.Optional;

import org.ringside.session.StopEvent;
import org.ringside.session.StopKind;
import org.ringside.vmm.Verdict;

/** What the end of a guest comes to as the exit code of a process; the numbers are those of {@code ./ringside run}. */
public final class ExitCodes {

	/** The guest said that all went well. */
	public static final int PASS = 0;
	/** The guest said that it failed, without a code that is a byte. */
	public static final int FAIL = 1;
	/** A file or value cannot be used: missing, no RISC-V image, out of range. */
	public static final int BAD_INPUT = 65;
	/** Ringside itself failed. */
	public static final int INTERNAL_ERROR = 70;
	/** The limit of instructions was reached. */
	public static final int INSTRUCTION_LIMIT = 120;
	/** The limit of time was reached. */
	public static final int TIMEOUT = 121;
	/** The guest takes one trap after another without getting anywhere. */
	public static final int TRAP_STORM = 122;
	/** The guest waits for an interrupt that can never come. */
	public static final int IDLE = 123;
	/** Somebody terminated the guest. */
	public static final int TERMINATED = 125;

	private static final int HIGHEST = 255;

	private ExitCodes() {
	}

	/** The code for a guest that ended with {@code verdict}, or without one at {@code stop}. */
	public static int of(Optional<Verdict> verdict, Optional<StopEvent> stop) {
		if (verdict.isPresent()) {
			Verdict said = verdict.get();
			return switch (said.kind()) {
			case PASS, RESET -> PASS;
			case FAIL -> said.code() > 0 && said.code() <= HIGHEST ? said.code() : FAIL;
			};
		}
		return switch (stop.map(StopEvent::kind).orElse(StopKind.TERMINATED)) {
		case INSTRUCTION_LIMIT -> INSTRUCTION_LIMIT;
		case TRAP_STORM -> TRAP_STORM;
		case IDLE -> IDLE;
		case INTERNAL_ERROR -> INTERNAL_ERROR;
		case GUEST_EXIT -> FAIL;
		case ENTRY, BREAKPOINT, STEP, RUN_TO, SUSPEND, TERMINATED -> TERMINATED;
		};
	}
}
