/*
 * Copyright (c) 2026 The Ringside contributors.
 * SPDX-License-Identifier: EPL-2.0
 */
package org.ringside.isa.sbi;

import java.util.Optional;

/** The error codes that SBI calls return in a0. */
public enum SbiError {
	SUCCESS(0, "success"),
	FAILED(-1, "failed"),
	NOT_SUPPORTED(-2, "not supported"),
	INVALID_PARAM(-3, "invalid parameter"),
	DENIED(-4, "denied"),
	INVALID_ADDRESS(-5, "invalid address"),
	ALREADY_AVAILABLE(-6, "already available"),
	ALREADY_STARTED(-7, "already started"),
	ALREADY_STOPPED(-8, "already stopped"),
	NO_SHMEM(-9, "no shared memory"),
	INVALID_STATE(-10, "invalid state"),
	BAD_RANGE(-11, "bad range"),
	TIMEOUT(-12, "timeout"),
	IO(-13, "input/output error"),
	DENIED_LOCKED(-14, "denied because locked");

	private final int code;
	private final String title;

	SbiError(int code, String title) {
		this.code = code;
		this.title = title;
	}

	/** The value in a0. */
	public int code() {
		return code;
	}

	/** What it says, in words. */
	public String title() {
		return title;
	}

	/** The error with this value in a0. */
	public static Optional<SbiError> of(long a0) {
		for (SbiError error : values()) {
			if (error.code == a0) {
				return Optional.of(error);
			}
		}
		return Optional.empty();
	}

	/** The meaning of a returned a0, with the number if it is none of the codes. */
	public static String describe(long a0) {
		return of(a0).map(SbiError::title).orElse("error " + a0);
	}
}
