/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa;

/** Says in words what a value of a cause register ({@code mcause}, {@code scause}, {@code vscause}) means. */
public final class Cause {

	/** The bit that tells an interrupt from an exception. */
	public static final long INTERRUPT = Long.MIN_VALUE;

	private Cause() {
	}

	/** For example {@code supervisor timer interrupt} or {@code load page fault}; unknown codes by number. */
	public static String describe(long cause) {
		long code = cause & ~INTERRUPT;
		if (cause < 0) {
			return InterruptCause.of(code).map(InterruptCause::title).orElse("interrupt " + code);
		}
		return ExceptionCause.of(code).map(ExceptionCause::title).orElse("exception " + code);
	}
}
