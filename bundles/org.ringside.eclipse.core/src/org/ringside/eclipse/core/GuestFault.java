/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.eclipse.core;

import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.debug.core.DebugException;

/** The kinds of failure that this bundle reports; the codes are what status handlers are registered for. */
public enum GuestFault {
	/** An attribute of a launch configuration is missing or makes no sense. */
	CONFIGURATION(101),
	/** The guest could not be opened: no such file, no RISC-V image, no room for it. */
	OPEN(102),
	/** What was asked for needs a suspended guest, and it runs or has ended. */
	NOT_SUSPENDED(103),
	/** A memory expression cannot be read or leads nowhere. */
	EXPRESSION(104),
	/** A value cannot be given to a register or to memory. */
	VALUE(105),
	/** A breakpoint's text is wrong or cannot be bound in a guest. */
	BREAKPOINT(106),
	/** A kernel cannot be built, or there is none to start. */
	BUILD(107);

	private final int code;

	GuestFault(int code) {
		this.code = code;
	}

	/** The status code. */
	public int code() {
		return code;
	}

	/** An exception of this kind whose message is {@code sentence}. */
	public DebugException because(String sentence) {
		return because(sentence, null);
	}

	/** An exception of this kind whose message is {@code sentence}, with the exception that told it. */
	public DebugException because(String sentence, Throwable cause) {
		return new DebugException(new Status(IStatus.ERROR, RingsideCore.ID, code, sentence, cause));
	}
}
