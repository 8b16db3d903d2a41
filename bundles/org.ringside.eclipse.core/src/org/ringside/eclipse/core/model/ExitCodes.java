/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core.model;

import java.util.Optional;

import org.ringside.session.StopEvent;
import org.ringside.session.StopKind;
import org.ringside.vmm.Verdict;

/** What the end of a guest comes to as the exit code of a process. */
public final class ExitCodes {

	/** The guest said that all went well. */
	public static final int PASS = 0;
	/** The guest failed without a code between 1 and 119. */
	public static final int FAIL = 1;
	/** What was asked for makes no sense: a missing file, no RISC-V image, an unknown option. */
	public static final int BAD_INPUT = 120;
	/** The limit of instructions or of time was reached. */
	public static final int LIMIT = 121;
	/** The guest takes one trap after another without getting anywhere. */
	public static final int TRAP_STORM = 122;
	/** The guest waits for an interrupt that can never come. */
	public static final int IDLE = 123;
	/** Somebody terminated the guest. */
	public static final int TERMINATED = 124;
	/** Ringside itself failed. */
	public static final int INTERNAL_ERROR = 125;

	private static final int HIGHEST_OF_GUEST = 119;

	private ExitCodes() {
	}

	/** The code for a guest that ended with {@code verdict}, or without one at {@code stop}. */
	public static int of(Optional<Verdict> verdict, Optional<StopEvent> stop) {
		if (verdict.isPresent()) {
			Verdict said = verdict.get();
			return switch (said.kind()) {
			case PASS, RESET -> PASS;
			case FAIL -> said.code() > 0 && said.code() <= HIGHEST_OF_GUEST ? said.code() : FAIL;
			};
		}
		return switch (stop.map(StopEvent::kind).orElse(StopKind.TERMINATED)) {
		case INSTRUCTION_LIMIT -> LIMIT;
		case TRAP_STORM -> TRAP_STORM;
		case IDLE -> IDLE;
		case INTERNAL_ERROR -> INTERNAL_ERROR;
		case GUEST_EXIT -> PASS;
		case ENTRY, BREAKPOINT, STEP, RUN_TO, SUSPEND, TERMINATED -> TERMINATED;
		};
	}
}
