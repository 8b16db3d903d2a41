/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.vmm.sbi;


/** The error codes that a call returns in a0 (SBI 3). */
public enum SbiError {
	SUCCESS(0), FAILED(-1), NOT_SUPPORTED(-2), INVALID_PARAM(-3), DENIED(-4), INVALID_ADDRESS(-5),
	ALREADY_AVAILABLE(-6), ALREADY_STARTED(-7), ALREADY_STOPPED(-8);

	private final long code;

	SbiError(long code) {
		this.code = code;
	}

	/** The value in a0. */
	public long code() {
		return code;
	}
}
