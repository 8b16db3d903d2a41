/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.machine.instructions;

/** Where floating-point operations leave the exceptions that they met: the accrued flags of {@code fcsr}. */
public final class FloatFlags {

	public static final int INEXACT = 1;
	public static final int UNDERFLOW = 2;
	public static final int OVERFLOW = 4;
	public static final int DIVISION_BY_ZERO = 8;
	public static final int INVALID = 16;

	/** The accrued flags. */
	public int flags;

	void raise(int more) {
		flags |= more;
	}
}
